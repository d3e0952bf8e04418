/** Lowers programs and runs them, once as IR and once in the JavaScript engine of the tests. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";
import { ts } from "ts-morph";
import { Bindings } from "../../compiler/bindings/index.ts";
import { DiagnosticBag } from "../../compiler/diagnostics/bag.ts";
import { verifyProgram } from "../../compiler/ir/verifier.ts";
import { loadProgram } from "../../compiler/load/load.ts";
import { lowerProgram, type Lowered } from "../../compiler/lower/index.ts";
import { interpret } from "./ir-interpreter.ts";

const repository = path.resolve(import.meta.dirname, "../..");

export type Files = Readonly<Record<string, string>>;

export interface LoweringResult {
    readonly lowered: Lowered;
    readonly diagnostics: DiagnosticBag;
}

/** The entry is the first file. */
export function lower(files: Files): LoweringResult {
    const folder = mkdtempSync(path.join(tmpdir(), "tspico-lower-"));
    try {
        for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
        return lowerFile(path.join(folder, Object.keys(files)[0] ?? ""), folder);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

export function lowerFile(entry: string, root = path.dirname(entry)): LoweringResult {
    const diagnostics = new DiagnosticBag();
    const declarationFolders = [path.join(repository, "ts-src/types")];
    const loaded = loadProgram({ entry, root, libraryRoot: repository, declarationFolders }, diagnostics);
    if (loaded === undefined) throw new Error("nothing to lower");
    const bindings = new Bindings(loaded.declarations, diagnostics);
    const addModule = (file: string) => loaded.addModule(path.join(repository, file));
    return { lowered: lowerProgram({ entry: loaded.entry, bindings, diagnostics, addModule }), diagnostics };
}

/**
 * The lines that the lowered program prints. Throws when it is refused or breaks a rule of the IR.
 */
export function runLowered({ lowered, diagnostics }: LoweringResult): string[] {
    const refused = diagnostics.sorted().filter(({ category }) => category === "error");
    if (refused.length > 0) {
        throw new Error(
            refused.map(({ code, message, span }) => `${String(span?.line)}: ${code} ${message}`).join("\n"),
        );
    }
    const problems = verifyProgram(lowered.program);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    const lines: string[] = [];
    const print = (...values: unknown[]) => void lines.push(values.map(show).join(" "));
    const natives = { "Console.log": print, "console.log": print, "console.error": print, "Console.error": print };
    record(lines, () => {
        interpret(lowered.program, { ...natives, String, Number: Number as never, Boolean });
    });
    return lines;
}

/** The lines that JavaScript prints for a program of one module. */
export function runJavaScript(source: string): string[] {
    const { outputText } = ts.transpileModule(source, {
        compilerOptions: {
            target: ts.ScriptTarget.ES2022,
            module: ts.ModuleKind.CommonJS,
            useDefineForClassFields: true,
        },
    });
    const lines: string[] = [];
    const print = (...values: unknown[]) => void lines.push(values.map(show).join(" "));
    const script = new vm.Script(`"use strict";(function (console, exports) {${outputText}\n})`);
    record(lines, () => {
        (script.runInThisContext() as (console: unknown, exports: unknown) => void)({ log: print, error: print }, {});
    });
    return lines;
}

function record(lines: string[], action: () => void): void {
    try {
        action();
    } catch (exception) {
        lines.push(`uncaught ${show(exception)}`);
    }
}

/** Errors by their class: the words of a message are the engine's own. */
function show(value: unknown): string {
    if (value instanceof Error) return value.message.includes("has no value") ? value.message : value.constructor.name;
    if (typeof value === "object" && value !== null) return JSON.stringify(value);
    return Object.is(value, -0) ? "-0" : String(value);
}
