/** The order of blocks, and where loops start. */
import { successorsOf } from "../../ir/effects.ts";
import type { Block } from "../../ir/program.ts";

/** Where control can go from a block, its handler included. */
export const nextOf = (block: Block): Block[] =>
    block.handler === undefined ? successorsOf(block) : [...successorsOf(block), block.handler];

export function reversePostorder(entry: Block): Block[] {
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
export function loopHeads(blocks: readonly Block[]): Set<Block> {
    const position = new Map(blocks.map((block, index) => [block, index]));
    const heads = new Set<Block>();
    blocks.forEach((block, index) => {
        nextOf(block)
            .filter((next) => (position.get(next) ?? 0) <= index)
            .forEach((next) => heads.add(next));
    });
    return heads;
}

/** The blocks from which control comes back to the head, and the head. */
export interface Loop {
    readonly head: Block;
    readonly blocks: ReadonlySet<Block>;
}

/**
 * The loops, of `blocks` in reverse postorder: those around others come before them. Undefined
 * where a loop can be entered at two places.
 */
export function loopsOf(blocks: readonly Block[]): Loop[] | undefined {
    const order = new Map(blocks.map((block, index) => [block, index]));
    const at = (block: Block): number => order.get(block) ?? 0;
    const previous = new Map<Block, Block[]>();
    for (const block of blocks)
        for (const next of nextOf(block)) previous.set(next, [...(previous.get(next) ?? []), block]);

    const loops: Loop[] = [];
    for (const head of blocks) {
        const waiting = (previous.get(head) ?? []).filter((block) => at(block) >= at(head));
        if (waiting.length === 0) continue;
        const inside = new Set([head]);
        for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
            if (inside.has(block)) continue;
            if (at(block) < at(head)) return undefined;
            inside.add(block);
            waiting.push(...(previous.get(block) ?? []));
        }
        loops.push({ head, blocks: inside });
    }
    return loops;
}
