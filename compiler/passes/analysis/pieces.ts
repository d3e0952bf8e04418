/**
 * How functions are cut for the interpreter. A piece is a stretch of a block that ends behind a
 * call or after a few instructions: what has to run again when a callee returns, or a field grows,
 * is no more than that.
 */
import { isLocal, operandsOf, targetsOf, terminatorOperand } from "../../ir/effects.ts";
import type { Instruction } from "../../ir/instructions.ts";
import type { Block, IrFunction, Local } from "../../ir/program.ts";
import { loopHeads, loopsOf, reversePostorder } from "./control-flow.ts";
import { countsOf } from "./counting.ts";
import type { Arrivals, Counts } from "./counting.ts";
import type { Environment } from "./environment.ts";
import type { Refusal } from "./origins.ts";
import type { Instance } from "./function-instances.ts";

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
    /** Something that it reads has grown, or control has come here for the first time. */
    mustRun: boolean;
    /** The locals, by number, that hold more than before where it starts. */
    readonly news: Set<number>;
    /** Where control went in the last run. */
    readonly reached: Set<Piece>;
    /** Waits in the queue of its instance. */
    isDue: boolean;
    /**
     * Control did not come to its end for lack of a value: of the result of a call that has not
     * returned, most often.
     */
    isStuck: boolean;
    refusals: readonly Refusal[];
    /**
     * At the head of a loop: how often the range of a local was pushed out, by the number of the
     * local.
     */
    readonly pushes: Map<number, number>;
    /** At the head of a loop: what has come to its counters, by their numbers. */
    readonly arrivals: Map<number, Arrivals>;
}

/** A stretch of a block. */
export interface Cut {
    /** Its place in an order in which control flows downwards, loops apart. */
    readonly order: number;
    readonly block: Block;
    readonly from: number;
    /**
     * The end of the block when undefined: lowering a method of the library adds to the first block
     * of the program.
     */
    readonly to: number | undefined;
    readonly isLoopHead: boolean;
    /** What the loop that starts here assigns, by number; undefined where that is not known. */
    readonly assigned: ReadonlySet<number> | undefined;
    /** Of the loop that starts here. */
    readonly counts: Counts | undefined;
}

export class Layout {
    readonly cuts: readonly Cut[];
    private readonly first = new Map<Block, number>();
    private readonly mentioned: (ReadonlySet<number> | undefined)[] = [];
    private readonly ends: (readonly number[] | undefined)[] = [];
    private readonly lives: Lives;

    constructor(fn: IrFunction) {
        const blocks = reversePostorder(fn.entry);
        const heads = loopHeads(blocks);
        const loops = heads.size === 0 ? undefined : loopsOf(blocks);
        const counts = loops && countsOf(loops);
        const assigned = new Map(loops?.map(({ head, blocks: inside }) => [head, assignedIn(inside)]));
        const cuts: Cut[] = [];
        for (const block of blocks) {
            this.first.set(block, cuts.length);
            for (const [from, to] of stretches(block.instructions)) {
                const isLoopHead = from === 0 && heads.has(block);
                const counted = isLoopHead && block !== fn.entry ? counts?.get(block) : undefined;
                const own = isLoopHead ? assigned.get(block) : undefined;
                cuts.push({ order: cuts.length, block, from, to, isLoopHead, assigned: own, counts: counted });
            }
        }
        this.cuts = cuts;
        this.lives = new Lives(blocks);
    }

    /** The locals that decide what the piece does. A branch looks back at all of its block. */
    mentions({ order, block, from, to }: Cut): ReadonlySet<number> {
        let known = this.mentioned[order];
        if (known === undefined) {
            const isBranch = to === undefined && block.terminator.op === "branch";
            const instructions = block.instructions.slice(isBranch ? 0 : from, to);
            known = new Set(instructions.flatMap(localsOf).map(({ id }) => id));
            const last = to === undefined ? terminatorOperand(block.terminator) : undefined;
            if (last !== undefined && isLocal(last)) known = new Set([...known, last.id]);
            this.mentioned[order] = known;
        }
        return known;
    }

    /** The temporaries that nothing looks at after the piece. */
    ending({ order, block, from, to = block.instructions.length }: Cut): readonly number[] {
        return (this.ends[order] ??= this.lives.ending(block, from, to));
    }

    /** The temporaries that are of use in the block alone. */
    usedUp(block: Block): readonly number[] {
        return this.lives.within(block);
    }

    firstOf(block: Block): number {
        return this.first.get(block) ?? 0;
    }

    lastOf(block: Block): number {
        let at = this.firstOf(block);
        while (this.cuts[at]?.to !== undefined) at++;
        return at;
    }
}

const localsOf = (instruction: Instruction): Local[] => [
    ...operandsOf(instruction).filter(isLocal),
    ...targetsOf(instruction),
];

const assignedIn = (blocks: ReadonlySet<Block>): Set<number> =>
    new Set([...blocks].flatMap(({ instructions }) => instructions.flatMap(targetsOf)).map(({ id }) => id));

interface Life {
    readonly id: number;
    index: number;
}

/** How long temporaries are of use. */
class Lives {
    /** The block that alone mentions a temporary, and the last instruction there that does. */
    private readonly last = new Map<Local, { block: Block; index: number } | undefined>();
    private readonly byBlock = new Map<Block, Life[]>();
    private readonly ids = new Map<Block, readonly number[]>();

    constructor(blocks: readonly Block[]) {
        for (const block of blocks) {
            block.instructions.forEach((instruction, index) => {
                localsOf(instruction).forEach((local) => {
                    this.mention(local, block, index);
                });
            });
            const operand = terminatorOperand(block.terminator);
            if (operand !== undefined && isLocal(operand)) this.mention(operand, block, Infinity);
        }
        for (const [{ id, kind }, where] of this.last)
            if (kind === "temporary" && where !== undefined) this.of(where.block).push({ id, index: where.index });

        for (const [block, lives] of this.byBlock) {
            this.keepForBranch(block, lives);
            lives.sort((a, b) => a.index - b.index);
            this.ids.set(
                block,
                lives.map(({ id }) => id),
            );
        }
    }

    private mention(local: Local, block: Block, index: number): void {
        const known = this.last.get(local);
        const isHere = known === undefined ? !this.last.has(local) : known.block === block;
        this.last.set(local, isHere ? { block, index } : undefined);
    }

    private of(block: Block): Life[] {
        const known = this.byBlock.get(block) ?? [];
        this.byBlock.set(block, known);
        return known;
    }

    /** A branch looks back at what its condition was made from. */
    private keepForBranch(block: Block, lives: readonly Life[]): void {
        if (block.terminator.op !== "branch" || !isLocal(block.terminator.condition)) return;
        const kept = new Set<number>([block.terminator.condition.id]);
        for (const instruction of [...block.instructions].reverse()) {
            if (targetsOf(instruction).some(({ id }) => kept.has(id))) {
                operandsOf(instruction)
                    .filter(isLocal)
                    .forEach(({ id }) => kept.add(id));
            }
        }
        lives
            .filter(({ id }) => kept.has(id))
            .forEach((life) => {
                life.index = Infinity;
            });
    }

    ending(block: Block, from: number, to: number): number[] {
        const lives = this.byBlock.get(block) ?? [];
        let at = 0;
        for (let step = 2 ** 30; step >= 1; step /= 2) if ((lives[at + step - 1]?.index ?? from) < from) at += step;

        const found: number[] = [];
        for (let life = lives[at]; life !== undefined && life.index < to; life = lives[++at]) found.push(life.id);
        return found;
    }

    within(block: Block): readonly number[] {
        return this.ids.get(block) ?? [];
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

/** The pieces of an instance that have to run, first things first. */
export class Due {
    /** A heap by `order`. */
    private readonly heap: Piece[] = [];

    add(piece: Piece): void {
        if (piece.isDue) return;
        piece.isDue = true;
        const { heap } = this;
        let at = heap.length;
        for (let up = (at - 1) >> 1; at > 0; up = (at - 1) >> 1) {
            const above = heap[up];
            if (above === undefined || above.cut.order <= piece.cut.order) break;
            heap[at] = above;
            at = up;
        }
        heap[at] = piece;
    }

    take(): Piece | undefined {
        const { heap } = this;
        const [first] = heap;
        const last = heap.pop();
        if (first === undefined || last === undefined) return undefined;
        first.isDue = false;
        if (first !== last) this.sink(last);
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
            if (below === undefined || below.cut.order >= piece.cut.order) break;
            heap[at] = below;
            at = 2 * at + (isRight ? 2 : 1);
        }
        heap[at] = piece;
    }
}
