/**
 * What the declarations of a program became, why, and what that costs: `check --explain`. Costs are
 * those of a 32-bit board.
 */
import type { Span } from "../ir/program.ts";
import type { Reasons, TypedFunction, TypedProgram } from "../ir/typed.ts";
import { textOfKey } from "../types/keys.ts";
import { isPrivateName } from "../types/members.ts";
import type { Field, Shape } from "../types/shape.ts";
import { costOfCall, costOfStorage, GENERAL_OBJECT, reasonsFor, storageInWords, structInWords } from "./costs.ts";

export interface Explanation {
    readonly span: Span;
    /** The declaration: "variable 'count'". */
    readonly what: string;
    /** What it is in C: "int32_t". */
    readonly became: string;
    /** The lines that made it so, where it could cost less. */
    readonly because: readonly Reason[];
    readonly cost?: string | undefined;
}

export interface Reason {
    readonly span: Span;
    readonly message: string;
}

/** In the order of the source; `isOwn` leaves the library out. */
export function explainProgram(program: TypedProgram, isOwn: (file: string) => boolean): readonly Explanation[] {
    const functions = [...program.modules, ...program.functions].filter(({ span }) => isOwn(span.file));
    const all = [
        ...program.globals.map((global) => stored(global.span, `variable '${global.name}'`, global)),
        ...functions.flatMap((fn) => [...explainFunction(fn), ...explainCalls(fn)]),
        ...program.shapes.flatMap(explainShape),
    ].filter(({ span }) => isOwn(span.file));
    return unique(all.sort((a, b) => compare(a.span, b.span)));
}

const compare = (a: Span, b: Span): number => a.file.localeCompare(b.file) || a.start - b.start || a.end - b.end;

/** A function has a version for each kind of arguments: what is the same in several stands once. */
function unique(explanations: readonly Explanation[]): Explanation[] {
    const known = new Set<string>();
    return explanations.filter(({ span, what, became }) => {
        const key = JSON.stringify([span.file, span.start, what, became]);
        const isNew = !known.has(key);
        known.add(key);
        return isNew;
    });
}

interface Stored extends Pick<Field, "type" | "representation"> {
    readonly reasons?: Reasons | undefined;
}

function stored(span: Span, what: string, place: Stored): Explanation {
    const { type, representation = { kind: "value" } } = place;
    const cost = costOfStorage(representation);
    const because = cost === undefined ? [] : reasonsFor(type, representation, place.reasons);
    return { span, what, became: storageInWords(type, representation), because, cost };
}

function explainFunction(fn: TypedFunction): Explanation[] {
    const locals = fn.locals.flatMap((local) => {
        const { declaration, kind, name, cell } = local;
        if (declaration === undefined || (kind !== "variable" && kind !== "parameter")) return [];
        const what = `${kind} '${name}'`;
        return cell ? [cellOf(declaration, what)] : [stored(declaration, what, local)];
    });
    if (fn.kind === "module" || fn.kind === "constructor") return locals;
    const { returnType: type, returnRepresentation: representation, returnReasons: reasons } = fn;
    const what = `what '${fn.title ?? fn.name}' gives`;
    return [...locals, stored(fn.span, what, { type, representation, reasons })];
}

const cellOf = (span: Span, what: string): Explanation => ({
    span,
    what,
    became: "a cell in the heap, which functions share",
    because: [],
    cost: "16 bytes; reads and writes go through a pointer. A 'const' would be copied",
});

/** Calls that choose at run time. */
function explainCalls(fn: TypedFunction): Explanation[] {
    return fn.blocks
        .flatMap(({ instructions }) => instructions)
        .flatMap((instruction) => {
            if (!("callees" in instruction) || instruction.callees.length < 2) return [];
            const { span, callees } = instruction;
            return [
                {
                    span,
                    what: "call",
                    became: `a choice among ${callees.length.toString()} functions at run time`,
                    because: callees.flatMap(({ callee }) =>
                        callee.kind === "function"
                            ? [
                                  {
                                      span: callee.function.span,
                                      message: `'${callee.function.title ?? callee.function.name}'`,
                                  },
                              ]
                            : [],
                    ),
                    cost: costOfCall(callees.length),
                },
            ];
        });
}

function explainShape(shape: Shape): Explanation[] {
    switch (shape.kind) {
        case "literal":
            return [
                { span: shape.span, what: "object", became: structInWords(shape.fields.size), because: [] },
                ...[...shape.fields.values()].map((field) =>
                    stored(shape.span, `property '${textOfKey(field.name)}'`, field),
                ),
            ];
        case "general":
            return [
                {
                    span: shape.span,
                    what: "object",
                    became: "a general object: properties are found by name at run time",
                    because:
                        shape.because === undefined
                            ? []
                            : [
                                  {
                                      span: shape.because,
                                      message:
                                          "asks for names that are made at run time, or changes what a property is",
                                  },
                              ],
                    cost: GENERAL_OBJECT,
                },
            ];
        case "class":
            return [...shape.fields.values()].flatMap((field) => {
                const declared = shape.declaration.fields.find(({ name }) => name === field.name);
                const name = isPrivateName(field.name) ? field.name.replace(/:.*/, "") : textOfKey(field.name);
                const what = `field '${name}' of '${shape.declaration.name}'`;
                return [stored(declared?.span ?? shape.declaration.span, what, field)];
            });
        case "array":
            return [explainArray(shape)];
        default:
            return [];
    }
}

function explainArray({ span, element, elementKind = "values" }: Extract<Shape, { kind: "array" }>): Explanation {
    const isTagged = elementKind === "values";
    const representation = { kind: isTagged ? "value" : "int32" } as const;
    return {
        span,
        what: "array",
        became: ARRAYS[elementKind],
        because: isTagged ? reasonsFor(element.type, representation, element.reasons) : [],
        cost: isTagged ? "8 bytes an element; each use asks for its kind" : undefined,
    };
}

const ARRAYS = {
    values: "an array of tagged values",
    numbers: "an array of doubles, integers among them",
    int32s: "an array of int32_t, or holes",
    denseInt32s: "an array of int32_t",
    lowInt32s: "an array of the low 32 bits of numbers",
    uint32s: "an array of uint32_t",
    booleans: "an array of bool",
    objects: "an array of pointers to objects",
    strings: "an array of pointers to texts",
} as const;
