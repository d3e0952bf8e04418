/**
 * Arguments of calls. The IR names each argument, so an array that is spread is taken apart here, which needs to know how many the
 * callee takes; rest parameters get what is left as one array, through a variant of the function that takes it as such.
 */
import { type CallExpression, type NewExpression, Node } from "ts-morph";
import type { NativeFunction } from "../../bindings/model.ts";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";
import { lowerElements } from "./literals.ts";

/** How many parameters the callee has before its rest parameter. */
export interface Arity {
    readonly fixed: number;
    /** The last parameter of the function that is called is the array of the remaining arguments. */
    readonly takesRest: boolean;
}

type CallLike = CallExpression | NewExpression;

export function nativeArity({ parameters }: NativeFunction): Arity | undefined {
    return parameters.some(({ rest }) => rest) ? undefined : { fixed: parameters.length, takesRest: false };
}

/** Whether an argument is spread whose elements the source does not name. */
export function hasOpenSpread(node: CallLike): boolean {
    return node.getArguments().some(isOpenSpread);
}

function isOpenSpread(argument: Node): boolean {
    if (!Node.isSpreadElement(argument)) return false;
    const spread = skipOuter(argument.getExpression());
    return !Node.isArrayLiteralExpression(spread) || spread.getElements().some(isOpenSpread);
}

/** Left to right; what a later argument can assign is copied. Without `arity`, nothing is known of the callee. */
export function lowerArguments(node: CallLike, context: FunctionContext, arity: Arity | undefined): Operand[] {
    if (!hasOpenSpread(node)) {
        return node.getArguments().flatMap((argument) => lowerArgument(argument, node.getEnd(), context));
    }
    const { builder, program } = context;
    const parts = lowerElements(node.getArguments(), node, context);
    if (arity === undefined) {
        const hint = "Name the elements, or pass the array itself to a function that takes an array.";
        program.unsupported(node, "Spreading an array into the arguments of this call", hint);
        return [];
    }
    const all = builder.temporary("arguments");
    builder.emit({ op: "newArray", target: all, parts });
    const values = Array.from({ length: arity.fixed }, (_, index) => {
        const target = builder.temporary(`argument_${index.toString()}`);
        builder.emit({ op: "getIndex", target, object: all, index: constant(index) });
        return target;
    });
    if (!arity.takesRest) return values;
    const rest = builder.temporary("rest");
    builder.emit({ op: "arrayRest", target: rest, source: all, from: arity.fixed });
    return [...values, rest];
}

/** A spread array literal stands for its elements. */
function lowerArgument(argument: Node, end: number, context: FunctionContext): Operand[] {
    if (Node.isOmittedExpression(argument)) return [UNDEFINED];
    if (!Node.isSpreadElement(argument)) {
        return [context.snapshot(visitExpression(argument, context), argument.getEnd(), end)];
    }
    const spread = skipOuter(argument.getExpression());
    const elements = Node.isArrayLiteralExpression(spread) ? spread.getElements() : [];
    return elements.flatMap((element) => lowerArgument(element, end, context));
}
