/** What the compiler does with a program, counted: the same on every machine. */
import path from "node:path";
import { Bindings } from "../../compiler/bindings/index.ts";
import { DiagnosticBag } from "../../compiler/diagnostics/bag.ts";
import { emitProgram } from "../../compiler/emit/program.ts";
import { loadProgram } from "../../compiler/load/load.ts";
import { lowerProgram } from "../../compiler/lower/index.ts";
import { analyse } from "../../compiler/passes/analysis/interpret.ts";
import { runPasses } from "../../compiler/passes/index.ts";
import { initialiseFields } from "../../compiler/passes/initialisation.ts";
import { repositoryRoot } from "../support/compiled-program.ts";

export interface Work {
    /** Instructions that the analysis interpreted. */
    readonly steps: number;
    /** Characters of C, without what a line starts with: that grows with depth. */
    readonly text: number;
}

/** Undefined where the program is refused. */
export function workOn(entry: string): Work | undefined {
    const steps = inferredFrom(entry, (lowering) => {
        const { readEarly } = initialiseFields(lowering.program);
        return analyse({ ...lowering, readEarly }).world.steps;
    });
    const text = inferredFrom(entry, ({ program, diagnostics, ...context }) => {
        const typed = runPasses(program, diagnostics, context);
        return (
            typed &&
            [...emitProgram(typed).values()].reduce((sum, file) => sum + file.replaceAll(/^ +/gm, "").length, 0)
        );
    });
    return steps === undefined || text === undefined ? undefined : { steps, text };
}

type Lowering = Omit<Parameters<typeof analyse>[0], "readEarly">;

/** Each use has a program of its own: passes change what they look at. */
function inferredFrom<T>(entry: string, use: (lowering: Lowering) => T): T | undefined {
    const diagnostics = new DiagnosticBag();
    const declarationFolders = [path.join(repositoryRoot, "ts-src/types")];
    const loaded = loadProgram(
        { entry, root: path.dirname(entry), libraryRoot: repositoryRoot, declarationFolders },
        diagnostics,
    );
    if (loaded === undefined) return undefined;
    const bindings = new Bindings(loaded.declarations, diagnostics);
    const { program, lowerLibraryFunction } = lowerProgram({
        entry: loaded.entry,
        bindings,
        diagnostics,
        addModule: (file) => loaded.addModule(path.join(repositoryRoot, file)),
    });
    if (diagnostics.hasErrors) return undefined;
    return use({
        program,
        diagnostics,
        nativeClasses: bindings.classes,
        lowerLibraryFunction: (file, name) => lowerLibraryFunction(file, name),
    });
}
