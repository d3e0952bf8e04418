/** Native functions as values: functions of the program that call them. */
import type { NativeFunction } from "../bindings/model.ts";
import type { FunctionBuilder } from "../ir/builder.ts";

/** The body of a function that takes what the native one takes, and gives what it gives. */
export function returnCall(native: NativeFunction, builder: FunctionBuilder): void {
    const values = native.parameters.map((parameter) => builder.local(parameter.name, "parameter"));
    const spread = native.parameters.some(({ rest }) => rest) ? values.pop() : undefined;
    const target = builder.temporary("result");
    builder.callNative({ target, native, arguments: values, ...(spread && { spread }) });
    builder.return(target);
}
