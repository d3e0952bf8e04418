/**
 * Which new objects need no place in the heap, because nothing keeps them beyond the function that
 * makes them: object literals that are only read (the options of a call, most often) lie on the
 * stack, and objects that native code makes of a constant text and only looks at are constants.
 *
 * A value is kept once anything but the uses below is made of it. What a function does with its
 * parameters counts for the arguments of its calls.
 */
import { ARRIVED } from "../ir/arrived.ts";
import type { Called } from "../ir/declaration.ts";
import { calledBy, terminatorOperand, usesOf, writesOf } from "../ir/effects.ts";
import type { OperandUse } from "../ir/effects.ts";
import { isLocal } from "../ir/program.ts";
import { declarationOf } from "../ir/table.ts";
import type { TypedFunction, TypedInstruction, TypedLocal, TypedOperand, TypedProgram } from "../ir/typed.ts";

/** Bytes of a function's frame that its objects may take. */
const MOST_BYTES = 256;

/** Marks the instructions of the program that make such objects. Needs types and callees. */
export function findShortLives(program: TypedProgram): void {
    const functions = [...program.modules, ...program.functions];
    const lifetimes = {
        stack: new Lifetimes(functions, (target) => target.kind === "temporary"),
        constant: new Lifetimes(functions, () => true),
    };
    for (const fn of functions) {
        let room = fn.testsStack === true ? 0 : MOST_BYTES;
        for (const instruction of fn.blocks.flatMap((block) => block.instructions)) {
            const { shortLife } = declarationOf(instruction);
            const size = shortLife?.size(instruction);
            const isShort =
                shortLife !== undefined &&
                "target" in instruction &&
                instruction.target !== undefined &&
                lifetimes[shortLife.place].endsHere(instruction.target);
            if (isShort && size !== undefined && size <= room) {
                Object.assign(instruction, { place: shortLife.place });
                room -= size;
            }
        }
    }
}

class Lifetimes {
    private readonly kept = new Set<TypedLocal>();
    private readonly mayHold: (target: TypedLocal) => boolean;

    /** `mayHold` says to which locals a value may be copied. */
    constructor(functions: readonly TypedFunction[], mayHold: (target: TypedLocal) => boolean) {
        this.mayHold = mayHold;
        for (let size = -1; size !== this.kept.size;) {
            size = this.kept.size;
            functions.forEach((fn) => {
                this.visit(fn);
            });
        }
    }

    endsHere(target: TypedLocal): boolean {
        return this.mayHold(target) && !this.kept.has(target);
    }

    private visit(fn: TypedFunction): void {
        for (const { instructions, terminator } of fn.blocks) {
            for (const instruction of instructions)
                for (const use of usesOf(instruction)) if (!this.isHarmless(instruction, use)) this.keep(use.operand);
            if (terminator.op !== "branch") this.keep(terminatorOperand(terminator));
        }
    }

    private keep(operand: TypedOperand | undefined): void {
        if (operand !== undefined && isLocal(operand)) this.kept.add(operand);
    }

    /** Whether the value is as before after the instruction, and known to nobody else. */
    private isHarmless(instruction: TypedInstruction, { use, index }: OperandUse): boolean {
        switch (use) {
            case "look":
                return true;
            case "same":
                return "target" in instruction && instruction.target !== undefined && this.endsHere(instruction.target);
            case "access":
                return isReadOfField(instruction);
            case "pass":
                return calledBy(instruction, ARRIVED).every((called) => this.borrows(called, index));
            default:
                return false;
        }
    }

    private borrows(called: Called, index: number): boolean {
        if (called.kind === "native") {
            const parameter = called.native.parameters[index];
            return parameter !== undefined && (parameter.borrowed || parameter.type.kind === "options");
        }
        const { parameters, rest } = called.function;
        const parameter = parameters[index];
        const isRest = rest && index >= parameters.length - 1;
        return parameter !== undefined && !isRest && !this.kept.has(parameter);
    }
}

/** Accessors get the object itself. */
const isReadOfField = (instruction: TypedInstruction): boolean =>
    writesOf(instruction, ARRIVED).length === 0 &&
    "members" in instruction &&
    instruction.members?.every(({ of, member }) => typeof of === "string" || member?.kind === "field") === true;
