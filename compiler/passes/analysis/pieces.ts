/**
 * How functions are cut for the interpreter. A piece is a stretch of a block that ends behind a call or after a few instructions: what has to run again when
 * a callee returns, or a field grows, is no more than that.
 */
import { successorsOf } from "../../ir/effects.ts";
import type { Instruction } from "../../ir/instructions.ts";
import type { Block, IrFunction } from "../../ir/program.ts";
import type { Environment } from "./environment.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Instance } from "./world.ts";

const MOST_INSTRUCTIONS = 16;

const CALLS: ReadonlySet<Instruction["op"]> = new Set(["call", "callMethod", "callFunction", "new", "superConstruct"]);

/** A stretch of a block of one instance, and what is known where it starts. */
export interface Piece {
    readonly instance: Instance;
    readonly cut: Cut;
    /** Undefined until control comes here. */
    entry: Environment | undefined;
    /** How often it ran. */
    runs: number;
    /** Waits in the queue of its instance. */
    isDue: boolean;
    /** Control did not come to its end for lack of a value: of the result of a call that has not returned, most often. */
    isStuck: boolean;
    refusals: readonly Diagnostic[];
    /** At the head of a loop: how often the range of a local was pushed out, by the number of the local. */
    readonly pushes: Map<number, number>;
}

/** A stretch of a block. */
export interface Cut {
    /** Its place in an order in which control flows downwards, loops apart. */
    readonly order: number;
    readonly block: Block;
    readonly from: number;
    /** The end of the block when undefined: lowering a method of the library adds to the first block of the program. */
    readonly to: number | undefined;
    readonly isLoopHead: boolean;
}

export class Layout {
    public readonly cuts: readonly Cut[];
    private readonly first = new Map<Block, number>();

    public constructor(fn: IrFunction) {
        const blocks = reversePostorder(fn.entry);
        const heads = loopHeads(blocks);
        const cuts: Cut[] = [];
        for (const block of blocks) {
            this.first.set(block, cuts.length);
            for (const [from, to] of stretches(block.instructions)) {
                const isLoopHead = from === 0 && heads.has(block);
                cuts.push({ order: cuts.length, block, from, to, isLoopHead });
            }
        }
        this.cuts = cuts;
    }

    public firstOf(block: Block): number {
        return this.first.get(block) ?? 0;
    }

    public lastOf(block: Block): number {
        let at = this.firstOf(block);
        while (this.cuts[at]?.to !== undefined) {
            at++;
        }
        return at;
    }
}

function stretches(instructions: readonly Instruction[]): [from: number, to: number | undefined][] {
    const found: [number, number | undefined][] = [];
    let from = 0;
    instructions.slice(0, -1).forEach(({ op }, index) => {
        if (CALLS.has(op) || index + 1 - from === MOST_INSTRUCTIONS) {
            found.push([from, index + 1]);
            from = index + 1;
        }
    });
    return [...found, [from, undefined]];
}

const nextOf = (block: Block): Block[] =>
    block.handler === undefined ? successorsOf(block) : [...successorsOf(block), block.handler];

function reversePostorder(entry: Block): Block[] {
    const seen = new Set([entry]);
    const postorder: Block[] = [];
    const path = [{ block: entry, next: nextOf(entry) }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
        const next = top.next.pop();
        if (next === undefined) {
            postorder.push(top.block);
            path.pop();
        } else if (!seen.has(next)) {
            seen.add(next);
            path.push({ block: next, next: nextOf(next) });
        }
    }
    return postorder.reverse();
}

/** Every cycle has a block that is entered from one that comes after it. */
function loopHeads(blocks: readonly Block[]): Set<Block> {
    const position = new Map(blocks.map((block, index) => [block, index]));
    const heads = new Set<Block>();
    blocks.forEach((block, index) => {
        nextOf(block)
            .filter((next) => (position.get(next) ?? 0) <= index)
            .forEach((next) => heads.add(next));
    });
    return heads;
}

/** The pieces of an instance that have to run, first things first. */
export class Due {
    /** A heap by `order`. */
    private readonly heap: Piece[] = [];

    public add(piece: Piece): void {
        if (piece.isDue) {
            return;
        }
        piece.isDue = true;
        const { heap } = this;
        let at = heap.length;
        for (let up = (at - 1) >> 1; at > 0; up = (at - 1) >> 1) {
            const above = heap[up];
            if (above === undefined || above.cut.order <= piece.cut.order) {
                break;
            }
            heap[at] = above;
            at = up;
        }
        heap[at] = piece;
    }

    public take(): Piece | undefined {
        const { heap } = this;
        const [first] = heap;
        const last = heap.pop();
        if (first === undefined || last === undefined) {
            return undefined;
        }
        first.isDue = false;
        if (first !== last) {
            this.sink(last);
        }
        return first;
    }

    private sink(piece: Piece): void {
        const { heap } = this;
        let at = 0;
        for (;;) {
            const left = heap[2 * at + 1];
            const right = heap[2 * at + 2];
            const isRight = left !== undefined && right !== undefined && right.cut.order < left.cut.order;
            const below = isRight ? right : left;
            if (below === undefined || below.cut.order >= piece.cut.order) {
                break;
            }
            heap[at] = below;
            at = 2 * at + (isRight ? 2 : 1);
        }
        heap[at] = piece;
    }
}
