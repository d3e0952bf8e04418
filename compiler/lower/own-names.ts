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

/** `object.propertyIsEnumerable(key)` */
const IS_ENUMERABLE: NativeFunction = {
    ...asking("propertyIsEnumerable", "tsp_object_is_enumerable", [parameter("object"), parameter("key")], {
        kind: "boolean",
    }),
    header: "runtime/object_attributes.h",
};

/** `prototype.isPrototypeOf(object)` */
const IS_PROTOTYPE: NativeFunction = {
    ...asking("isPrototypeOf", "tsp_object_is_prototype", [parameter("prototype"), parameter("object")], {
        kind: "boolean",
    }),
    header: "runtime/object_attributes.h",
};

/** `{ __proto__: prototype }`: gives the object, which has the prototype if that is one. */
export const GIVE_PROTOTYPE: NativeFunction = {
    ...asking("__proto__", "tsp_object_give_prototype", [parameter("object"), parameter("prototype")], { kind: "any" }),
    header: "runtime/object_attributes.h",
    attributes: "setPrototype",
    mayThrow: false,
};

/** `object.hasOwnProperty(key)` */
const HAS_OWN: NativeFunction = asking(
    "hasOwnProperty",
    "tsp_object_has_own",
    [parameter("object"), parameter("key")],
    { kind: "boolean" },
);

/** Of the names that isOwnPropertyTest() knows. */
export function inheritedTest(name: string): NativeFunction {
    if (name === "isPrototypeOf") return IS_PROTOTYPE;
    return name === "propertyIsEnumerable" ? IS_ENUMERABLE : HAS_OWN;
}
