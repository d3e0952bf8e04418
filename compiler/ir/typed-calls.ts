/** Calls that passes make in the typed program. */
import { InstructionMaker } from "./maker.ts";
import type { Span } from "./program.ts";
import type { TypedBlock, TypedFunction, TypedInstruction, TypedLocal, TypedOperand } from "./typed.ts";

interface Passed {
    readonly span: Span;
    readonly target: TypedLocal | undefined;
    readonly self: TypedOperand | undefined;
    readonly passed: TypedOperand[];
}

/** A call of a function that a pass made. */
export function callOf(made: TypedFunction, { span, target, self, passed }: Passed): TypedInstruction {
    const block: TypedBlock = { ...made.entry, instructions: [] };
    new InstructionMaker(block, span).callFunction({ target, function: made, thisArgument: self, arguments: passed });
    const [call] = block.instructions;
    if (call === undefined) throw new Error("no call was made");
    return { ...call, entered: made } as TypedInstruction;
}
