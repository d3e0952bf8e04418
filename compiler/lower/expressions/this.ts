import { thisInStatic, thisBeforeSuper } from "../../diagnostics/unsupported.ts";
import { type Node } from "ts-morph";
import type { Operand } from "../../ir/program.ts";
import { requireThis } from "../classes/derived.ts";
import type { FunctionContext } from "../context.ts";
import { staticClassOf } from "../symbols.ts";

export function lowerThis(node: Node, context: FunctionContext): Operand {
    if (staticClassOf(node) !== undefined) context.program.unsupported(node, thisInStatic);
    for (let around: FunctionContext | undefined = context; around !== undefined; around = around.parent) {
        if (around.beforeSuper && !(around !== context && hasNativeBase(around)))
            context.program.unsupported(node, thisBeforeSuper);
        if (around.builder.function.thisLocal !== undefined) break;
    }
    requireThis(node, context);
    return context.thisOperand();
}

/**
 * A native constructor never calls back before it returns, so an arrow function in its arguments
 * finds `this` bound when it runs. A script constructor could call it at once, where JavaScript
 * throws.
 */
function hasNativeBase(context: FunctionContext): boolean {
    return context.builder.function.owner?.base?.kind === "nativeClass";
}
