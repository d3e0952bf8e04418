/** Functions of the runtime that syntax calls: no declaration names them. */
import type { NativeFunction, NativeParameter, NativeType } from "../bindings/model.ts";

const parameter = (name: string): NativeParameter => ({
    name,
    type: { kind: "any" },
    optional: false,
    rest: false,
    numeric: false,
    borrowed: false,
});

const asking = (
    name: string,
    symbol: string,
    parameters: readonly NativeParameter[],
    result: NativeType,
): NativeFunction => ({
    kind: "nativeFunction",
    name,
    symbol,
    header: "runtime/object_methods.h",
    parameters,
    result,
    mayThrow: true,
    takesThis: false,
    pure: false,
    names: "own",
    gives: undefined,
    assigns: false,
    objects: undefined,
    tellsAbsent: false,
    takesFurther: false,
    set: undefined,
    keepsElements: true,
    appends: false,
    takes: undefined,
    cases: [],
    literal: undefined,
    hint: undefined,
    more: undefined,
});

/** The names that `for...in` visits. */
export const NAMES: NativeFunction = {
    ...asking("for...in", "tsp_object_names", [parameter("object")], { kind: "array", element: { kind: "string" } }),
    gives: "names",
};

/** `object.hasOwnProperty(key)` */
export const HAS_OWN: NativeFunction = asking(
    "hasOwnProperty",
    "tsp_object_has_own",
    [parameter("object"), parameter("key")],
    { kind: "boolean" },
);
