/**
 * Sums of texts that are put together in steps, `a + b + c`, become one template: no text is made
 * for `a + b` alone. A step counts where nothing but the next one uses it, and where the values
 * that it is made of are still the same there.
 */
import { targetsOf } from "../ir/effects.ts";
import { templateOf } from "../ir/declarations/values.ts";
import { isLocal } from "../ir/program.ts";
import type { Span } from "../ir/program.ts";
import { declarationOf } from "../ir/table.ts";
import type { TypedBlock, TypedInstruction, TypedLocal, TypedOperand, TypedProgram } from "../ir/typed.ts";
import { Uses } from "../ir/uses.ts";

export function joinTexts(program: TypedProgram): void {
    for (const fn of [...program.modules, ...program.functions]) {
        const uses = new Uses(fn);
        fn.blocks.forEach((block) => joinInBlock(block, uses));
    }
}

/** A sum of texts that waits for the next step. */
interface Step {
    readonly parts: readonly TypedOperand[];
    readonly at: number;
}

function joinInBlock(block: TypedBlock, uses: Uses): void {
    const steps = new Map<TypedLocal, Step>();
    const joined = new Set<number>();
    block.instructions.forEach((instruction, at) => {
        const made = sumOf(instruction);
        if (made !== undefined) {
            const parts = made.parts.flatMap((part) => {
                const step = isLocal(part) ? steps.get(part) : undefined;
                if (step === undefined) return [part];
                joined.add(step.at);
                return step.parts;
            });
            if (parts.length > made.parts.length)
                block.instructions[at] = templateOf(made.target, made.span, parts) as TypedInstruction;
            forget(steps, instruction);
            const isStep = made.target.kind === "temporary" && uses.of(made.target) === 1;
            if (isStep) steps.set(made.target, { parts, at });
        } else {
            forget(steps, instruction);
        }
    });
    if (joined.size > 0) {
        block.instructions.splice(
            0,
            block.instructions.length,
            ...block.instructions.filter((_, at) => !joined.has(at)),
        );
    }
}

/** What becomes of a step whose parts are assigned: it stays as it is. */
function forget(steps: Map<TypedLocal, Step>, instruction: TypedInstruction): void {
    for (const target of targetsOf(instruction))
        for (const [local, { parts }] of steps) if (local === target || parts.includes(target)) steps.delete(local);
}

interface Sum {
    readonly target: TypedLocal;
    readonly span: Span;
    readonly parts: readonly TypedOperand[];
}

/** An instruction that gives the text of its parts, one after the other. */
function sumOf(instruction: TypedInstruction): Sum | undefined {
    const parts = declarationOf(instruction).texts?.(instruction);
    const [target] = targetsOf(instruction);
    return parts === undefined || target === undefined ? undefined : { target, span: instruction.span, parts };
}
