/** What the emitters of operators share. */
import { cast } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { TypedOf } from "../ir/typed.ts";
import type { Span } from "../ir/program.ts";
import type { TypedLocal } from "../ir/typed.ts";
import type { FunctionContext } from "./function-context.ts";
import { isWhole } from "./value.ts";
import type { Value } from "./value.ts";

export type BinaryInstruction = TypedOf<"binary">;
export interface Throwing {
    readonly expression: CExpression;
    readonly throws: boolean;
}

/** Defines the target, at once and with a test for an exception when the expression may throw. */
export function finish(
    context: FunctionContext,
    instruction: { readonly target: TypedLocal; readonly span: Span },
    value: Value,
    throws: boolean,
): void {
    if (throws) {
        if (context.isUsed(instruction.target)) context.assign(instruction.target, value);
        else context.push({ kind: "expression", expression: cast("void", value.expression) });
        context.check(instruction.span);
    } else {
        context.define(instruction.target, value);
    }
}

export type Emitter = (context: FunctionContext, instruction: BinaryInstruction, left: Value, right: Value) => void;

export const intKinds = (left: Value, right: Value): boolean => isWhole(left) && isWhole(right);
