/** How storage and calls read in C, and what they cost on a 32-bit board. */
import type { Reasons } from "../ir/typed.ts";
import { kindsOf, MISSING } from "../types/kinds.ts";
import type { Representation } from "../types/representation.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import type { Reason } from "./index.ts";

export const GENERAL_OBJECT = "32 bytes, 16 for each property, and a search by name for each access";

export function storageInWords(type: Type, representation: Representation): string {
    switch (representation.kind) {
        case "void":
            return "nothing: it has one value";
        case "boolean":
            return "bool";
        case "int32":
            return "int32_t";
        case "uint32":
            return "uint32_t";
        case "number":
            return "a tagged number: an int32_t, or a double";
        case "bits":
            return "32 bits in a register";
        case "double":
            return "double";
        case "string":
            return "a pointer to a text";
        case "object":
            return pointerInWords(type, representation.shape);
        case "value":
            return `a tagged value: ${kindsOf(type).join(", ")}`;
    }
}

function pointerInWords({ shapes }: Type, shape: Shape | undefined): string {
    if (shape?.kind === "class") return `a pointer to a '${shape.declaration.name}'`;
    if (shape?.kind === "native") return `a pointer to a '${shape.nativeClass.name}'`;
    if (shape?.kind === "array") return "a pointer to an array";
    if (shape?.kind === "function") return "a pointer to a function";
    return shapes.size > 1 ? "a pointer to one of several objects" : "a pointer to an object";
}

/** Undefined where nothing could cost less. */
export function costOfStorage({ kind, ...rest }: Representation): string | undefined {
    switch (kind) {
        case "value":
            return "8 bytes; each use asks for its kind";
        case "number":
            return "8 bytes; sums ask whether they are still integers";
        case "double":
            return "8 bytes; each operation is a call on an RP2040";
        case "object":
            return "shape" in rest && rest.shape === undefined
                ? "4 bytes; each use asks which object it is"
                : undefined;
        default:
            return undefined;
    }
}

export const structInWords = (properties: number): string =>
    properties === 1 ? "a struct with a property" : `a struct with ${properties.toString()} properties`;

export const costOfCall = (choices: number): string =>
    `a comparison for each of ${(choices - 1).toString()} functions, and nothing of them is known to each other`;

const MOST_REASONS = 4;

/** The places that brought the kinds because of which the storage is not simpler. */
export function reasonsFor(type: Type, { kind }: Representation, reasons: Reasons | undefined): Reason[] {
    const isNumber = kind === "double" || kind === "number";
    const kinds = kindsOf(type).filter((each) => !isNumber || each !== "integers of 32 bits");
    return kinds.slice(0, MOST_REASONS).flatMap((each) => {
        const span = reasons?.get(each);
        return span === undefined || each === MISSING ? [] : [{ span, message: each }];
    });
}
