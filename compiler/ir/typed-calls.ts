/** Calls and copies that passes make in the typed program. */
import { InstructionMaker } from "./maker.ts";
import type { Block, Span } from "./program.ts";
import type { TypedFunction, TypedInstruction, TypedLocal, TypedOperand } from "./typed.ts";

interface Passed {
    readonly span: Span;
    readonly target: TypedLocal | undefined;
    readonly self: TypedOperand | undefined;
    readonly passed: TypedOperand[];
}

/** A copy that a pass makes. */
export function copyOf({
    span,
    target,
    source,
}: {
    readonly span: Span;
    readonly target: TypedLocal;
    readonly source: TypedOperand;
}): TypedInstruction {
    return made(span, (maker) => {
        maker.copy({ target, source });
    });
}

function made(span: Span, make: (maker: InstructionMaker) => void): TypedInstruction {
    const block: Block = { id: 0, label: "", instructions: [], terminator: { op: "unreachable" }, handler: undefined };
    make(new InstructionMaker(block, span));
    const [instruction] = block.instructions;
    if (instruction === undefined) throw new Error("no instruction was made");
    return instruction as TypedInstruction;
}

/** A call of a function that a pass made. */
export function callOf(called: TypedFunction, { span, target, self, passed }: Passed): TypedInstruction {
    const call = made(span, (maker) => {
        maker.callFunction({ target, function: called, thisArgument: self, arguments: passed });
    });
    return { ...call, entered: called } as TypedInstruction;
}
