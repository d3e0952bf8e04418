/**
 * Who calls whom, and which functions are part of a cycle of calls: those and what they call test
 * the stack when they are entered. Native code calls nothing back before it returns, so the calls
 * of the IR are all there are.
 */
import { calleesOf } from "../ir/arrived.ts";
import type { TypedFunction, TypedProgram } from "../ir/typed.ts";
import { cyclic } from "./components.ts";

export class CallGraph {
    readonly functions: readonly TypedFunction[];
    private readonly callees = new Map<TypedFunction, ReadonlySet<TypedFunction>>();
    private readonly callers = new Map<TypedFunction, Set<TypedFunction>>();

    constructor(program: TypedProgram) {
        this.functions = [...program.modules, ...program.functions];
        for (const fn of this.functions) {
            const called = new Set(fn.blocks.flatMap((block) => block.instructions.flatMap(calleesOf)));
            this.callees.set(fn, called);
            for (const callee of called) this.callers.set(callee, (this.callers.get(callee) ?? new Set()).add(fn));
        }
    }

    calleesOf(fn: TypedFunction): ReadonlySet<TypedFunction> {
        return this.callees.get(fn) ?? new Set();
    }

    callersOf(fn: TypedFunction): ReadonlySet<TypedFunction> {
        return this.callers.get(fn) ?? new Set();
    }

    /** The functions that are part of a cycle of calls. */
    recursive(): Set<TypedFunction> {
        return cyclic(this.functions, (fn) => this.calleesOf(fn));
    }
}

/**
 * Sets `testsStack` of every function: members of cycles, and what they call, down to the last.
 * Below a frame that passed the test there is room for native code, not for a chain of functions of
 * any length and size.
 */
export function markStackTests(graph: CallGraph): void {
    const testing = graph.recursive();
    for (const fn of testing) graph.calleesOf(fn).forEach((callee) => testing.add(callee));
    graph.functions.forEach((fn) => (fn.testsStack = testing.has(fn)));
}
