import { type compile, type CompileResult } from "../index.ts";

export type Compilation = CompileResult;

export interface Compiler {
    readonly compile: typeof compile;
}

/** The compiler is loaded when a command needs it: `doctor` starts without it. */
export function loadCompiler(): Promise<Compiler> {
    return import("../index.ts");
}
