/**
 * `Array(…)`, `new Array(…)` and `Array.of(…)`. All but `Array(length)` are array literals.
 */
import { type CallExpression, type NewExpression, Node } from "ts-morph";
import type { Local, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { skipOuter } from "../symbols.ts";
import { lowerElements } from "./literals.ts";

const LIBRARY = "ts-src/lib/array-from.ts";

function isArray(node: Node, { program }: FunctionContext): boolean {
    const inner = skipOuter(node);
    const binding = Node.isIdentifier(inner) ? program.bindingOf(inner) : undefined;
    return binding?.kind === "nativeClass" && binding.builtIn === "array";
}

/** Whether the call or `new` makes an array of its arguments, or one of a length. */
export function makesArray(node: CallExpression | NewExpression, context: FunctionContext): boolean {
    const callee = skipOuter(node.getExpression());
    if (isArray(callee, context)) return true;
    const isMember = Node.isCallExpression(node) && Node.isPropertyAccessExpression(callee);
    return isMember && callee.getName() === "of" && isArray(callee.getExpression(), context);
}

export function lowerArrayMaker(
    node: CallExpression | NewExpression,
    target: Local | undefined,
    context: FunctionContext,
): Operand {
    const { builder, program } = context;
    const made = target ?? builder.temporary("array");
    const parts = lowerElements(node.getArguments(), node, context);
    const [first] = parts;
    const isOf = Node.isPropertyAccessExpression(skipOuter(node.getExpression()));
    const fixed = parts.filter(({ kind }) => kind !== "spread").length;
    if (isOf || fixed > 1 || first === undefined) {
        builder.newArray({ target: made, parts });
        return made;
    }
    const isList = parts.some(({ kind }) => kind === "spread");
    const list = builder.temporary("list");
    if (isList) builder.newArray({ target: list, parts });
    const library = program.libraryFunction(LIBRARY, isList ? "ofList" : "ofLength");
    if (library === undefined) return made;
    const values = [isList ? list : first.value];
    builder.callFunction({ target: made, function: library, thisArgument: undefined, arguments: values, apart: true });
    return made;
}
