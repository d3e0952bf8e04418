/** The values that an operand of the typed program can have. */
import { ABSENT_TYPE, constantType } from "../types/lattice.ts";
import type { Type } from "../types/type.ts";
import { isLocal } from "./program.ts";
import type { TypedOperand } from "./typed.ts";

export function typeOf(operand: TypedOperand): Type {
    if (isLocal(operand)) return operand.type;
    return operand.kind === "constant" ? constantType(operand.value) : ABSENT_TYPE;
}
