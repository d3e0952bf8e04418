/**
 * Units of texts that are only compared with a text, as in `text[i] === ","`: the unit itself is
 * looked at, and no text is made of it.
 */
import { isLocal } from "../ir/program.ts";
import { typeOf } from "../ir/operand-type.ts";
import type { TypedBlock, TypedInstruction, TypedOperand, TypedProgram } from "../ir/typed.ts";
import { Uses } from "../ir/uses.ts";
import { onlyNumbers, onlyStrings } from "../types/predicates.ts";

export function compareUnits(program: TypedProgram): void {
    for (const fn of [...program.modules, ...program.functions]) {
        const uses = new Uses(fn);
        fn.blocks.forEach((block) => compareInBlock(block, uses));
    }
}

function compareInBlock({ instructions }: TypedBlock, uses: Uses): void {
    instructions.forEach((instruction, at) => {
        if (instruction.op !== "getIndex" || !onlyStrings(typeOf(instruction.object))) return;
        const { target, index } = instruction;
        if (!onlyNumbers(typeOf(index)) || target.kind !== "temporary" || uses.of(target) !== 1) return;
        const other = comparedWith(instructions[at + 1], target);
        if (other !== undefined && onlyStrings(typeOf(other)))
            instructions[at] = { ...instruction, onlyCompared: true };
    });
}

/** The other side of a strict comparison that the instruction makes. */
function comparedWith(instruction: TypedInstruction | undefined, side: TypedOperand): TypedOperand | undefined {
    if (instruction?.op !== "binary" || !isLocal(side)) return undefined;
    const { operator, left, right } = instruction;
    if (operator !== "strictEqual" && operator !== "strictNotEqual") return undefined;
    return left === side ? right : right === side ? left : undefined;
}
