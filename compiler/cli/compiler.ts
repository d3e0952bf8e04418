import { type compile } from "../index.ts";

export interface Compiler {
    readonly compile: typeof compile;
}

/** The compiler is loaded when a command needs it: `doctor` starts without it. */
export function loadCompiler(): Promise<Compiler> {
    return import("../index.ts");
}
