/**
 * `new.target` of functions and of classes in general form (ECMA-262 13.3.12): what `new` names is
 * handed over beside the arguments, and taken before anything else runs.
 */
import { Node, type SourceFile, SyntaxKind } from "ts-morph";
import { initialiseVariable, readVariable } from "./binding.ts";
import type { FunctionContext } from "./context.ts";
import { descendants } from "./descendants.ts";
import type { Operand } from "../ir/program.ts";
import { anything, runtimeFunction } from "./own-names.ts";
import type { ProgramLowering } from "./program.ts";
import { hiddenVariable } from "./variables.ts";
import type { Variable } from "./variables.ts";
import { isFunctionBoundary } from "./symbols.ts";

const TAKE = {
    ...runtimeFunction("new.target", "tsp_take_new_target", [], anything("target").type),
    header: "runtime/beside.h",
    names: undefined,
    attributes: "newTarget",
    mayThrow: false,
} as const;

/** The function whose `new.target` a node means; undefined where it is that of a field or block. */
export const functionAround = (node: Node): Node | undefined =>
    node.getFirstAncestor(
        (around) =>
            (isFunctionBoundary(around) && !Node.isArrowFunction(around)) ||
            Node.isClassStaticBlockDeclaration(around) ||
            Node.isPropertyDeclaration(around),
    );

const mentioning = new WeakMap<SourceFile, boolean>();

/** Most files do not, and most functions need not be looked at. */
function mentions(file: SourceFile): boolean {
    const known = mentioning.get(file) ?? /\bnew\b[^\w]*\.[^\w]*target\b/.test(file.getFullText());
    mentioning.set(file, known);
    return known;
}

/** Whether the function itself, or an arrow function in it, asks what `new` named. */
export function asksNewTarget(node: Node): boolean {
    if (!Node.isFunctionDeclaration(node) && !Node.isFunctionExpression(node) && !Node.isConstructorDeclaration(node))
        return false;
    if (!mentions(node.getSourceFile())) return false;
    for (const inner of descendants(node))
        if (inner.isKind(SyntaxKind.MetaProperty) && functionAround(inner) === node) return true;
    return false;
}

function variableOf(node: Node, program: ProgramLowering): Variable {
    const known = program.newTargets.get(node);
    if (known !== undefined) return known;
    const variable = hiddenVariable("new_target", node, node);
    program.newTargets.set(node, variable);
    return variable;
}

/** First of all in a function that asks. */
export function takeNewTarget(node: Node, context: FunctionContext): void {
    const target = context.builder.temporary("new_target");
    context.builder.callNative({ target, native: TAKE, arguments: [] });
    initialiseVariable(variableOf(node, context.program), target, context);
}

/** Of the function `around`, which has taken it. */
export const readNewTarget = (around: Node, node: Node, context: FunctionContext): Operand =>
    readVariable(variableOf(around, context.program), node, context);
