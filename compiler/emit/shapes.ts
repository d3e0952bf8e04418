/**
 * Structs and shape constants of the classes, literals and function values of a program, and its
 * constant closures.
 */
import { addressOf, binary, identifier, list, literal } from "../c/ast.ts";
import type { CDeclaration, CExpression, CInitializer, CVariable } from "../c/ast.ts";
import { isError } from "../types/native-fit.ts";
import type { Representation } from "../types/representation.ts";
import type { Field, NamedField, NameList, Shape } from "../types/shape.ts";
import { cDeclarator, structOf } from "./ctypes.ts";
import { isOrdered } from "../types/members.ts";
import { memberName, ORDER_MEMBER } from "./fields.ts";
import { captureMember } from "./variables.ts";
import { latin1Text } from "./literals.ts";
import type { ProgramContext } from "./program-context.ts";
import { TAGGED } from "./value.ts";

interface Member {
    readonly name: string;
    readonly representation: Representation;
}

/**
 * The shapes that we lay out ourselves; arrays, cells and native classes have their structs in
 * headers.
 */
export function ownShapes(program: ProgramContext): Shape[] {
    return [...program.shapes].filter((shape) => ["class", "literal", "function"].includes(shape.kind));
}

function membersOf(shape: Shape): Member[] {
    if (shape.kind === "class" || shape.kind === "literal") {
        const fields: Field[] = [...shape.fields.values()];
        return fields.map((field) => ({ name: memberName(field), representation: field.representation ?? TAGGED }));
    }
    if (shape.kind === "function") {
        return shape.captures.map((capture, index) => ({
            name: captureMember(capture, index),
            representation: capture.representation,
        }));
    }
    return [];
}

const stored = (member: Member): boolean => member.representation.kind !== "void";

export function structDeclaration(program: ProgramContext, shape: Shape): CDeclaration {
    const base = shape.kind === "class" && shape.base !== undefined ? structOf(shape.base, program.names) : undefined;
    const head: CVariable =
        base !== undefined
            ? { name: "base", type: `${base} @` }
            : { name: "header", type: shape.kind === "function" ? "struct tsp_function @" : "struct tsp_object @" };
    const members = membersOf(shape)
        .filter(stored)
        .map((member): CVariable => ({ name: member.name, type: cDeclarator(member.representation, program.names) }));
    const isNoted = shape.kind === "literal" && isOrdered(shape);
    const order: CVariable[] = isNoted ? [{ name: ORDER_MEMBER, type: "uint64_t @" }] : [];
    return { kind: "struct", name: program.names.ofShape(shape), members: [head, ...members, ...order] };
}

/** The collector's view of the own slots: tagged values and pointers. */
function slotsOf(program: ProgramContext, shape: Shape): CInitializer[] {
    const struct = structOf(shape, program.names);
    return membersOf(shape).flatMap((member) => {
        const kind = { value: "TSP_SLOT_VALUE", string: "TSP_SLOT_POINTER", object: "TSP_SLOT_POINTER" }[
            member.representation.kind as string
        ];
        return kind === undefined ? [] : [list([literal(`offsetof(${struct}, ${member.name})`), identifier(kind)])];
    });
}

/** `slot_count` is a byte. */
const MOST_SLOTS = 255;

export function shapeDefinition(program: ProgramContext, shape: Shape): CDeclaration[] {
    const name = program.names.ofShape(shape);
    const slots = slotsOf(program, shape);
    const parent =
        shape.kind === "class" && shape.base !== undefined ? program.shapeConstant(shape.base) : identifier("NULL");
    const hasEntry = shape.kind === "function" && program.entries.has(shape);
    const names = shape.kind === "class" || shape.kind === "literal" ? shape.names : undefined;
    const definition = (suffix: string, storage: "" | "static", first: number, next: CExpression): CDeclaration => {
        const own = slots.slice(first, first + MOST_SLOTS);
        const table =
            first === 0 ? identifier(`${name}_slots`) : binary("+", identifier(`${name}_slots`), literal(`${first}`));
        const initializer = list([
            ["name", literal(latin1Text(titleOf(shape)))],
            ["parent", next],
            ["size", literal(`sizeof(${structOf(shape, program.names)})`)],
            ["kind", identifier(shape.kind === "function" ? "TSP_KIND_FUNCTION" : kindOf(shape))],
            ["slot_count", literal(String(own.length))],
            ["slots", own.length === 0 ? identifier("NULL") : table],
            names === undefined
                ? ["call", hasEntry ? identifier(`${name}_entry`) : identifier("NULL")]
                : ["names", identifier(`${name}_names`)],
        ]);
        return {
            kind: "variable",
            storage,
            variable: { name: `${name}_shape${suffix}`, type: "const struct tsp_shape @", initializer },
        };
    };
    const table: CDeclaration[] =
        slots.length === 0
            ? []
            : [
                  {
                      kind: "variable",
                      storage: "static",
                      variable: { name: `${name}_slots`, type: "const struct tsp_slot @[]", initializer: list(slots) },
                  },
              ];
    // What one shape cannot count, shapes between it and its base do: the collector walks them all.
    const parts: CDeclaration[] = [];
    let next = parent;
    for (let part = Math.ceil(slots.length / MOST_SLOTS) - 1; part > 0; part--) {
        parts.push(definition(`_part_${part}`, "static", part * MOST_SLOTS, next));
        next = addressOf(identifier(`${name}_shape_part_${part}`));
    }
    return [...table, ...nameTable(program, shape), ...parts, definition("", "", 0, next)];
}

function titleOf(shape: Shape): string {
    switch (shape.kind) {
        case "class":
            return shape.declaration.title ?? shape.declaration.name;
        case "function":
            return shape.function.title ?? shape.function.name;
        default:
            return "";
    }
}

/** For what asks for properties at run time. */
function nameTable(program: ProgramContext, shape: Shape): CDeclaration[] {
    const names = shape.kind === "class" || shape.kind === "literal" ? shape.names : undefined;
    if (names === undefined) return [];
    const entry = ({ text, field, owner, accessor = "both" }: NamedField): CInitializer => {
        const kind = field === undefined ? undefined : (field.representation ?? TAGGED).kind;
        const isStored = field !== undefined && kind !== "void";
        const offset = isStored ? `offsetof(${structOf(owner, program.names)}, ${memberName(field)})` : "0";
        const stored = kind === undefined ? ACCESSOR_KIND[accessor] : (FIELD_KIND[kind] ?? "TSP_FIELD_UNDEFINED");
        return list([program.strings.reference(text), literal(offset), identifier(stored)]);
    };
    const order = `offsetof(${structOf(shape, program.names)}, ${ORDER_MEMBER})`;
    const late = isOrdered({ names })
        ? [list([identifier("NULL"), literal(order), identifier("TSP_FIELD_ORDER")]), ...names.late.map(entry)]
        : [];
    const end = list([identifier("NULL"), literal("0"), identifier("TSP_FIELD_END")]);
    const initializer = list([...names.fixed.map(entry), ...late, ...hiddenEntries(program, names, entry), end]);
    const name = `${program.names.ofShape(shape)}_names`;
    return [
        { kind: "variable", storage: "static", variable: { name, type: "const struct tsp_name @[]", initializer } },
    ];
}

function hiddenEntries(
    program: ProgramContext,
    { hidden }: NameList,
    entry: (field: NamedField) => CInitializer,
): CInitializer[] {
    if (hidden === undefined) return [];
    program.headers.add("runtime/inspect_contents.h");
    const contents = addressOf(identifier(`${hidden.contents}.tag`));
    return [list([contents, literal("0"), identifier("TSP_FIELD_CONTENTS")]), ...hidden.fields.map(entry)];
}

/** enum tsp_field_kind, by how fields are stored. */
const FIELD_KIND: Readonly<Partial<Record<Representation["kind"], string>>> = {
    boolean: "TSP_FIELD_BOOLEAN",
    int32: "TSP_FIELD_INT32",
    uint32: "TSP_FIELD_UINT32",
    double: "TSP_FIELD_DOUBLE",
    string: "TSP_FIELD_STRING",
    object: "TSP_FIELD_OBJECT",
    number: "TSP_FIELD_VALUE",
    value: "TSP_FIELD_VALUE",
};

const ACCESSOR_KIND = { getter: "TSP_FIELD_GETTER", setter: "TSP_FIELD_SETTER", both: "TSP_FIELD_ACCESSOR" };

/** The texts of the tables, before the literals of the program are written. */
export function referToNames(program: ProgramContext): void {
    for (const shape of ownShapes(program)) nameTable(program, shape);
}

/**
 * A class derived from a native class keeps the native kind only where the runtime looks at it
 * (errors).
 */
const kindOf = (shape: Shape): string => (isError(shape) ? "TSP_KIND_ERROR" : "TSP_KIND_OBJECT");

export function shapeDeclaration(program: ProgramContext, shape: Shape): CDeclaration {
    const name = `${program.names.ofShape(shape)}_shape`;
    return { kind: "variable", storage: "extern", variable: { name, type: "const struct tsp_shape @" } };
}

export function staticClosureDeclarations(program: ProgramContext): {
    declarations: CDeclaration[];
    definitions: CDeclaration[];
} {
    const variables = [...program.staticClosures].map((shape): CVariable => {
        const name = program.names.ofShape(shape);
        const header = list([["shape", addressOf(identifier(`${name}_shape`))]]);
        const initializer = list([["header", list([["header", header]])]]);
        return { name: `${name}_value`, type: `${structOf(shape, program.names)} @`, initializer };
    });
    return {
        declarations: variables.map(({ name, type }) => ({
            kind: "variable",
            storage: "extern",
            variable: { name, type },
        })),
        definitions: variables.map((variable) => ({ kind: "variable", storage: "", variable })),
    };
}
