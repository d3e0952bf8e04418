/** Chooses how every location of the program is stored, from its type. */
import { representationOf } from "../types/lattice.ts";
import type { Representation } from "../types/representation.ts";
import type { TypedFunction, TypedProgram } from "../ir/typed.ts";

const TAGGED: Representation = { kind: "value" };
const BITS: Representation = { kind: "bits" };

export function represent(program: TypedProgram): void {
    [...program.modules, ...program.functions].forEach(representFunction);
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

function representFunction(fn: TypedFunction): void {
    for (const local of fn.locals) {
        const stored = representationOf(local.type);
        local.representation = local.lowBits === true && stored.kind === "number" ? BITS : stored;
    }
    fn.returnRepresentation = representationOf(fn.returnType);
}
