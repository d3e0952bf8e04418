/** Chooses how every location of the program is stored, from its type. */
import { representationOf as chosenFor } from "../types/lattice.ts";
import type { Representation } from "../types/representation.ts";
import { isInt32OrNaNSet } from "../types/numbers.ts";
import type { Type } from "../types/type.ts";
import type { TypedFunction, TypedLocal, TypedProgram } from "../ir/typed.ts";

const TAGGED: Representation = { kind: "value" };
const BITS: Representation = { kind: "bits" };

/** `isGeneral`: everything is a tagged value, whatever is known of it. */
export function represent(program: TypedProgram, isGeneral: boolean): void {
    const representationOf = (type: Type): Representation => (isGeneral && !isOfCells(type) ? TAGGED : chosenFor(type));
    [...program.modules, ...program.functions].forEach((fn) => {
        representFunction(fn, representationOf);
    });
    program.globals.forEach((global) => {
        global.representation = representationOf(global.type);
    });
    for (const shape of program.shapes) {
        if (shape.kind === "class" || shape.kind === "literal") {
            shape.fields.forEach((field) => {
                field.representation = representationOf(field.type);
            });
        } else if (shape.kind === "array") {
            shape.element.representation = TAGGED;
        } else if (shape.kind === "cell") {
            shape.content.representation = TAGGED;
        } else if (shape.kind === "function") {
            shape.captures.forEach((capture) => {
                capture.representation = representationOf(capture.type);
            });
        }
    }
}

/** Cells are no values of the program. */
const isOfCells = ({ shapes }: Type): boolean => [...shapes].some(({ kind }) => kind === "cell");

/** Its number is kept as 32 bits, and whether it is NaN. */
function isOfTwoWords({ lowBits, kind, cell, type }: TypedLocal): boolean {
    const isHere = (kind === "variable" || kind === "temporary") && !cell;
    return lowBits === true || (isHere && type?.number !== undefined && isInt32OrNaNSet(type.number));
}

function representFunction(fn: TypedFunction, representationOf: (type: Type) => Representation): void {
    for (const local of fn.locals) {
        const stored = representationOf(local.type);
        local.representation = stored.kind === "number" && isOfTwoWords(local) ? BITS : stored;
    }
    fn.returnRepresentation = representationOf(fn.returnType);
}
