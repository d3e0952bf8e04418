/**
 * Arguments of calls. The IR names each argument up to the first array that is spread; that one and
 * all that follow it are elements of one array, made for the call. Whoever takes the arguments
 * takes it apart.
 */
import { type CallExpression, type NewExpression, Node } from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";
import { lowerElements } from "./literals.ts";

export interface Arguments {
    arguments: Operand[];
    spread?: Operand;
}

/** Whether the source does not name the elements of what is spread. */
function isOpenSpread(argument: Node): boolean {
    if (!Node.isSpreadElement(argument)) return false;
    const spread = skipOuter(argument.getExpression());
    return !Node.isArrayLiteralExpression(spread) || spread.getElements().some(isOpenSpread);
}

/** Left to right; what a later argument can assign is copied. */
export function lowerArguments(node: CallExpression | NewExpression, context: FunctionContext): Arguments {
    const { builder } = context;
    const nodes = node.getArguments();
    const open = nodes.findIndex(isOpenSpread);
    const named = open < 0 ? nodes : nodes.slice(0, open);
    const values = named.flatMap((argument) => lowerArgument(argument, node.getEnd(), context));
    if (open < 0) return { arguments: values };
    const parts = lowerElements(nodes.slice(open), node, context);
    const spread = builder.temporary("arguments");
    builder.newArray({ target: spread, parts });
    return { arguments: values, spread };
}

/** A spread array literal stands for its elements. */
function lowerArgument(argument: Node, end: number, context: FunctionContext): Operand[] {
    if (Node.isOmittedExpression(argument)) return [UNDEFINED];
    if (!Node.isSpreadElement(argument))
        return [context.snapshot(visitExpression(argument, context), argument.getEnd(), end)];
    const spread = skipOuter(argument.getExpression());
    const elements = Node.isArrayLiteralExpression(spread) ? spread.getElements() : [];
    return elements.flatMap((element) => lowerArgument(element, end, context));
}
