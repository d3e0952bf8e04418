/** Order, dominators and loops of a control-flow graph, exceptional edges included. */
import type { Block, IrFunction } from "../ir/program.ts";

export function normalSuccessors(block: Block): Block[] {
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

export function successors(block: Block): Block[] {
    const next = normalSuccessors(block);
    return block.handler === undefined || next.includes(block.handler) ? next : [...next, block.handler];
}

export interface Loop {
    readonly header: Block;
    readonly blocks: Set<Block>;
}

export class FlowGraph {
    /** Reachable blocks in reverse postorder. */
    public readonly order: Block[] = [];
    public readonly predecessors = new Map<Block, Block[]>();
    private readonly position = new Map<Block, number>();
    private readonly dominator = new Map<Block, Block>();
    private readonly loopsByHeader = new Map<Block, Loop>();

    public constructor(fn: IrFunction) {
        this.number(fn.entry);
        this.computeDominators(fn.entry);
        this.findLoops();
    }

    public indexOf(block: Block): number {
        return this.position.get(block) ?? -1;
    }

    public immediateDominator(block: Block): Block | undefined {
        const dominator = this.dominator.get(block);
        return dominator === block ? undefined : dominator;
    }

    public dominates(above: Block, below: Block): boolean {
        let at: Block | undefined = below;
        while (at !== undefined && at !== above) {
            at = this.immediateDominator(at);
        }
        return at === above;
    }

    public loopOf(header: Block): Loop | undefined {
        return this.loopsByHeader.get(header);
    }

    /** The loops around a block, outermost first. */
    public loopsAround(block: Block): Loop[] {
        const around = [...this.loopsByHeader.values()].filter((loop) => loop.blocks.has(block));
        return around.sort((a, b) => b.blocks.size - a.blocks.size);
    }

    private number(entry: Block): void {
        const seen = new Set<Block>([entry]);
        const stack: { block: Block; next: Block[] }[] = [{ block: entry, next: successors(entry).reverse() }];
        const postorder: Block[] = [];
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
        this.order.push(...postorder.reverse());
        this.order.forEach((block, index) => this.position.set(block, index));
        for (const block of this.order) {
            for (const next of successors(block)) {
                this.predecessors.set(next, [...(this.predecessors.get(next) ?? []), block]);
            }
        }
    }

    /** Cooper, Harvey and Kennedy's iteration over reverse postorder. */
    private computeDominators(entry: Block): void {
        this.dominator.set(entry, entry);
        for (let changed = true; changed;) {
            changed = false;
            for (const block of this.order.slice(1)) {
                const known = (this.predecessors.get(block) ?? []).filter((from) => this.dominator.has(from));
                const best = known.reduce<Block | undefined>(
                    (at, from) => (at === undefined ? from : this.intersect(at, from)),
                    undefined,
                );
                if (best !== undefined && this.dominator.get(block) !== best) {
                    this.dominator.set(block, best);
                    changed = true;
                }
            }
        }
    }

    private intersect(left: Block, right: Block): Block {
        let a = left;
        let b = right;
        while (a !== b) {
            if (this.indexOf(a) > this.indexOf(b)) {
                a = this.dominator.get(a) ?? a;
            } else {
                b = this.dominator.get(b) ?? b;
            }
        }
        return a;
    }

    /** Natural loops; the back edges to one header make one loop. */
    private findLoops(): void {
        for (const block of this.order) {
            for (const header of successors(block)) {
                if (this.indexOf(header) <= this.indexOf(block) && this.dominates(header, block)) {
                    this.growLoop(header, block);
                }
            }
        }
    }

    private growLoop(header: Block, tail: Block): void {
        const loop = this.loopsByHeader.get(header) ?? { header, blocks: new Set([header]) };
        this.loopsByHeader.set(header, loop);
        const work = [tail];
        for (let block = work.pop(); block !== undefined; block = work.pop()) {
            if (!loop.blocks.has(block)) {
                loop.blocks.add(block);
                work.push(...(this.predecessors.get(block) ?? []));
            }
        }
    }
}
