/**
 * Emitters of instructions, by families: each file has those of the instructions that belong
 * together.
 */
import type { Instruction, InstructionOf } from "../ir/instructions.ts";
import type { FunctionContext } from "./function-context.ts";

export type Emitters<Op extends Instruction["op"]> = {
    readonly [Each in Op]: (context: FunctionContext, instruction: InstructionOf<Each>) => void;
};
