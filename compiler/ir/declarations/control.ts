/** The start of a handler, and iteration. */
import { isIterable } from "../../types/members.ts";
import { hasElements } from "../../types/native-fit.ts";
import { isBoolean } from "../../types/predicates.ts";
import type { Type } from "../../types/type.ts";
import { ELEMENTS, NO_ERRORS, nothing, one, OUT_OF_MEMORY, TARGET } from "../declaration.ts";
import type { Declarations } from "../declaration.ts";
import { mayAllocate, runs, touched } from "./accessors.ts";

/** Nothing but arrays, views, strings and iterables of the library is in the set. */
const onlyIterables = (type: Type): boolean =>
    !(type.undefined || type.null || type.absent || isBoolean(type) || type.number !== undefined) &&
    [...type.shapes].every((shape) => hasElements(shape) || isIterable(shape));

export const control: Declarations<"catch" | "iterateStart" | "iterateNext"> = {
    catch: {
        operands: [],
        targets: [TARGET],
        text: () => "catch",
        opensHandler: true,
    },
    iterateStart: {
        operands: [one("iterable")],
        targets: [TARGET],
        text: ({ iterable }, print) => `iterateStart ${print.operand(iterable)}`,
        reads: touched,
        writes: touched,
        calls: runs,
        allocates: mayAllocate,
        throws: ({ iterable }, arriving) => (onlyIterables(arriving.type(iterable)) ? NO_ERRORS : ["TypeError"]),
        inside: nothing,
    },
    iterateNext: {
        operands: [one("position", "keep", "variable"), { ...one("iterable"), asStored: true }],
        targets: [
            { field: "done", takes: "local" },
            { field: "value", takes: "local" },
            { field: "position", takes: "variable" },
        ],
        text: ({ iterable }, print) => `iterateNext ${print.operand(iterable)}`,
        reads: (instruction) => [ELEMENTS, ...touched(instruction)],
        writes: touched,
        calls: runs,
        advances: ({ position }) => position,
        orders: ({ position }) => [position],
        // A unit of a text is a text of its own.
        throws: ({ iterable }, arriving) => (arriving.type(iterable).string === undefined ? NO_ERRORS : OUT_OF_MEMORY),
        allocates: true,
        inside: ({ iterable, value }, low) => (low.isCut(value) ? [] : [iterable]),
    },
};
