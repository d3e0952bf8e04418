/** Properties by names that are found out at run time, and whether an object has one. */
import { binary, call, identifier, ifStatement, literal } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import { typeOf } from "../ir/operand-type.ts";
import type { Span } from "../ir/program.ts";
import type { TypedLocal, TypedOf, TypedOperand } from "../ir/typed.ts";
import { constantKey } from "../types/keys.ts";
import { findMember } from "../types/members.ts";
import { dispatch } from "./dispatch.ts";
import type { Emitters } from "./family.ts";
import { readField } from "./fields.ts";
import { noteDetails } from "./function-details.ts";
import type { FunctionContext } from "./function-context.ts";
import { BOOLEAN, box, TAGGED, TYPE_BOOLEAN } from "./value.ts";

interface Access {
    readonly object: TypedOperand;
    readonly index: TypedOperand;
    readonly span: Span;
}

/** By a name that is found out at run time. */
export function emitGetKey(context: FunctionContext, instruction: Access & { readonly target: TypedLocal }): void {
    context.program.headers.add("runtime/object_methods.h");
    const [object, key] = [context.value(instruction.object), context.value(instruction.index)];
    noteDetails(context.program, object.type);
    const expression = call("tsp_get_key", box(object), box(key));
    context.assign(instruction.target, { expression, representation: TAGGED, type: instruction.target.type });
    context.check(instruction.span);
}

export function emitSetKey(context: FunctionContext, instruction: Access & { readonly value: TypedOperand }): void {
    context.program.headers.add("runtime/object_methods.h");
    const parts = [instruction.object, instruction.index, instruction.value].map((part) => box(context.value(part)));
    noteDetails(context.program, typeOf(instruction.object));
    const done = call("tsp_set_key", ...parts);
    context.push(ifStatement({ kind: "unary", operator: "!", operand: done }, context.leave(instruction.span)));
}

/** A name that is known is looked up here; others are at run time. */
function emitHasProperty(context: FunctionContext, instruction: TypedOf<"hasProperty">): void {
    const key = context.value(instruction.key);
    const object = context.hold(context.value(instruction.object), "object");
    const name = constantKey(key.type);
    const define = (expression: CExpression): void =>
        context.assign(instruction.target, { expression, representation: BOOLEAN, type: TYPE_BOOLEAN });
    const find = (): void => {
        context.program.headers.add("runtime/object_methods.h");
        noteDetails(context.program, object.type);
        define(call("tsp_has_key", box(key), box(object)));
        context.check(instruction.span);
    };
    dispatch(
        context,
        object,
        (shape) => {
            const isStruct = shape.kind === "class" || shape.kind === "literal";
            if (name === undefined || !isStruct) return { key: "found", emit: find };
            const member = findMember(shape, name);
            if (member?.kind === "field" && member.field.type.absent) {
                const isThere = (): CExpression =>
                    binary("!=", box(readField(context, object, member)), identifier("TSP_ABSENT"));
                return { key: member.field, emit: () => define(isThere()) };
            }
            const has = member !== undefined || name in Object.prototype;
            return { key: has, emit: () => define(literal(String(has))) };
        },
        () => ({ key: "found", emit: find }),
    );
}

export const keyedEmitters: Emitters<"hasProperty"> = { hasProperty: emitHasProperty };
