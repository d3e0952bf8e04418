/** The start of a handler, and iteration. */
import type { InstructionOf } from "../../ir/instructions.ts";
import { isLocal } from "../../ir/program.ts";
import { CURRENT, FINISHED, ITERATOR } from "../../types/keys.ts";
import { BOOLEAN_TYPE, booleanType, intType, isNever, join, joinAll, NEVER } from "../../types/lattice.ts";
import { isIterable } from "../../types/members.ts";
import { hasElements } from "../../types/native-fit.ts";
import { MAX_LENGTH } from "../../types/numbers.ts";
import { Accesses } from "./accessors.ts";
import type { Frame } from "./frame.ts";
import { areMadeWith, elementsOfIterable } from "./properties.ts";
import type { Transfers } from "./rules.ts";

function transferCatch(frame: Frame, { target }: InstructionOf<"catch">): void {
    const caught = frame.world.caught(frame.instance, frame.block).type;
    frame.set(target, caught);
    frame.lastResult = isNever(caught) ? caught : undefined;
}

/** The position, or the iterator of what has one. */
function transferIterateStart(frame: Frame, instruction: InstructionOf<"iterateStart">): void {
    const iterable = frame.type(instruction.iterable);
    const own = [...iterable.shapes].filter(isIterable);
    const isBuiltIn = own.length === 0 || iterable.string !== undefined || [...iterable.shapes].some(hasElements);
    const accesses = new Accesses(frame);
    const started = own.map((shape) => accesses.method(ITERATOR, shape));
    const result = joinAll([isBuiltIn ? intType(0, 0) : NEVER, ...started]);
    accesses.resolve(instruction);
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

function transferIterateNext(frame: Frame, instruction: InstructionOf<"iterateNext">): void {
    const iterable = frame.type(instruction.iterable);
    const at = frame.type(instruction.position);
    const isBuiltIn = at.number !== undefined;
    const isThere = isBuiltIn && areMadeWith(iterable, at);
    const accesses = new Accesses(frame);
    let done = isThere ? booleanType(false) : isBuiltIn ? BOOLEAN_TYPE : NEVER;
    let value = elementsOfIterable(iterable, isThere ? at : undefined);
    for (const shape of at.shapes) {
        const finished = accesses.method(FINISHED, shape);
        done = join(done, finished);
        if (finished.false) value = join(value, accesses.method(CURRENT, shape));
    }
    accesses.resolve(instruction);
    frame.set(instruction.done, done);
    frame.set(instruction.value, value);
    const next = isThere ? intType((at.number?.min ?? 0) + 1, (at.number?.max ?? 0) + 1) : intType(0, MAX_LENGTH);
    frame.set(instruction.position, { ...at, number: isBuiltIn ? next.number : undefined });
    frame.lastResult = done;
}

export const controlTransfers: Transfers<"catch" | "iterateStart" | "iterateNext"> = {
    catch: transferCatch,
    iterateStart: transferIterateStart,
    iterateNext: {
        run: transferIterateNext,
        tells: ({ environment }, { done, value, iterable }, { local, truth }) => {
            const type = isLocal(iterable) ? (environment.get(iterable) ?? NEVER) : NEVER;
            // Of some the position told more.
            const isTold = [...type.shapes].some(
                (shape) => isIterable(shape) || (shape.kind === "array" && shape.items.length > 0),
            );
            if (local === done && !truth && isLocal(iterable) && !isTold)
                environment.set(value, elementsOfIterable(type));
            return true;
        },
    },
};
