/**
 * Who calls whom, and which functions are part of a cycle of calls: those and what they call test the stack when they are entered. Native code calls nothing back before it
 * returns, so the calls of the IR are all there are.
 */
import { calleesOf } from "../ir/arrived.ts";
import type { IrFunction, Program } from "../ir/program.ts";

export class CallGraph {
    public readonly functions: readonly IrFunction[];
    private readonly callees = new Map<IrFunction, ReadonlySet<IrFunction>>();
    private readonly callers = new Map<IrFunction, Set<IrFunction>>();

    public constructor(program: Program) {
        this.functions = [...program.modules, ...program.functions];
        for (const fn of this.functions) {
            const called = new Set(fn.blocks.flatMap((block) => block.instructions.flatMap(calleesOf)));
            this.callees.set(fn, called);
            for (const callee of called) {
                this.callers.set(callee, (this.callers.get(callee) ?? new Set()).add(fn));
            }
        }
    }

    public calleesOf(fn: IrFunction): ReadonlySet<IrFunction> {
        return this.callees.get(fn) ?? new Set();
    }

    public callersOf(fn: IrFunction): ReadonlySet<IrFunction> {
        return this.callers.get(fn) ?? new Set();
    }

    /** The strongly connected components of more than one function, and the functions that call themselves. */
    public recursive(): Set<IrFunction> {
        const finder = new ComponentFinder(this);
        this.functions.forEach((fn) => finder.visit(fn));
        return finder.recursive;
    }
}

interface Visit {
    readonly fn: IrFunction;
    readonly next: IrFunction[];
}

/** Tarjan's algorithm with a stack of its own: the program decides how long a chain of calls is. */
class ComponentFinder {
    public readonly recursive = new Set<IrFunction>();
    private readonly graph: CallGraph;
    private readonly index = new Map<IrFunction, number>();
    private readonly low = new Map<IrFunction, number>();
    private readonly open: IrFunction[] = [];
    private readonly isOpen = new Set<IrFunction>();

    public constructor(graph: CallGraph) {
        this.graph = graph;
    }

    public visit(root: IrFunction): void {
        if (this.index.has(root)) {
            return;
        }
        const work: Visit[] = [this.enter(root)];
        for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
            const callee = top.next.pop();
            if (callee === undefined) {
                work.pop();
                this.leave(top.fn, work.at(-1)?.fn);
            } else if (!this.index.has(callee)) {
                work.push(this.enter(callee));
            } else if (this.isOpen.has(callee)) {
                this.lower(top.fn, this.index.get(callee) ?? 0);
            }
        }
    }

    private enter(fn: IrFunction): Visit {
        const number = this.index.size;
        this.index.set(fn, number);
        this.low.set(fn, number);
        this.open.push(fn);
        this.isOpen.add(fn);
        return { fn, next: [...this.graph.calleesOf(fn)] };
    }

    private lower(fn: IrFunction, to: number): void {
        this.low.set(fn, Math.min(this.low.get(fn) ?? to, to));
    }

    private leave(fn: IrFunction, caller: IrFunction | undefined): void {
        const low = this.low.get(fn) ?? 0;
        if (caller !== undefined) {
            this.lower(caller, low);
        }
        if (low !== this.index.get(fn)) {
            return;
        }
        const component = this.open.splice(this.open.indexOf(fn));
        component.forEach((member) => this.isOpen.delete(member));
        if (component.length > 1 || this.graph.calleesOf(fn).has(fn)) {
            component.forEach((member) => this.recursive.add(member));
        }
    }
}

/**
 * Sets `testsStack` of every function: members of cycles, and what they call, down to the last. Below a frame that passed the test there is room for native
 * code, not for a chain of functions of any length and size.
 */
export function markStackTests(graph: CallGraph): void {
    const testing = graph.recursive();
    for (const fn of testing) graph.calleesOf(fn).forEach((callee) => testing.add(callee));
    graph.functions.forEach((fn) => (fn.testsStack = testing.has(fn)));
}
