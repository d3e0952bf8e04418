/** `call`, `apply` and `bind` as values (ECMA-262 20.2.3). */
import type { Node } from "ts-morph";
import { constant } from "../../ir/builder.ts";
import type { IrFunction } from "../../ir/program.ts";
import type { ProgramLowering } from "../program.ts";
import { BOUND, builtInRequest, selfOf, test } from "./methods.ts";

export type FunctionMethod = "apply" | "bind" | "call";

export const isFunctionMethodName = (name: string): name is FunctionMethod => ["apply", "bind", "call"].includes(name);

export function functionMethod(name: FunctionMethod, node: Node, program: ProgramLowering): IrFunction {
    const path = `Function.prototype.${name}`;
    const request = builtInRequest(path, 1, { usesThis: true, rest: name !== "apply" });
    const builder = program.newBuilder(node, request);
    const callee = selfOf(builder);
    const thisArgument = builder.local("thisArgument", "parameter");
    const list = builder.local("list", "parameter");
    const target = builder.temporary("result");
    if (name === "bind") {
        const bound = program.newBuilder(node, BOUND);
        const [function_, self, first] = ["callee", "self", "first"].map((kept) => bound.local(kept, "capture"));
        const rest = bound.local("rest", "parameter");
        const all = bound.temporary("arguments");
        const [result] = [bound.temporary("result")];
        if (function_ === undefined || self === undefined || first === undefined) throw new Error("nothing is bound");
        const parts = [first, rest].map((value) => ({ kind: "spread" as const, value }));
        bound.newArray({ target: all, parts });
        const description = "bound function";
        bound.call({ target: result, callee: function_, thisArgument: self, arguments: [], spread: all, description });
        bound.return(result);
        builder.makeFunction({ target, function: bound.finish(), captures: [callee, thisArgument, list] });
        builder.return(target);
        return builder.finish();
    }
    if (name === "call") {
        builder.call({ target, callee, thisArgument, arguments: [], spread: list, description: path });
        builder.return(target);
        return builder.finish();
    }
    const [missing, given] = [builder.block("missing"), builder.block("given")];
    builder.branch(test(builder, "looseEqual", list, constant(null)), missing, given);
    builder.start(missing);
    const none = builder.temporary("result");
    builder.call({ target: none, callee, thisArgument, arguments: [], description: path });
    builder.return(none);
    builder.start(given);
    const spread = builder.temporary("arguments");
    builder.newArray({ target: spread, parts: [{ kind: "spread", value: list }] });
    builder.call({ target, callee, thisArgument, arguments: [], spread, description: path });
    builder.return(target);
    return builder.finish();
}
