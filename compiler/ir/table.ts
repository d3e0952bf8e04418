/**
 * The declarations of all instructions. A new one is an entry in its family, and its interface in
 * instructions.ts.
 */
import type { Declaration, Declarations } from "./declaration.ts";
import { calls } from "./declarations/calls.ts";
import { control } from "./declarations/control.ts";
import { objects } from "./declarations/objects.ts";
import { properties } from "./declarations/properties.ts";
import { storage } from "./declarations/storage.ts";
import { values } from "./declarations/values.ts";
import type { Instruction } from "./instructions.ts";

const DECLARATIONS: Declarations<Instruction["op"]> = {
    ...calls,
    ...control,
    ...objects,
    ...properties,
    ...storage,
    ...values,
};

/** All that is declared, in terms that fit the instruction at hand. */
export function declarationOf(instruction: Instruction): Declaration {
    return DECLARATIONS[instruction.op] as unknown as Declaration;
}

/** The names of all instructions. */
export const ops: readonly string[] = Object.keys(DECLARATIONS);
