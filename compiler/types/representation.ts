/**
 * How a location is stored in C. Chosen from its Type: one kind of value is unboxed, several are
 * tagged.
 *
 * | kind | C type | for |
 * |---|---|---|
 * | void | none | only `undefined` |
 * | boolean | bool | true/false |
 * | int32 | int32_t | integers within int32, no -0, no NaN |
 * | uint32 | uint32_t | integers within uint32, no -0, no NaN, some beyond int32 |
 * | number | tsp_value | integers that may leave int32: an int32 with its tag, otherwise a double |
 * | bits | struct tsp_bits | locals that are int32 or NaN, or of which only ToInt32 is seen, or that it is NaN |
 * | double | double | other numbers |
 * | string | const struct tsp_string * | strings |
 * | object | struct S * (one layout, or a common base) or struct tsp_object * | objects of known shapes |
 * | value | tsp_value | everything else |
 */
import type { Shape } from "./shape.ts";

export type Representation =
    | { readonly kind: "void" }
    | { readonly kind: "boolean" }
    | { readonly kind: "int32" }
    | { readonly kind: "uint32" }
    | { readonly kind: "number" }
    | { readonly kind: "bits" }
    | { readonly kind: "double" }
    | { readonly kind: "string" }
    /**
     * `shape`: the struct that is known for all members (their common base), or undefined for
     * struct tsp_object.
     */
    | { readonly kind: "object"; readonly shape: Shape | undefined }
    | { readonly kind: "value" };
