/** The values that an operand of the typed program can have. */
import { ABSENT_TYPE, constantType, NEVER } from "../types/lattice.ts";
import type { Type } from "../types/type.ts";
import { isLocal } from "./program.ts";
import type { Operand } from "./program.ts";

export function typeOf(operand: Operand): Type {
    if (isLocal(operand)) return operand.type ?? NEVER;
    return operand.kind === "constant" ? constantType(operand.value) : ABSENT_TYPE;
}
