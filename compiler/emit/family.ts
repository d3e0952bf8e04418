/**
 * Emitters of instructions, by families: each file has those of the instructions that belong
 * together.
 */
import type { FunctionContext } from "./function-context.ts";
import type { TypedInstruction, TypedOf } from "../ir/typed.ts";

export type Emitters<Op extends TypedInstruction["op"]> = {
    readonly [Each in Op]: (context: FunctionContext, instruction: TypedOf<Each>) => void;
};
