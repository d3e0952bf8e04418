/** The objects of the library that the program holds: each is made before the first module runs. */
import { assign, binary, call, identifier, ifStatement, list, literal, returnStatement } from "../c/ast.ts";
import type { CDeclaration, CFunction, CInitializer, CStatement } from "../c/ast.ts";
import { names } from "../c/walk.ts";
import type { Intrinsic, IntrinsicProperty } from "../ir/program.ts";
import type { TypedOf } from "../ir/typed.ts";
import { isNever } from "../types/lattice.ts";
import type { GeneralMember } from "../types/members.ts";
import { singleNumber } from "../types/numbers.ts";
import type { Type } from "../types/type.ts";
import { constantValue } from "./constants.ts";
import type { FunctionContext } from "./function-context.ts";
import { doubleLiteral } from "./literals.ts";
import type { ProgramContext } from "./program-context.ts";
import { NEVER } from "./value.ts";
import type { Value } from "./value.ts";

export function emitLoadIntrinsic(context: FunctionContext, instruction: TypedOf<"loadIntrinsic">): void {
    const { target, intrinsic } = instruction;
    const [shape] = target.type.shapes;
    if (shape === undefined) return;
    context.define(target, {
        expression: identifier(context.program.intrinsicName(intrinsic)),
        representation: { kind: "object", shape },
        type: target.type,
    });
}

/**
 * What the object has under the name, where nothing in the program can have changed that: then the
 * object itself need not be there.
 */
export function fixedProperty(context: FunctionContext, { owner, name, beside }: GeneralMember): Value | undefined {
    const property = owner.intrinsic?.properties.get(name);
    const type = owner.fields.get(name)?.type;
    const isOpen = [owner.others, owner.getters, owner.setters].some((field) => !isNever(field.type));
    if (type === undefined || isOpen || type.absent) return undefined;
    if (beside !== undefined && (name === "name" || name === "length")) {
        const value = singleConstant(type);
        return value === undefined ? undefined : constantValue(value, context.program.strings);
    }
    if (property === undefined) return undefined;
    if (property.kind === "constant") return constantValue(property.value, context.program.strings);
    const [shape, ...others] = type.shapes;
    const isAlone = isNever({ ...type, shapes: NEVER.shapes }) && others.length === 0;
    if (shape?.kind !== "function" || !isAlone || shape.function !== property.function) return undefined;
    const expression = context.program.staticClosure(shape);
    return { expression, representation: { kind: "object", shape }, type };
}

/** The one text or number that the set has. */
function singleConstant({ number, string, ...others }: Type): string | number | undefined {
    const [text, ...further] = string === "any" ? [] : (string ?? []);
    if (others.shapes.size > 0 || Object.values(others).includes(true) || further.length > 0) return undefined;
    if (number === undefined) return text;
    return string === undefined ? singleNumber(number) : undefined;
}

/**
 * Drops those that no code is left to ask for; the tables of the others refer to shapes and texts,
 * before these are written.
 */
export function referToIntrinsics(program: ProgramContext, functions: Iterable<CFunction>): void {
    const bodies = [...functions].map(({ body }) => body);
    for (const [intrinsic, name] of program.intrinsics) {
        if (!bodies.some((body) => names(body, (named) => named === name))) program.intrinsics.delete(intrinsic);
        else tableOf(program, intrinsic);
    }
    if (program.intrinsics.size > 0) program.headers.add("runtime/intrinsic.h");
}

const tableName = (name: string): string => `${name}_properties`;

function tableOf(program: ProgramContext, { properties }: Intrinsic): CInitializer {
    return list([...properties].map(([name, property]) => entryOf(program, name, property)));
}

function entryOf(program: ProgramContext, name: string, property: IntrinsicProperty): CInitializer {
    const key = program.strings.reference(name);
    if (property.kind === "constant") {
        const flags = property.isWritable === true ? "FIXED" : "FIXED | TSP_PROPERTY_READ_ONLY";
        const all = literal(`TSP_PROPERTY_HIDDEN | TSP_PROPERTY_${flags}`);
        return list([key, identifier("NULL"), all, doubleLiteral(property.value)]);
    }
    const shape = program.methodShape(property.function);
    if (shape === undefined) throw new Error(`nothing is known of ${name}`);
    return list([key, program.staticClosure(shape), identifier("TSP_PROPERTY_HIDDEN"), literal("0")]);
}

/** The variables that hold them. */
export const intrinsicVariables = (program: ProgramContext): string[] => [...program.intrinsics.values()];

export function intrinsicDeclarations(program: ProgramContext): {
    declarations: CDeclaration[];
    definitions: CDeclaration[];
} {
    const variable = { type: "struct tsp_general *@" };
    const names = intrinsicVariables(program);
    return {
        declarations: names.map((name) => ({ kind: "variable", storage: "extern", variable: { ...variable, name } })),
        definitions: [...program.intrinsics].flatMap(([intrinsic, name]): CDeclaration[] => [
            { kind: "variable", storage: "", variable: { ...variable, name, initializer: identifier("NULL") } },
            {
                kind: "variable",
                storage: "static",
                variable: {
                    name: tableName(name),
                    type: "const struct tsp_intrinsic_property @[]",
                    initializer: tableOf(program, intrinsic),
                },
            },
        ]),
    };
}

export function makeIntrinsics(program: ProgramContext): CStatement[] {
    return [...program.intrinsics].flatMap(([{ properties }, name]) => {
        const made = call("tsp_intrinsic_new", identifier(tableName(name)), literal(`${properties.size}u`));
        return [
            assign(identifier(name), made),
            ifStatement(binary("==", identifier(name), identifier("NULL")), [returnStatement()]),
        ];
    });
}
