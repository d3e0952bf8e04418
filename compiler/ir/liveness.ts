/**
 * Which locals still matter at the start of each block. Found for one local at a time, from its
 * uses backwards: the work grows with the length of lives, not with locals times blocks.
 */
import { isLocal, operandsOf, successorsOf, targetsOf, terminatorOperand } from "./effects.ts";
import type { TypedBlock, TypedFunction, TypedLocal, TypedOperand } from "./typed.ts";

export class Liveness {
    private readonly entering = new Map<TypedBlock, TypedBlock[]>();
    /** The blocks that an exception takes to the handler. */
    private readonly raising = new Map<TypedBlock, TypedBlock[]>();
    private readonly assigning = new Map<TypedLocal, Set<TypedBlock>>();
    /** The blocks that use a local before they assign it. */
    private readonly asking = new Map<TypedLocal, Set<TypedBlock>>();
    private readonly live = new Map<TypedBlock, Set<TypedLocal>>();

    constructor({ blocks }: TypedFunction) {
        for (const block of blocks) {
            this.live.set(block, new Set());
            for (const next of successorsOf(block)) put(this.entering, next, block);
            if (block.handler !== undefined) put(this.raising, block.handler, block);
            this.note(block);
        }
        for (const local of this.asking.keys()) this.spread(local);
    }

    at(block: TypedBlock): ReadonlySet<TypedLocal> {
        return this.live.get(block) ?? new Set();
    }

    private note(block: TypedBlock): void {
        const add = (map: Map<TypedLocal, Set<TypedBlock>>, local: TypedLocal): void => {
            map.set(local, (map.get(local) ?? new Set()).add(block));
        };
        const use = (operand: TypedOperand | undefined): void => {
            if (operand !== undefined && isLocal(operand) && this.assigning.get(operand)?.has(block) !== true)
                add(this.asking, operand);
        };
        for (const instruction of block.instructions) {
            operandsOf(instruction).forEach(use);
            targetsOf(instruction).forEach((target) => {
                add(this.assigning, target);
            });
        }
        use(terminatorOperand(block.terminator));
    }

    /** An exception can leave a block before it has assigned anything. */
    private spread(local: TypedLocal): void {
        const assigning = this.assigning.get(local);
        const work = [...(this.asking.get(local) ?? [])];
        for (let block = work.pop(); block !== undefined; block = work.pop()) {
            const live = this.live.get(block);
            if (live === undefined || live.has(local)) continue;
            live.add(local);
            work.push(...(this.raising.get(block) ?? []));
            for (const before of this.entering.get(block) ?? []) if (assigning?.has(before) !== true) work.push(before);
        }
    }
}

function put(map: Map<TypedBlock, TypedBlock[]>, key: TypedBlock, block: TypedBlock): void {
    const known = map.get(key);
    if (known === undefined) map.set(key, [block]);
    else known.push(block);
}
