/** Functions of the runtime that syntax calls: no declaration names them. */
import type { NativeFunction, NativeParameter, NativeType } from "../bindings/model.ts";

export const anything = (name: string): NativeParameter => ({
    name,
    type: { kind: "any" },
    optional: false,
    rest: false,
    numeric: false,
    borrowed: false,
});

export const runtimeFunction = (
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
    ...runtimeFunction("for...in", "tsp_object_names", [anything("object")], {
        kind: "array",
        element: { kind: "string" },
    }),
    gives: "names",
};

/** `object.propertyIsEnumerable(key)` */
const IS_ENUMERABLE: NativeFunction = {
    ...runtimeFunction("propertyIsEnumerable", "tsp_object_is_enumerable", [anything("object"), anything("key")], {
        kind: "boolean",
    }),
    header: "runtime/object_attributes.h",
};

/** `prototype.isPrototypeOf(object)` */
const IS_PROTOTYPE: NativeFunction = {
    ...runtimeFunction("isPrototypeOf", "tsp_object_is_prototype", [anything("prototype"), anything("object")], {
        kind: "boolean",
    }),
    header: "runtime/object_attributes.h",
};

/** `{ __proto__: prototype }`: gives the object, which has the prototype if that is one. */
export const GIVE_PROTOTYPE: NativeFunction = {
    ...runtimeFunction("__proto__", "tsp_object_give_prototype", [anything("object"), anything("prototype")], {
        kind: "any",
    }),
    header: "runtime/object_attributes.h",
    attributes: "setPrototype",
    mayThrow: false,
};

/** `object.hasOwnProperty(key)` */
const HAS_OWN: NativeFunction = runtimeFunction(
    "hasOwnProperty",
    "tsp_object_has_own",
    [anything("object"), anything("key")],
    { kind: "boolean" },
);

/** Of the names that isOwnPropertyTest() knows. */
export function inheritedTest(name: string): NativeFunction {
    if (name === "isPrototypeOf") return IS_PROTOTYPE;
    return name === "propertyIsEnumerable" ? IS_ENUMERABLE : HAS_OWN;
}
