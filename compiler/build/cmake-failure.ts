/** What a failed build says to the user: what there is to mend, if it is the user's to mend, else where the log is. */
import { UserError } from "../system/user-error.ts";

const LONGEST_LINE = 400;
const MOST_LINES = 8;

/** The text of each `message(FATAL_ERROR)`: CMake indents it, and breaks its lines. */
function fatalMessages(log: string): readonly string[] {
    const blocks = log.matchAll(/^CMake Error at .* \(message\):\n((?: {2}.*\n|\n(?= {2}\S))+)/gm);
    return [...blocks].map(([, text = ""]) => text.trim().replace(/\s*\n\s*/g, " "));
}

/** A region of the board's memory that is too small for the program. */
function overflow(log: string): string | undefined {
    const [, region = "", bytes = ""] = /region `(\w+)' overflowed by (\d+) bytes/.exec(log) ?? [];
    if (region === "") return undefined;
    if (region === "FLASH") return `the program is too large for the board's flash, by ${bytes} bytes`;
    return `the program needs ${bytes} bytes more memory (${region}) than the board has; fewer --connections or a smaller heap (--set heap-size=BYTES) need less`;
}

/** `log` is everything that CMake printed in a step that failed, `logFile` where it is kept. */
export function describeFailure(log: string, step: string, logFile: string): UserError {
    if (/No space left on device/.test(log)) {
        return new UserError("no space left on the disk; free some and run the command again");
    }
    const fatal = fatalMessages(log);
    const refusal = fatal.find((text) => text.startsWith("tspico: "));
    if (refusal !== undefined) return new UserError(refusal.slice("tspico: ".length));
    const full = overflow(log);
    if (full !== undefined) return new UserError(full);
    const errors = log
        .split("\n")
        .filter((line) => /error[ :]|undefined reference|CMake Error/.test(line) && !line.startsWith("/usr/bin/cmake"))
        .filter((line) => line.length < LONGEST_LINE);
    const shown = [...errors, ...fatal].slice(0, MOST_LINES);
    return new UserError(`the C build failed (${step}); the log is ${logFile}\n${shown.join("\n")}`.trimEnd());
}
