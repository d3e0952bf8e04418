/** The emitters of all instructions. */
import type { Instruction, InstructionOf } from "../ir/instructions.ts";
import { callEmitters } from "./calls.ts";
import { elementEmitters } from "./elements.ts";
import { controlEmitters } from "./iteration.ts";
import { objectEmitters } from "./objects.ts";
import { valueEmitters } from "./operators.ts";
import { propertyEmitters } from "./properties.ts";
import { storageEmitters } from "./storage.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";

const EMITTERS: Emitters<Instruction["op"]> = {
    ...callEmitters,
    ...controlEmitters,
    ...elementEmitters,
    ...objectEmitters,
    ...propertyEmitters,
    ...storageEmitters,
    ...valueEmitters,
};

export function emitInstruction<Op extends Instruction["op"]>(
    context: FunctionContext,
    instruction: InstructionOf<Op> & { readonly op: Op },
): void {
    EMITTERS[instruction.op](context, instruction);
}
