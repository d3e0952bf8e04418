/** Where the locals of a function are used. */
import { isLocal, operandsOf, terminatorOperand } from "./effects.ts";
import type { TypedBlock, TypedFunction, TypedLocal, TypedOperand } from "./typed.ts";

export class Uses {
    private readonly counts = new Map<TypedLocal, number>();
    private readonly blocks = new Map<TypedLocal, Set<TypedBlock>>();

    constructor({ blocks }: TypedFunction) {
        for (const block of blocks) {
            const operands = block.instructions.flatMap((instruction) => operandsOf(instruction));
            const last = terminatorOperand(block.terminator);
            for (const operand of last === undefined ? operands : [...operands, last]) this.note(operand, block);
        }
    }

    private note(operand: TypedOperand, block: TypedBlock): void {
        if (!isLocal(operand)) return;
        this.counts.set(operand, (this.counts.get(operand) ?? 0) + 1);
        this.blocks.set(operand, (this.blocks.get(operand) ?? new Set()).add(block));
    }

    /** How often. */
    of(local: TypedLocal): number {
        return this.counts.get(local) ?? 0;
    }

    /** Whether the block uses the local once, and no other one does. */
    isOnceIn(local: TypedLocal, block: TypedBlock): boolean {
        return this.of(local) === 1 && this.blocks.get(local)?.has(block) === true;
    }
}
