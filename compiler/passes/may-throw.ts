/**
 * Which functions can be left by an exception: the least set that holds the functions with an
 * instruction that raises one outside of `try`, those that test the stack, and those that call a
 * member of the set outside of `try`. After a call of any other function there is no test.
 */
import { raises } from "../ir/arrived.ts";
import { removeDeadBlocks } from "../ir/builder.ts";
import type { TypedBlock, TypedFunction } from "../ir/typed.ts";
import type { CallGraph } from "./call-graph.ts";

type IsThrowing = (fn: TypedFunction) => boolean;

/**
 * Sets `mayThrow` of every function, then removes the handlers that nothing can raise to. Needs
 * representations and recursion.
 */
export function markThrowing(graph: CallGraph): void {
    const throwing = new Set(graph.functions.filter((fn) => fn.testsStack === true));
    const isThrowing: IsThrowing = (fn) => throwing.has(fn);
    const work = new Set(graph.functions);
    for (const fn of work) {
        work.delete(fn);
        if (
            !throwing.has(fn) &&
            !fn.blocks.some((block) => block.handler === undefined && blockRaises(block, isThrowing))
        )
            continue;
        throwing.add(fn);
        graph.callersOf(fn).forEach((caller) => {
            if (!throwing.has(caller)) work.add(caller);
        });
    }
    for (const fn of graph.functions) {
        fn.mayThrow = throwing.has(fn);
        dropIdleHandlers(fn, isThrowing);
    }
}

function blockRaises(block: TypedBlock, isThrowing: IsThrowing): boolean {
    return block.terminator.op === "throw" || block.instructions.some((instruction) => raises(instruction, isThrowing));
}

function dropIdleHandlers(fn: TypedFunction, isThrowing: IsThrowing): void {
    for (const block of fn.blocks)
        if (block.handler !== undefined && !blockRaises(block, isThrowing)) block.handler = undefined;

    removeDeadBlocks(fn);
}
