/** What the runtime does for classes in general form: firmware/runtime/class.h. */
import type { AttributeUse, NativeFunction, NativeType } from "../../../bindings/model.ts";
import type { Operand } from "../../../ir/program.ts";
import type { FunctionContext } from "../../context.ts";
import { anything, runtimeFunction } from "../../own-names.ts";

function part(
    name: string,
    symbol: string,
    parameters: readonly string[],
    attributes: AttributeUse,
    result: NativeType = { kind: "undefined" },
): NativeFunction {
    return {
        ...runtimeFunction(name, symbol, parameters.map(anything), result),
        header: "runtime/class.h",
        names: undefined,
        attributes,
    };
}

const ANY: NativeType = { kind: "any" };
const OF_OBJECTS = { header: "runtime/object_attributes.h" } as const;
const MEMBER = ["home", "key", "function"] as const;

const PARTS = {
    link: part("class", "tsp_class_link", ["constructor", "prototype", "base", "name", "length"], "classLink"),
    method: part("method", "tsp_class_method", MEMBER, "classMethod"),
    getter: part("getter", "tsp_class_getter", MEMBER, "classGetter"),
    setter: part("setter", "tsp_class_setter", MEMBER, "classSetter"),
    field: part("field", "tsp_class_field", ["object", "key", "value"], "classField"),
    key: { ...part("name", "tsp_class_key", ["name"], "classKey", ANY), hint: "string" },
    prototypeOf: { ...part("prototype", "tsp_object_get_prototype", ["object"], "getPrototype", ANY), ...OF_OBJECTS },
    create: { ...part("object", "tsp_object_create", ["prototype", "properties"], "create", ANY), ...OF_OBJECTS },
    superRead: part("super", "tsp_super_read", ["home", "key", "self"], "superRead", ANY),
    superWrite: part("super", "tsp_super_write", ["home", "key", "self", "value"], "superWrite"),
} as const satisfies Record<string, NativeFunction>;

/** Calls one of them for its effect. */
export function runPart(name: keyof typeof PARTS, values: Operand[], { builder }: FunctionContext): void {
    builder.callNative({ target: undefined, native: PARTS[name], arguments: values });
}

/** Calls one of them for what it gives. */
export function partResult(name: keyof typeof PARTS, values: Operand[], { builder }: FunctionContext): Operand {
    const target = builder.temporary(name);
    builder.callNative({ target, native: PARTS[name], arguments: values });
    return target;
}
