import { type Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Program } from "../ir/program.ts";

/** What the command line uses of compiler/index.ts. The compiler is loaded when a command needs it: doctor does not. */
export interface Compilation {
    readonly diagnostics: readonly Diagnostic[];
    /** C text by relative path. */
    readonly files: ReadonlyMap<string, string>;
    /** The program after the last pass; absent after errors. */
    readonly ir?: Program | undefined;
}

export interface Compiler {
    compile(options: { readonly entry: string }): Compilation;
}

const location = new URL("../index.ts", import.meta.url).href;

export async function loadCompiler(): Promise<Compiler> {
    return (await import(location)) as Compiler;
}
