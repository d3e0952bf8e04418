/**
 * What the analysis has to be told of an instruction; each family of instructions is a table of
 * these.
 */
import type { Instruction, InstructionOf } from "../../ir/instructions.ts";
import type { Local, Operand } from "../../ir/program.ts";
import type { Type } from "../../types/type.ts";
import type { Frame } from "./frame.ts";
import type { Refiner } from "./refine.ts";

/** What the instruction makes of the values that arrive. */
type Run<Op extends Instruction["op"]> = (frame: Frame, instruction: InstructionOf<Op>) => void;

export interface Rule<Op extends Instruction["op"] = Instruction["op"]> {
    readonly run: Run<Op>;
    /**
     * What the truth of its target `local` tells of its operands; false: control cannot go there.
     * `at` is its index in the block.
     */
    readonly tells?: (
        refiner: Refiner,
        instruction: InstructionOf<Op>,
        outcome: { readonly local: Local; readonly truth: boolean; readonly at: number },
    ) => boolean;
    /** The type of its target once more, after its operands became narrower. */
    readonly again?: (instruction: InstructionOf<Op>, typeOf: (operand: Operand) => Type) => Type;
}

export type Transfers<Op extends Instruction["op"]> = { readonly [Each in Op]: Run<Each> | Rule<Each> };
