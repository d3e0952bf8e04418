/**
 * Classes that are not at the level of a module: every evaluation makes a class of its own, which
 * sees the variables around it. The layout and the code of such a class are fixed like those of any
 * other; what an evaluation adds is one object, the class's environment, with the captured
 * variables and the static fields. The value of the class's name is that object, and every instance
 * refers to it.
 */
import { Node } from "ts-morph";
import type { ClassReference } from "../../ir/instructions.ts";
import type { Local, Operand } from "../../ir/program.ts";
import { environmentField } from "../../types/members.ts";
import { readVariable } from "../binding.ts";
import type { FunctionContext } from "../context.ts";
import type { ProgramLowering } from "../program.ts";
import { forEachEvaluated, isVariableReference } from "../symbols.ts";
import type { Variable } from "../variables.ts";
import type { ClassInfo } from "./registry.ts";

/** A variable of a function around the class, or the environment of a class around it. */
export type Captured = Variable | ClassInfo;

export const isClass = (captured: Captured): captured is ClassInfo => "staticMethods" in captured;

/** The name of the field of an instance that refers to the environment of its class. */
export const hiddenField = (info: ClassInfo): string => environmentField(info.declaration.id);

/**
 * Names of the environment's properties; the class is part of them, so that environments of
 * different classes have different layouts.
 */
const keyed = (info: ClassInfo, what: string): string =>
    `${info.declaration.name}${info.declaration.id.toString()}_${what}`;
export const baseKey = (info: ClassInfo): string => keyed(info, "base");
export const staticKeyOf = (info: ClassInfo, name: string): string => keyed(info, `static_${name}`);
export const capturedKey = (info: ClassInfo, captured: Captured): string =>
    isClass(captured)
        ? keyed(info, `class_${captured.declaration.name}${captured.declaration.id.toString()}`)
        : keyed(info, `of_${captured.name}`);

function isInside(node: Node, around: Node): boolean {
    return node === around || node.getFirstAncestor((ancestor) => ancestor === around) !== undefined;
}

/** What the members of a class need of the functions and classes around it. */
export function capturesOf(info: ClassInfo, program: ProgramLowering): Captured[] {
    const found = new Set<Captured>();
    forEachEvaluated(info.node, (node) => {
        const variable = isVariableReference(node) ? program.scopes.referredBy(node) : undefined;
        if (variable === undefined || variable.isGlobal || variable.constants !== undefined) return;
        if (isInside(variable.declaration, info.node)) return;
        const known = variable.references.find((reference) => reference.node === node);
        if (variable.closed && known?.isCall === true) return;
        const named = program.classes.of(variable.declaration);
        const isAround = named !== undefined && named.node === variable.declaration && isInside(info.node, named.node);
        found.add(isAround ? named : variable);
    });
    return [...found];
}

/**
 * The environment of the class that an expression names. Undefined: the class is at the level of a
 * module.
 */
export function environmentOf(info: ClassInfo, node: Node, context: FunctionContext): Operand | undefined {
    if (!info.isScoped) return undefined;
    const isOwnName = info.variable?.declaration === info.node || info.variable === undefined;
    const isMeantFromInside = isInside(node, info.node) && (isOwnName || namesItself(node, info, context));
    if (isMeantFromInside) return context.environmentOf(info);
    return info.variable === undefined ? context.environmentOf(info) : readVariable(info.variable, node, context);
}

/** `Inner` in `const Outer = class Inner {}`, or `this` in a static member. */
function namesItself(node: Node, info: ClassInfo, context: FunctionContext): boolean {
    return Node.isThisExpression(node) || context.program.scopes.referredBy(node)?.declaration === info.node;
}

export function environmentOfReference(
    reference: ClassReference | undefined,
    node: Node,
    context: FunctionContext,
): Operand | undefined {
    const info = reference?.kind === "class" ? context.program.classes.infoOf(reference) : undefined;
    return info === undefined ? undefined : environmentOf(info, node, context);
}

export function readEnvironment(environment: Operand, key: string, name: string, context: FunctionContext): Local {
    const target = context.builder.temporary(name);
    context.builder.getProperty({ target, object: environment, name: key });
    return target;
}

/**
 * The environment of the class of the chain that `declares`, from that of the class it is asked of.
 */
export function inheritedEnvironment(
    from: ClassInfo,
    environment: Operand,
    declares: (info: ClassInfo) => boolean,
    context: FunctionContext,
): { readonly info: ClassInfo; readonly environment: Operand } | undefined {
    let at: ClassInfo | undefined = from;
    let operand = environment;
    while (at !== undefined && !declares(at)) {
        const base = context.program.classes.baseInfo(at);
        if (base?.isScoped !== true) return undefined;
        operand = readEnvironment(operand, baseKey(at), base.declaration.name, context);
        at = base;
    }
    return at === undefined ? undefined : { info: at, environment: operand };
}
