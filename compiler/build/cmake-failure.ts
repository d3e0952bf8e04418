/**
 * What a failed build says to the user: what there is to mend, if it is the user's to mend, else
 * where the log is.
 */
import { UserError } from "../system/user-error.ts";

const LONGEST_LINE = 400;
const MOST_LINES = 8;

/** The text of each `message(FATAL_ERROR)`: CMake indents it, and breaks its lines. */
function fatalMessages(log: string): readonly string[] {
    const blocks = log.matchAll(/^CMake Error at .* \(message\):\n((?: {2}.*\n|\n(?= {2}\S))+)/gm);
    return [...blocks].map(([, text = ""]) => text.trim().replace(/\s*\n\s*/g, " "));
}

/** A page of the script heap with its tables, and what the program has of it: cmake/heap.cmake. */
const PAGE_AND_TABLES = 553;
const PAGE = 512;
const LEAST_HEAP = 4096;

/**
 * A region of the board's memory that is too small for the program; `heap` is the size of the
 * script heap that was asked for.
 */
function overflow(log: string, heap: string | undefined): string | undefined {
    const [, region = "", bytes = ""] = /region `(\w+)' overflowed by (\d+) bytes/.exec(log) ?? [];
    if (region === "") return undefined;
    if (region === "FLASH") return `the program is too large for the board's flash, by ${bytes} bytes`;
    if (heap !== undefined) {
        const fitting = (Math.floor(Number(heap) / PAGE) - Math.ceil(Number(bytes) / PAGE_AND_TABLES)) * PAGE;
        if (fitting >= LEAST_HEAP) 
            return `a script heap of ${heap} bytes does not fit; beside this program the board has room for ${fitting.toString()} (--set heap-size)`;
    }
    return `the program needs ${bytes} bytes more memory (${region}) than the board has; fewer --connections need less`;
}

/**
 * `log` is everything that CMake printed in a step that failed, `logFile` where it is kept, `heap`
 * the size of the script heap that was asked for.
 */
export function describeFailure(log: string, step: string, logFile: string, heap?: string): UserError {
    if (/No space left on device/.test(log)) 
        return new UserError("no space left on the disk; free some and run the command again");
    const fatal = fatalMessages(log);
    const refusal = fatal.find((text) => text.startsWith("tspico: "));
    if (refusal !== undefined) return new UserError(refusal.slice("tspico: ".length));
    const full = overflow(log, heap);
    if (full !== undefined) return new UserError(full);
    const errors = log
        .split("\n")
        .filter((line) => /error[ :]|undefined reference|CMake Error/.test(line) && !line.startsWith("/usr/bin/cmake"))
        .filter((line) => line.length < LONGEST_LINE);
    const shown = [...errors, ...fatal].slice(0, MOST_LINES);
    return new UserError(`the C build failed (${step}); the log is ${logFile}\n${shown.join("\n")}`.trimEnd());
}
