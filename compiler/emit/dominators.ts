/**
 * Immediate dominators by Lengauer and Tarjan's algorithm (1979) with path compression: near linear
 * for any graph, without recursion.
 */

/**
 * Nodes are numbers, 0 is the entry, all are reachable. Gives the immediate dominator of each, -1
 * for the entry.
 */
export function dominatorsOf(
    next: readonly (readonly number[])[],
    previous: readonly (readonly number[])[],
): Int32Array {
    return new Search(next, previous).run();
}

/** Numbers inside are depth-first numbers. */
class Search {
    private readonly count: number;
    private readonly previous: readonly (readonly number[])[];
    /** Node → depth-first number, and back. */
    private readonly number: Int32Array;
    private readonly node: Int32Array;
    private readonly parent: Int32Array;
    private readonly semi: Int32Array;
    /**
     * The forest of linked nodes: its edges, and the node with the least semidominator on the way
     * up.
     */
    private readonly ancestor: Int32Array;
    private readonly best: Int32Array;

    constructor(next: readonly (readonly number[])[], previous: readonly (readonly number[])[]) {
        this.count = next.length;
        this.previous = previous;
        this.number = new Int32Array(this.count).fill(-1);
        this.node = new Int32Array(this.count);
        this.parent = new Int32Array(this.count).fill(-1);
        this.ancestor = new Int32Array(this.count).fill(-1);
        this.semi = Int32Array.from({ length: this.count }, (_, index) => index);
        this.best = Int32Array.from({ length: this.count }, (_, index) => index);
        this.visit(next);
    }

    run(): Int32Array {
        const dominator = new Int32Array(this.count).fill(-1);
        const buckets: number[][] = Array.from({ length: this.count }, () => []);
        for (let at = this.count - 1; at > 0; at--) {
            const parent = this.parent[at] ?? 0;
            for (const from of this.previous[this.node[at] ?? 0] ?? []) {
                const candidate = this.semi[this.evaluate(this.number[from] ?? 0)] ?? 0;
                this.semi[at] = Math.min(this.semi[at] ?? 0, candidate);
            }
            buckets[this.semi[at] ?? 0]?.push(at);
            this.ancestor[at] = parent;
            for (const waiting of buckets[parent]?.splice(0) ?? []) {
                const least = this.evaluate(waiting);
                dominator[waiting] = (this.semi[least] ?? 0) < (this.semi[waiting] ?? 0) ? least : parent;
            }
        }
        return this.inNodes(dominator);
    }

    private visit(next: readonly (readonly number[])[]): void {
        let count = 0;
        const stack: { node: number; parent: number; at: number }[] = [{ node: 0, parent: -1, at: 0 }];
        for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
            if (top.at === 0) {
                this.number[top.node] = count;
                this.node[count] = top.node;
                this.parent[count] = top.parent;
                count++;
            }
            const targets = next[top.node] ?? [];
            let to = targets[top.at++];
            while (to !== undefined && this.number[to] !== -1) to = targets[top.at++];
            if (to === undefined) stack.pop();
            else stack.push({ node: to, parent: this.number[top.node] ?? 0, at: 0 });
        }
    }

    /**
     * The node with the least semidominator on the way from `start` to the root of its tree, the
     * root left out.
     */
    private evaluate(start: number): number {
        if (this.ancestor[start] === -1) return start;
        const path: number[] = [];
        for (let at = start; this.ancestor[this.ancestor[at] ?? -1] !== -1; at = this.ancestor[at] ?? -1) path.push(at);
        for (const at of path.reverse()) {
            const above = this.ancestor[at] ?? 0;
            if ((this.semi[this.best[above] ?? 0] ?? 0) < (this.semi[this.best[at] ?? 0] ?? 0))
                this.best[at] = this.best[above] ?? 0;
            this.ancestor[at] = this.ancestor[above] ?? -1;
        }
        return this.best[start] ?? start;
    }

    /**
     * Explicit dominators from those that were left relative to another node, in the numbers of the
     * caller.
     */
    private inNodes(dominator: Int32Array): Int32Array {
        const result = new Int32Array(this.count).fill(-1);
        for (let at = 1; at < this.count; at++) {
            if (dominator[at] !== this.semi[at]) dominator[at] = dominator[dominator[at] ?? 0] ?? 0;
            result[this.node[at] ?? 0] = this.node[dominator[at] ?? 0] ?? 0;
        }
        return result;
    }
}
