/** The compiler up to the IR, for tests of what comes after it. */
import path from "node:path";
import { Bindings } from "../../compiler/bindings/index.ts";
import { DiagnosticBag } from "../../compiler/diagnostics/bag.ts";
import { loadProgram } from "../../compiler/load/load.ts";
import { lowerProgram } from "../../compiler/lower/index.ts";
import type { analyse } from "../../compiler/passes/analysis/interpret.ts";
import { repositoryRoot } from "./compiled-program.ts";

export type Lowering = Omit<Parameters<typeof analyse>[0], "readEarly">;

/** Undefined where the program is refused. Each use has a program of its own: passes change it. */
export function withLowering<T>(entry: string, use: (lowering: Lowering) => T): T | undefined {
    const diagnostics = new DiagnosticBag();
    const declarationFolders = [path.join(repositoryRoot, "ts-src/types")];
    const loaded = loadProgram(
        { entry, root: path.dirname(entry), libraryRoot: repositoryRoot, declarationFolders },
        diagnostics,
    );
    if (loaded === undefined) return undefined;
    const bindings = new Bindings(loaded.declarations, diagnostics);
    const { program, lowerLibraryFunction, lowerMethodValue } = lowerProgram({
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
        lowerMethodValue: (owner, name) => lowerMethodValue(owner, name),
    });
}
