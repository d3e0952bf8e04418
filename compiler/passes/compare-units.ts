/**
 * Units of texts that are only compared with a text, as in `text[i] === ","`: the unit itself is
 * looked at, and no text is made of it.
 */
import { targetsOf } from "../ir/effects.ts";
import { typeOf } from "../ir/operand-type.ts";
import { declarationOf } from "../ir/table.ts";
import type { TypedBlock, TypedInstruction, TypedLocal, TypedOperand, TypedProgram } from "../ir/typed.ts";
import { Uses } from "../ir/uses.ts";
import { onlyStrings } from "../types/predicates.ts";

export function compareUnits(program: TypedProgram): void {
    for (const fn of [...program.modules, ...program.functions]) {
        const uses = new Uses(fn);
        fn.blocks.forEach((block) => compareInBlock(block, uses));
    }
}

function compareInBlock({ instructions }: TypedBlock, uses: Uses): void {
    instructions.forEach((instruction, at) => {
        if (declarationOf(instruction).readsUnit?.(instruction) !== true) return;
        const [target] = targetsOf(instruction);
        if (target?.kind !== "temporary" || uses.of(target) !== 1) return;
        const other = comparedWith(instructions[at + 1], target);
        if (other !== undefined && onlyStrings(typeOf(other))) Object.assign(instruction, { onlyCompared: true });
    });
}

/** The other side of a strict comparison that the instruction makes. */
function comparedWith(instruction: TypedInstruction | undefined, side: TypedLocal): TypedOperand | undefined {
    const sides = instruction && declarationOf(instruction).equates?.(instruction);
    return sides?.includes(side) === true ? sides.find((operand) => operand !== side) : undefined;
}
