/** The start of a handler, and iteration. */
import type { InstructionOf } from "../../ir/instructions.ts";
import { isLocal } from "../../ir/program.ts";
import { BOOLEAN_TYPE, booleanType, intType, isNever, NEVER } from "../../types/lattice.ts";
import { MAX_LENGTH } from "../../types/numbers.ts";
import type { Frame } from "./frame.ts";
import { areMadeWith, elementsOfIterable } from "./properties.ts";
import type { Transfers } from "./rules.ts";

function transferCatch(frame: Frame, { target }: InstructionOf<"catch">): void {
    const caught = frame.world.caught(frame.instance, frame.block).type;
    frame.set(target, caught);
    frame.lastResult = isNever(caught) ? caught : undefined;
}

function transferIterateNext(frame: Frame, instruction: InstructionOf<"iterateNext">): void {
    const iterable = frame.type(instruction.iterable);
    const at = frame.type(instruction.position);
    const isThere = at.number !== undefined && areMadeWith(iterable, at);
    frame.set(instruction.done, isThere ? booleanType(false) : BOOLEAN_TYPE);
    frame.set(instruction.value, elementsOfIterable(iterable));
    const next = isThere ? intType((at.number?.min ?? 0) + 1, (at.number?.max ?? 0) + 1) : intType(0, MAX_LENGTH);
    frame.set(instruction.position, next);
}

export const controlTransfers: Transfers<"catch" | "iterateStart" | "iterateNext"> = {
    catch: transferCatch,
    iterateStart: (frame, { target }) => frame.set(target, intType(0, 0)),
    iterateNext: {
        run: transferIterateNext,
        tells: ({ environment }, { done, value, iterable }, { local, truth }) => {
            if (local === done && !truth && isLocal(iterable))
                environment.set(value, elementsOfIterable(environment.get(iterable) ?? NEVER));
            return true;
        },
    },
};
