/**
 * The strongly connected components of a graph, by Tarjan's algorithm with a stack of its own: a
 * program decides how long a chain is.
 */

interface Visit<N> {
    readonly node: N;
    readonly next: N[];
}

/** The nodes that are part of a cycle. */
export function cyclic<N>(nodes: Iterable<N>, next: (node: N) => Iterable<N>): Set<N> {
    const finder = new ComponentFinder(next);
    for (const node of nodes) finder.visit(node);
    return finder.cyclic;
}

class ComponentFinder<N> {
    readonly cyclic = new Set<N>();
    private readonly next: (node: N) => Iterable<N>;
    private readonly index = new Map<N, number>();
    private readonly low = new Map<N, number>();
    private readonly open: N[] = [];
    private readonly isOpen = new Set<N>();

    constructor(next: (node: N) => Iterable<N>) {
        this.next = next;
    }

    visit(root: N): void {
        if (this.index.has(root)) return;
        const work: Visit<N>[] = [this.enter(root)];
        for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
            const node = top.next.pop();
            if (node === undefined) {
                work.pop();
                this.leave(top.node, work.at(-1)?.node);
            } else if (!this.index.has(node)) {
                work.push(this.enter(node));
            } else if (this.isOpen.has(node)) {
                this.lower(top.node, this.index.get(node) ?? 0);
            }
        }
    }

    private enter(node: N): Visit<N> {
        const number = this.index.size;
        this.index.set(node, number);
        this.low.set(node, number);
        this.open.push(node);
        this.isOpen.add(node);
        return { node, next: [...this.next(node)] };
    }

    private lower(node: N, to: number): void {
        this.low.set(node, Math.min(this.low.get(node) ?? to, to));
    }

    private leave(node: N, parent: N | undefined): void {
        const low = this.low.get(node) ?? 0;
        if (parent !== undefined) this.lower(parent, low);
        if (low !== this.index.get(node)) return;
        const component: N[] = [];
        for (let member = this.open.pop(); member !== undefined; member = this.open.pop()) {
            this.isOpen.delete(member);
            component.push(member);
            if (member === node) break;
        }
        if (component.length > 1 || [...this.next(node)].includes(node))
            component.forEach((member) => this.cyclic.add(member));
    }
}
