import { thisInStatic, thisBeforeSuper } from "../../diagnostics/unsupported.ts";
import { type Node } from "ts-morph";
import type { Operand } from "../../ir/program.ts";
import { requireThis } from "../classes/derived.ts";
import { thisOf } from "../classes/general/constructor.ts";
import { memberAround } from "../classes/general/parts.ts";
import type { FunctionContext } from "../context.ts";
import { staticClassOf } from "../symbols.ts";

export function lowerThis(node: Node, context: FunctionContext): Operand {
    const general = thisOf(node, context);
    if (general !== undefined) return general;
    const home = staticClassOf(node);
    if (home !== undefined && !context.program.generals.isGeneral(home))
        context.program.unsupportedIn(home, node, thisInStatic);
    for (let around: FunctionContext | undefined = context; around !== undefined; around = around.parent) {
        if (around.beforeSuper && !(around !== context && hasNativeBase(around)))
            context.program.unsupportedIn(memberAround(node)?.getParent(), node, thisBeforeSuper);
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
