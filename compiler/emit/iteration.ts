/** for-of over arrays, strings and Uint8Array, and the start of a handler. */
import { assign, call, expressionStatement, identifier, ifStatement, literal, unary, addressOf } from "../c/ast.ts";
import type { InstructionOf } from "../ir/instructions.ts";
import { isByteView } from "../types/nativeFit.ts";
import type { Shape } from "../types/shape.ts";
import type { FunctionContext } from "./function-context.ts";
import { BOOLEAN, box, INT32, NEVER, TAGGED, TYPE_BOOLEAN, TYPE_INT32 } from "./value.ts";

export function emitIterateStart(context: FunctionContext, instruction: InstructionOf<"iterateStart">): void {
    context.program.headers.add("runtime/iteration.h");
    const value = context.value(instruction.iterable);
    const iterable = box(value);
    const type = value.type;
    const mayFail =
        type.undefined ||
        type.null ||
        type.true ||
        type.false ||
        type.number !== undefined ||
        [...type.shapes].some((shape) => !isIterable(shape));
    if (mayFail) {
        context.push(
            ifStatement(unary("!", call("tsp_is_iterable", iterable)), [
                expressionStatement(call("tsp_throw_not_iterable", iterable)),
                ...context.leave(instruction.span),
            ]),
        );
    }
    context.assign(instruction.target, { expression: literal("0"), representation: INT32, type: TYPE_INT32 });
}

function isIterable(shape: Shape): boolean {
    return shape.kind === "array" || isByteView(shape);
}

export function emitIterateNext(context: FunctionContext, instruction: InstructionOf<"iterateNext">): void {
    context.program.headers.add("runtime/iteration.h");
    const iterable = box(context.value(instruction.iterable));
    const position = context.scratch("position", "int32_t @", literal("0"));
    const element = context.scratch("element", "tsp_value @", identifier("TSP_UNDEFINED"));
    const done = context.scratch("done", "bool @", literal("false"));
    context.push(assign(position, context.as(instruction.position, INT32)));
    context.push(assign(done, unary("!", call("tsp_iterate", iterable, addressOf(position), addressOf(element)))));
    context.check(instruction.span);
    context.assign(instruction.position, { expression: position, representation: INT32, type: TYPE_INT32 });
    context.assign(instruction.done, { expression: done, representation: BOOLEAN, type: TYPE_BOOLEAN });
    context.assign(instruction.value, {
        expression: element,
        representation: TAGGED,
        type: instruction.value.type ?? NEVER,
    });
}

export function emitCatch(context: FunctionContext, instruction: InstructionOf<"catch">): void {
    const expression = call("tsp_catch");
    if (context.isUsed(instruction.target)) {
        context.assign(instruction.target, {
            expression,
            representation: TAGGED,
            type: instruction.target.type ?? NEVER,
        });
    } else {
        context.push(expressionStatement({ kind: "cast", type: "void", operand: expression }));
    }
}
