/**
 * Loops that count. Where each turn of a loop adds at least so much to one local, whose range is
 * known where the loop starts, the loop turns no more often than that range has room for. A local
 * to which each turn adds so much at most has gone so far at most.
 *
 * The first kind of local is one that a condition of the loop looks at, or the position of an
 * iteration: its range comes from there. The second kind is any other; without this its range
 * would have no end.
 */
import { isLocal, targetsOf } from "../../ir/effects.ts";
import type { Instruction } from "../../ir/instructions.ts";
import type { Block, Local } from "../../ir/program.ts";
import { declarationOf } from "../../ir/table.ts";
import { join, numberType } from "../../types/lattice.ts";
import { isInt32Set } from "../../types/numbers.ts";
import { onlyNumbers } from "../../types/predicates.ts";
import type { NumberSet, Type } from "../../types/type.ts";
import { nextOf } from "./control-flow.ts";
import type { Loop } from "./control-flow.ts";

/** What is known of the turns of one loop, by the numbers of its locals. */
export interface Counts {
    /** What each turn adds at least. */
    readonly bounds: ReadonlyMap<number, number>;
    /** What each turn adds at most, and takes away at most, as a number that is not positive. */
    readonly counters: ReadonlyMap<number, { readonly up: number; readonly down: number }>;
}

/** The counts of each head of a loop that has some. */
export function countsOf(loops: readonly Loop[]): ReadonlyMap<Block, Counts> {
    const counts = new Map<Block, Counts>();
    const innermost = new Map<Block, Block>();
    // Inner loops first.
    for (const loop of [...loops].reverse()) {
        for (const block of loop.blocks) if (!innermost.has(block)) innermost.set(block, loop.head);
        const found = countsOfLoop(loop, innermost);
        if (found !== undefined) counts.set(loop.head, found);
    }
    return counts;
}

/** What the loop does to a local. */
interface Change {
    up: number;
    down: number;
    /** Something else is assigned, or there is no saying how often in a turn. */
    isOther: boolean;
    /** The least that is added, where nothing is taken away, and where. */
    least: number;
    readonly adding: Set<Block>;
}

function countsOfLoop(loop: Loop, innermost: ReadonlyMap<Block, Block>): Counts | undefined {
    const changes = new Map<Local, Change>();
    const compared = new Set<Local>();
    for (const block of loop.blocks) {
        const isOncePerTurn = innermost.get(block) === loop.head;
        for (const [local, added] of additions(block)) note(changes, local, block, added, isOncePerTurn);
        block.instructions.forEach((instruction) => {
            comparedIn(instruction).forEach((local) => compared.add(local));
        });
    }
    const bounds = new Map<number, number>();
    const counters = new Map<number, { up: number; down: number }>();
    for (const [local, change] of changes) {
        if (compared.has(local)) {
            if (change.least > 0 && isPassed(loop, change.adding)) bounds.set(local.id, change.least);
        } else if (!change.isOther) {
            counters.set(local.id, { up: change.up, down: change.down });
        }
    }
    return bounds.size === 0 || counters.size === 0 ? undefined : { bounds, counters };
}

/** `added`: undefined for anything but a constant. */
function note(
    changes: Map<Local, Change>,
    local: Local,
    block: Block,
    added: Added | undefined,
    isOncePerTurn: boolean,
): void {
    const change = changes.get(local) ?? { up: 0, down: 0, isOther: false, least: Infinity, adding: new Set() };
    changes.set(local, change);
    change.isOther ||= added === undefined || !isOncePerTurn || !added.isExact;
    change.least = Math.min(change.least, added?.by ?? -Infinity);
    if (added !== undefined) {
        if (added.by > 0) change.up += added.by;
        else change.down += added.by;
        change.adding.add(block);
    }
}

interface Added {
    readonly by: number;
    /** Otherwise at least so much is added. */
    readonly isExact: boolean;
}

/** What the instructions of a block assign to variables: the variable and a constant, or other. */
function additions({ instructions }: Block): [Local, Added | undefined][] {
    /** Temporaries that are a variable plus a constant, as long as neither changes. */
    const sums = new Map<Local, Sum>();
    const found: [Local, Added | undefined][] = [];
    for (const instruction of instructions) {
        const sum = sumMade(instruction, sums);
        const advanced = declarationOf(instruction).advances?.(instruction);
        for (const target of targetsOf(instruction)) {
            sums.delete(target);
            if (target.kind === "temporary") {
                if (sum !== undefined) sums.set(target, sum);
                continue;
            }
            const by = sum?.of === target ? sum.by : 0;
            if (target === advanced) found.push([target, { by: 1, isExact: false }]);
            else found.push([target, target.cell || by === 0 ? undefined : { by, isExact: true }]);
            for (const [temporary, { of }] of sums) if (of === target) sums.delete(temporary);
        }
    }
    return found;
}

interface Sum {
    readonly of: Local;
    readonly by: number;
}

function sumMade(instruction: Instruction, sums: ReadonlyMap<Local, Sum>): Sum | undefined {
    const made = declarationOf(instruction).sum?.(instruction);
    if (made === undefined || !isLocal(made.of)) return undefined;
    const earlier = sums.get(made.of) ?? { of: made.of, by: 0 };
    return { of: earlier.of, by: earlier.by + made.by };
}

/** What has its range from a condition. Its range is never taken from the count of turns. */
const comparedIn = (instruction: Instruction): Local[] =>
    (declarationOf(instruction).orders?.(instruction) ?? []).filter(isLocal);

/** Whether each turn goes through one of the blocks, to its end. */
function isPassed({ head, blocks }: Loop, through: ReadonlySet<Block>): boolean {
    const isLeft = ({ handler }: Block): boolean => handler !== undefined && blocks.has(handler);
    if ([...through].some(isLeft)) return false;
    if (through.has(head)) return true;
    const seen = new Set([head]);
    const waiting = [head];
    for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
        for (const next of nextOf(block)) {
            if (next === head) return false;
            if (!blocks.has(next) || seen.has(next) || through.has(next)) continue;
            seen.add(next);
            waiting.push(next);
        }
    }
    return true;
}

/** What has come to a local where its loop starts: from outside, and by further turns. */
export interface Arrivals {
    entering: Type | undefined;
    turning: Type | undefined;
}

/** What a counter can hold where the loop starts; undefined where nothing bounds it. */
export function countedType(counts: Counts, id: number, arrivals: ReadonlyMap<number, Arrivals>): Type | undefined {
    const { entering, turning } = arrivals.get(id) ?? {};
    const [first, later] = [integersOf(entering), integersOf(turning)];
    const step = counts.counters.get(id);
    if (entering === undefined || first === undefined || later === undefined || step === undefined) return undefined;
    const turns = turnsOf(counts, arrivals);
    const [min, max] = [first.min + turns * step.down, first.max + turns * step.up];
    if (!(min >= -Number.MAX_SAFE_INTEGER && max <= Number.MAX_SAFE_INTEGER)) return undefined;
    const negativeZero = first.negativeZero || later.negativeZero;
    return join(entering, numberType({ min, max, integer: true, nan: false, negativeZero }));
}

/** How often the loop can turn, by the bound that says most. */
function turnsOf({ bounds }: Counts, arrivals: ReadonlyMap<number, Arrivals>): number {
    let turns = Infinity;
    for (const [bound, least] of bounds) {
        const { entering, turning } = arrivals.get(bound) ?? {};
        const [first, later] = [integersOf(entering), integersOf(turning)];
        if (first !== undefined && later !== undefined && isInt32Set(first) && isInt32Set(later))
            turns = Math.min(turns, Math.floor((later.max - first.min) / least));
    }
    return turns;
}

function integersOf(type: Type | undefined): NumberSet | undefined {
    const set = type?.number;
    return type !== undefined && set !== undefined && onlyNumbers(type) && set.integer && !set.nan ? set : undefined;
}
