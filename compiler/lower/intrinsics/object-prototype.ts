/** The methods of Object.prototype as values (ECMA-262 20.1.3), which take every receiver. */
import type { Node } from "ts-morph";
import type { IrFunction } from "../../ir/program.ts";
import { isOwnPropertyTest } from "../../load/own-property-test.ts";
import { inheritedTest } from "../own-names.ts";
import type { ProgramLowering } from "../program.ts";
import { builtInRequest, selfOf } from "./methods.ts";

export const isObjectMethodName = (name: string): boolean => name === "toString" || isOwnPropertyTest(name);

export function objectMethod(name: string, node: Node, program: ProgramLowering): IrFunction {
    const builder = program.newBuilder(node, builtInRequest(`Object.prototype.${name}`, 1, { usesThis: true }));
    const self = selfOf(builder);
    const target = builder.temporary("result");
    if (name === "toString") {
        const made = program.libraryFunction("ts-src/lib/object-tag.ts", "objectTag");
        if (made === undefined) throw new Error("the library has no tags of objects");
        builder.callFunction({ target, function: made, thisArgument: undefined, arguments: [self] });
    } else {
        const key = builder.local("key", "parameter");
        builder.callNative({ target, native: inheritedTest(name), arguments: [self, key] });
    }
    builder.return(target);
    return builder.finish();
}
