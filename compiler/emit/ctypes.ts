/** How representations are spelled in C. `@` stands for the declared name, see CVariable.type. */
import type { Representation } from "../types/representation.ts";
import type { Shape } from "../types/shape.ts";
import type { Names } from "./names.ts";

/** A pointer to an object of any shape. */
export const OBJECT_POINTER = "struct tsp_object *";

/** The struct of a shape, as a C type. */
export function structOf(shape: Shape, names: Names): string {
    switch (shape.kind) {
        case "array":
            return "struct tsp_array";
        case "cell":
            return "struct tsp_cell";
        case "general":
            return "struct tsp_general";
        case "native":
            return shape.nativeClass.cType;
        default:
            return `struct ${names.ofShape(shape)}`;
    }
}

/** The type without a name: for results and casts. Empty representation gives `void`. */
export function cType(representation: Representation, names: Names): string {
    switch (representation.kind) {
        case "void":
            return "void";
        case "boolean":
            return "bool";
        case "int32":
            return "int32_t";
        case "uint32":
            return "uint32_t";
        case "double":
            return "double";
        case "bits":
            return "struct tsp_bits";
        case "string":
            return "const struct tsp_string *";
        case "object":
            return representation.shape === undefined ? OBJECT_POINTER : `${structOf(representation.shape, names)} *`;
        case "number":
        case "value":
            return "tsp_value";
    }
}

export function cDeclarator(representation: Representation, names: Names): string {
    const type = cType(representation, names);
    return type.endsWith("*") ? `${type}@` : `${type} @`;
}

/** What a variable holds before its first assignment; never read, it keeps gcc from guessing. */
export function zeroOf(representation: Representation): string {
    switch (representation.kind) {
        case "boolean":
            return "false";
        case "double":
            return "0.0";
        case "uint32":
            return "0u";
        case "bits":
            return "TSP_NO_BITS";
        case "string":
        case "object":
            return "NULL";
        case "value":
            return "TSP_UNDEFINED";
        default:
            return "0";
    }
}
