/** The emitters of all instructions. */
import { callEmitters } from "./calls.ts";
import { elementEmitters } from "./elements.ts";
import { controlEmitters } from "./iteration.ts";
import { keyedEmitters } from "./keyed.ts";
import { objectEmitters } from "./objects.ts";
import { valueEmitters } from "./operators.ts";
import { propertyEmitters } from "./properties.ts";
import { storageEmitters } from "./storage.ts";
import { textEmitters } from "./texts.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";
import type { TypedInstruction } from "../ir/typed.ts";

const EMITTERS: Emitters<TypedInstruction["op"]> = {
    ...callEmitters,
    ...controlEmitters,
    ...elementEmitters,
    ...keyedEmitters,
    ...objectEmitters,
    ...propertyEmitters,
    ...storageEmitters,
    ...textEmitters,
    ...valueEmitters,
};

export function emitInstruction(context: FunctionContext, instruction: TypedInstruction): void {
    const emit = EMITTERS[instruction.op] as (context: FunctionContext, instruction: TypedInstruction) => void;
    emit(context, instruction);
}
