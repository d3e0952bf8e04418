/**
 * Finds the locals of which a program only ever sees ToInt32: every use is an operand of a bit
 * operator, a byte that is stored, or arithmetic whose own result is such a local. They are C
 * integers of 32 bits whatever set of numbers reaches them, and arithmetic on them wraps around.
 *
 * Wrapping gives the low bits of JavaScript's result as long as that is exact, which it is up to
 * 2^53. The sets say so; where they do not, the operation stays one of doubles, and its result
 * alone is cut to 32 bits.
 */
import type { LowBits } from "../ir/declaration.ts";
import { isWhole, isWholeSet } from "../ir/declarations/low-bits.ts";
import { operandsOf, targetsOf, terminatorOperand } from "../ir/effects.ts";
import type { Instruction } from "../ir/instructions.ts";
import { isLocal } from "../ir/program.ts";
import type { Block, IrFunction, Local, Operand, Program } from "../ir/program.ts";
import { declarationOf } from "../ir/table.ts";
import { intType, NEVER } from "../types/lattice.ts";
import { INT32_MAX, INT32_MIN } from "../types/numbers.ts";
import { onlyNumbers } from "../types/predicates.ts";

export function findLowBits(program: Program): void {
    [...program.modules, ...program.functions].forEach(findInFunction);
}

function findInFunction(fn: IrFunction): void {
    const chosen = new Set(fn.locals.filter(isCandidate));
    for (let size = -1; size !== chosen.size;) {
        size = chosen.size;
        fn.blocks.forEach((block) => dropSeen(block, chosen));
    }
    fn.blocks.forEach((block) => block.instructions.forEach((instruction) => markWrapping(instruction, chosen)));
    for (const local of chosen) {
        local.lowBits = true;
        local.type = intType(INT32_MIN, INT32_MAX);
    }
}

/** What may be cut to 32 bits where it is assigned, and is no C integer as it is. */
function isCandidate({ kind, cell, type }: Local): boolean {
    if ((kind !== "variable" && kind !== "temporary") || cell || type?.number === undefined) return false;
    const isPlain = type.string === undefined && type.shapes.size === 0 && !type.absent;
    return isPlain && !(onlyNumbers(type) && isWholeSet(type.number));
}

/** Takes out the locals of which the block sees more than the low bits. */
function dropSeen(block: Block, chosen: Set<Local>): void {
    for (const instruction of block.instructions)
        for (const operand of seenOperands(instruction, chosen)) if (isLocal(operand)) chosen.delete(operand);

    const last = terminatorOperand(block.terminator);
    if (last !== undefined && isLocal(last)) chosen.delete(last);
}

function markWrapping(instruction: Instruction, chosen: ReadonlySet<Local>): void {
    const isCut = [...targetsOf(instruction), ...operandsOf(instruction)].some(
        (operand) => isLocal(operand) && chosen.has(operand),
    );
    const wraps = isCut ? declarationOf(instruction).wraps?.(instruction, lowBits(chosen)) : undefined;
    if (wraps !== undefined) Object.assign(instruction, { wraps });
}

const lowBits = (chosen: ReadonlySet<Local>): LowBits => ({
    isCut: (target) => chosen.has(target),
    needs: (target) => chosen.has(target) || isWhole(target.type ?? NEVER),
});

/** The operands of which the instruction takes more than the low bits. */
function seenOperands(instruction: Instruction, chosen: ReadonlySet<Local>): readonly Operand[] {
    const { seen } = declarationOf(instruction);
    return seen === undefined ? operandsOf(instruction) : seen(instruction, lowBits(chosen));
}
