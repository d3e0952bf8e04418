/**
 * Order, dominators and loops of a control-flow graph, exceptional edges included. Blocks are
 * numbered in reverse postorder, and everything else is an array over those numbers: the work is
 * near linear in the edges, whatever the graph looks like.
 */
import { dominatorsOf } from "./dominators.ts";
import type { TypedBlock, TypedFunction } from "../ir/typed.ts";

export function normalSuccessors(block: TypedBlock): TypedBlock[] {
    const terminator = block.terminator;
    switch (terminator.op) {
        case "jump":
            return [terminator.to];
        case "branch":
            return terminator.then === terminator.otherwise
                ? [terminator.then]
                : [terminator.then, terminator.otherwise];
        default:
            return [];
    }
}

function successors(block: TypedBlock): TypedBlock[] {
    const next = normalSuccessors(block);
    return block.handler === undefined || next.includes(block.handler) ? next : [...next, block.handler];
}

/**
 * A natural loop; the back edges to one header make one loop. Two loops are apart, or one is in the
 * other, in any graph.
 */
export interface Loop {
    readonly header: TypedBlock;
    /** The header's number. */
    readonly index: number;
    /** The loop around this one. */
    outer: Loop | undefined;
}

export class FlowGraph {
    /** Reachable blocks in reverse postorder. */
    readonly order: TypedBlock[];
    private readonly position = new Map<TypedBlock, number>();
    private readonly next: number[][];
    private readonly previous: number[][];
    private readonly dominator: Int32Array;
    /** The innermost loop around a block. */
    private readonly loops: (Loop | undefined)[];
    private readonly isAroundLoop: (outer: number, inner: number) => boolean;

    constructor(fn: TypedFunction) {
        this.order = reversePostorder(fn.entry);
        this.order.forEach((block, index) => this.position.set(block, index));
        this.next = this.order.map((block) => successors(block).map((to) => this.indexOf(to)));
        this.previous = this.order.map(() => []);
        this.next.forEach((targets, from) => targets.forEach((to) => this.previous[to]?.push(from)));
        this.dominator = dominatorsOf(this.next, this.previous);
        this.loops = this.findLoops();
        // Loops by number, behind a root above all of them.
        const outer = this.loops.map((loop, index) => (loop?.index === index ? (loop.outer?.index ?? -1) : -1));
        const isAround = ancestry(Int32Array.from([0, ...outer.map((index) => index + 1)]));
        this.isAroundLoop = (above, below) => isAround(above + 1, below + 1);
    }

    indexOf(block: TypedBlock): number {
        return this.position.get(block) ?? -1;
    }

    predecessors(block: TypedBlock): TypedBlock[] {
        return (this.previous[this.indexOf(block)] ?? []).flatMap((index) => this.order[index] ?? []);
    }

    immediateDominator(block: TypedBlock): TypedBlock | undefined {
        const index = this.dominator[this.indexOf(block)] ?? -1;
        return this.order[index];
    }

    /** The loop that starts at the block. */
    loopOf(header: TypedBlock): Loop | undefined {
        const loop = this.innermostLoop(header);
        return loop?.header === header ? loop : undefined;
    }

    innermostLoop(block: TypedBlock): Loop | undefined {
        return this.loops[this.indexOf(block)];
    }

    /** The outermost loop that a jump from one block to another leaves. */
    outermostLoopLeft(from: TypedBlock, to: TypedBlock): Loop | undefined {
        const target = this.innermostLoop(to);
        let left: Loop | undefined;
        for (let loop = this.innermostLoop(from); loop !== undefined; loop = loop.outer) {
            if (target !== undefined && this.isAroundLoop(loop.index, target.index)) break;
            left = loop;
        }
        return left;
    }

    /**
     * Inner loops first: a loop that is known is entered at its header alone, so a walk against the
     * edges goes over it in one step. `outermost` leads from a block to the header of the largest
     * loop found so far that holds it.
     */
    private findLoops(): (Loop | undefined)[] {
        const loops = new Array<Loop | undefined>(this.order.length).fill(undefined);
        const outermost = Int32Array.from(this.order.keys());
        const isAbove = ancestry(this.dominator);
        for (let header = this.order.length - 1; header >= 0; header--) {
            const block = this.order[header];
            const tails = (this.previous[header] ?? []).filter((from) => isAbove(header, from));
            if (block === undefined || tails.length === 0) continue;
            const loop: Loop = { header: block, index: header, outer: undefined };
            const work = [...tails];
            for (let at = work.pop(); at !== undefined; at = work.pop()) {
                const part = find(outermost, at);
                if (part === header) continue;
                outermost[part] = header;
                const inner = loops[part];
                if (inner === undefined) loops[part] = loop;
                else inner.outer = loop;
                for (const from of this.previous[part] ?? []) work.push(from);
            }
            loops[header] = loop;
        }
        return loops;
    }
}

function reversePostorder(entry: TypedBlock): TypedBlock[] {
    const seen = new Set<TypedBlock>([entry]);
    const stack: { block: TypedBlock; next: TypedBlock[] }[] = [{ block: entry, next: successors(entry).reverse() }];
    const postorder: TypedBlock[] = [];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
        const next = top.next.pop();
        if (next === undefined) {
            postorder.push(top.block);
            stack.pop();
        } else if (!seen.has(next)) {
            seen.add(next);
            stack.push({ block: next, next: successors(next).reverse() });
        }
    }
    return postorder.reverse();
}

/** The representative of a set in a union-find forest; shortens the way for the next search. */
function find(parent: Int32Array, start: number): number {
    let root = start;
    for (let up = parent[root] ?? root; up !== root; up = parent[root] ?? root) root = up;
    for (let at = start; at !== root;) {
        const up = parent[at] ?? root;
        parent[at] = root;
        at = up;
    }
    return root;
}

/**
 * Whether one node of a tree is another or above it, in constant time: by the interval that a
 * node's part of the tree takes. Node 0 is the root; parents have lower numbers than their
 * children.
 */
function ancestry(parents: Int32Array): (above: number, below: number) => boolean {
    const count = parents.length;
    const size = new Int32Array(count).fill(1);
    for (let at = count - 1; at > 0; at--) {
        const parent = parents[at] ?? 0;
        size[parent] = (size[parent] ?? 0) + (size[at] ?? 0);
    }
    const first = new Int32Array(count);
    const free = new Int32Array(count);
    free[0] = 1;
    for (let at = 1; at < count; at++) {
        const parent = parents[at] ?? 0;
        const start = free[parent] ?? 0;
        first[at] = start;
        free[at] = start + 1;
        free[parent] = start + (size[at] ?? 0);
    }
    return (above, below) => {
        const start = first[above] ?? 0;
        const at = first[below] ?? 0;
        return at >= start && at < start + (size[above] ?? 0);
    };
}
