/**
 * What arrives at the instructions of the typed program: the types of their operands, and what
 * specialisation found.
 */
import type { Arriving } from "./declaration.ts";
import { calledBy, errorsOf } from "./effects.ts";
import type { Instruction } from "./instructions.ts";
import { typeOf } from "./operand-type.ts";
import type { Found } from "../types/resolve.ts";
import type { TypedFunction, TypedInstruction } from "./typed.ts";

export const ARRIVED: Arriving = {
    type: typeOf,
    members: (instruction) => ("members" in instruction ? (instruction.members as readonly Found[]) : []),
    entered: (instruction) => calleesOf(instruction),
};

/** The functions of the program that an instruction can enter. */
export function calleesOf(instruction: Instruction): TypedFunction[] {
    return calledBy(instruction, ARRIVED).flatMap((called) => (called.kind === "function" ? [called.function] : []));
}

/** Whether an exception can leave the instruction, where `isThrowing` knows it of functions. */
export const raises = (instruction: TypedInstruction, isThrowing: (fn: TypedFunction) => boolean): boolean =>
    errorsOf(instruction, ARRIVED).length > 0 || calleesOf(instruction).some(isThrowing);
