/** What arrives at the instructions of the typed program: the types of their operands, and what specialisation found. */
import { ABSENT_TYPE, constantType, NEVER } from "../types/lattice.ts";
import type { Type } from "../types/type.ts";
import type { Arriving } from "./declaration.ts";
import { calledBy, errorsOf } from "./effects.ts";
import type { Instruction } from "./instructions.ts";
import { isLocal } from "./program.ts";
import type { IrFunction, Operand } from "./program.ts";

export function typeOf(operand: Operand): Type {
    if (isLocal(operand)) {
        return operand.type ?? NEVER;
    }
    return operand.kind === "constant" ? constantType(operand.value) : ABSENT_TYPE;
}

export const ARRIVED: Arriving = {
    type: typeOf,
    members: (instruction) => instruction.members ?? [],
    entered: (instruction) => calleesOf(instruction),
};

/** The functions of the program that an instruction can enter. */
export function calleesOf(instruction: Instruction): IrFunction[] {
    return calledBy(instruction, ARRIVED).flatMap((called) => (called.kind === "function" ? [called.function] : []));
}

/** Whether an exception can leave the instruction, where `isThrowing` knows it of functions. */
export const raises = (instruction: Instruction, isThrowing: (fn: IrFunction) => boolean): boolean =>
    errorsOf(instruction, ARRIVED).length > 0 || calleesOf(instruction).some(isThrowing);
