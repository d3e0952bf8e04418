import { type EnumDeclaration } from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import { initialiseVariable, readVariable } from "../binding.ts";
import type { FunctionContext } from "../context.ts";
import { accessOf, entriesOf, enumDeclarations, isInOwnEnum, valueOf } from "../enums.ts";
import { enumParts, refuseComputed } from "../expressions/enums.ts";
import { staticKey } from "../property-names.ts";
import type { Variable } from "../variables.ts";
import { visitExpression } from "../visitors.ts";

/** The first declaration makes the object, with room for the members of the others. */
export function lowerEnum(node: EnumDeclaration, context: FunctionContext): void {
    const { builder, program } = context;
    const variable = program.scopes.of(node);
    if (variable === undefined || variable.constants !== undefined) return;
    const declarations = enumDeclarations(node);
    const entries = entriesOf(declarations);
    if (entries === undefined) refuseValues(variable, context);
    const own = entries === undefined ? computedMembers(node, context) : constantMembers(node);
    if (node !== declarations[0]) {
        const object = readVariable(variable, node, context);
        for (const [name, value] of own) builder.setProperty({ object, name, value });
        return;
    }
    const names = entries === undefined ? declarations.flatMap(namesOf) : [...entries.keys()];
    const target = builder.temporary(variable.name);
    const parts = [...new Set(names)].map((name) => ({
        kind: "property" as const,
        name,
        value: own.get(name) ?? UNDEFINED,
    }));
    builder.newObject({ target, parts });
    initialiseVariable(variable, target, context);
}

const namesOf = (node: EnumDeclaration): string[] =>
    node.getMembers().flatMap((member) => staticKey(member.getNameNode()) ?? []);

function constantMembers(node: EnumDeclaration): ReadonlyMap<string, Operand> {
    const parts = enumParts(entriesOf([node]) ?? new Map());
    return new Map(parts.map((part) => [part.kind === "property" ? part.name : "", part.value]));
}

/** The numbers are no names of such an enum, so the program must not ask for them. */
function computedMembers(node: EnumDeclaration, context: FunctionContext): ReadonlyMap<string, Operand> {
    const values = new Map<string, Operand>();
    for (const member of node.getMembers()) {
        const initializer = member.getInitializer();
        const value = valueOf(member);
        const constantValue = value === undefined ? undefined : constant(value);
        const operand =
            constantValue ?? (initializer === undefined ? UNDEFINED : visitExpression(initializer, context));
        values.set(staticKey(member.getNameNode()) ?? "", operand);
    }
    return values;
}

function refuseValues(variable: Variable, context: FunctionContext): void {
    for (const use of variable.references) {
        if (accessOf(use) === undefined && !isInOwnEnum(variable, use.node))
            refuseComputed(variable, use.node, context);
    }
}
