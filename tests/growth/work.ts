/** What the compiler does with a program, counted: the same on every machine. */
import { emitProgram } from "../../compiler/emit/program.ts";
import { analyse } from "../../compiler/passes/analysis/interpret.ts";
import { runPasses } from "../../compiler/passes/index.ts";
import { initialiseFields } from "../../compiler/passes/initialisation.ts";
import { withLowering } from "../support/stages.ts";

export interface Work {
    /** Instructions that the analysis interpreted. */
    readonly steps: number;
    /** Characters of C, without what a line starts with: that grows with depth. */
    readonly text: number;
}

/** Undefined where the program is refused. */
export function workOn(entry: string): Work | undefined {
    const steps = withLowering(entry, (lowering) => {
        const { readEarly } = initialiseFields(lowering.program);
        return analyse({ ...lowering, readEarly }).world.steps;
    });
    const text = withLowering(entry, ({ program, diagnostics, ...context }) => {
        const typed = runPasses(program, diagnostics, context);
        return (
            typed &&
            [...emitProgram(typed).values()].reduce((sum, file) => sum + file.replaceAll(/^ +/gm, "").length, 0)
        );
    });
    return steps === undefined || text === undefined ? undefined : { steps, text };
}
