import { accessSync, constants, existsSync, statSync } from "node:fs";
import path from "node:path";
import { type Entry } from "../build/entry.ts";
import { type Diagnostic } from "../diagnostics/diagnostic.ts";
import { type CompileOptions, type CompileResult } from "../index.ts";
import { loadCompiler } from "./compiler.ts";
import { type Format, render } from "./render.ts";
import { UserError } from "../system/user-error.ts";
import { type See } from "./watch.ts";

/** The entry file that the user named. */
export function findEntry(argument: string): Entry {
    const file = path.resolve(argument);
    if (!existsSync(file)) throw new UserError(`there is no file ${argument}`);
    if (!statSync(file).isFile()) throw new UserError(`${argument} is not a file; name the program's entry file`);
    if (!/(?<!\.d)\.m?[jt]s$/.test(file)) throw new UserError(`${argument} is not a module (.ts, .mts, .js or .mjs)`);
    try {
        accessSync(file, constants.R_OK);
    } catch {
        throw new UserError(`no permission to read ${argument}`);
    }
    return { file, name: outputName(file) };
}

/** Suffixes and the names of locks are added to it. */
const LONGEST_NAME = 100;

/** The file's name as far as every tool takes it: letters, digits, `_`, `-` and dots inside. */
function outputName(file: string): string {
    const name = path.basename(file).replace(/\.m?[jt]s$/, "");
    const plain = name.replace(/[^\w.-]/gu, "_").replace(/^[.-]/, "_");
    return plain.slice(0, LONGEST_NAME) || "program";
}

export interface CompiledProgram {
    readonly compilation: CompileResult;
    readonly errors: number;
}

/** Compiles to C in memory and prints the diagnostics on the error stream. */
export function compileProgram(
    entry: Entry,
    format: Format,
    see?: See,
    { quote, general }: Pick<CompileOptions, "quote" | "general"> = {},
): Promise<CompiledProgram> {
    const options = { entry: entry.file, ...(quote && { quote }), ...(general && { general }) };
    return compileAndSay(options, format, see);
}

/** Prints the diagnostics of a program and writes no C. */
export function checkProgram(entry: Entry, format: Format, see?: See, isExplained = false): Promise<CompiledProgram> {
    return compileAndSay({ entry: entry.file, withoutC: true, isExplained }, format, see);
}

async function compileAndSay(options: CompileOptions, format: Format, see?: See): Promise<CompiledProgram> {
    const compiler = await loadCompiler();
    const compilation = compiler.compile(options);
    see?.(compilation.sources);
    const diagnostics = compilation.diagnostics;
    if (diagnostics.length > 0 && format !== "json") process.stderr.write(render(diagnostics, format));
    return { compilation, errors: diagnostics.filter(isError).length };
}

function isError(diagnostic: Diagnostic): boolean {
    return diagnostic.category === "error";
}
