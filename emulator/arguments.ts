/** Command-line arguments that the emulator's two programs share. */
import { parseArgs } from "node:util";
import { ElfError } from "./elf.ts";
import { Uf2Error } from "./uf2.ts";

export class UsageError extends Error {
    override name = "UsageError";
}

export type OptionTypes = Record<string, { type: "string" | "boolean" }>;

export interface ParsedArguments {
    uf2: string;
    text: (name: string) => string | undefined;
    flag: (name: string) => boolean;
    /** A positive number, or undefined if the option is absent. */
    seconds: (name: string) => number | undefined;
}

/** Parses one UF2 path and the given options; throws UsageError with one line. */
export function parseArguments(args: string[], options: OptionTypes): ParsedArguments {
    let parsed;
    try {
        parsed = parseArgs({ args, options, allowPositionals: true });
    } catch (error) {
        throw new UsageError(error instanceof Error ? error.message : String(error));
    }
    const { positionals } = parsed;
    const values: Record<string, unknown> = parsed.values;
    const [uf2] = positionals;
    if (uf2 === undefined || positionals.length > 1) throw new UsageError("exactly one UF2 file must be named");
    const text = (name: string): string | undefined => {
        const value = values[name];
        return typeof value === "string" ? value : undefined;
    };
    const seconds = (name: string): number | undefined => {
        const value = text(name);
        if (value === undefined) return undefined;
        if (!(Number(value) > 0)) throw new UsageError(`--${name} takes a number of seconds, not "${value}"`);
        return Number(value);
    };
    return { uf2, text, flag: (name) => values[name] === true, seconds };
}

/** True for what the user can put right: arguments, the files named, and reading them. */
function isUserError(error: unknown): error is Error {
    if (error instanceof UsageError || error instanceof Uf2Error || error instanceof ElfError) return true;
    return error instanceof Error && "syscall" in error;
}

/** Runs a program's body; what the user did wrong becomes one line and status 1. */
export async function runProgram(name: string, body: () => Promise<number>): Promise<void> {
    try {
        process.exitCode = await body();
    } catch (error) {
        if (!isUserError(error)) throw error;
        console.error(`${name}: ${error.message}`);
        process.exitCode = 1;
    }
}
