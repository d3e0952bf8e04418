/**
 * Reports of uncaught exceptions, by the rule of firmware/runtime/report.c: one that is the same as
 * the last is counted, and the count is printed as it comes to 10, 100, 1000 and so on, before
 * another report, and at the end of the program.
 */
let last: string | undefined;
let times = 0;
let told = 0;
let next = 0;

/** What tells one report from another: the text, and the line of the program. */
function keyOf(error: unknown, text: string): string {
    const [place = ""] = error instanceof Error ? (/\n {4}at [^\n]*/.exec(text) ?? []) : [];
    return `${String(error)}${place}`;
}

function tell(): void {
    if (times === told) return;
    process.stderr.write(`Uncaught again: ${times.toString()} times\n`);
    told = times;
}

export function reportUncaught(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const key = keyOf(error, text);
    if (key === last) {
        times++;
        if (times === next) {
            tell();
            next *= 10;
        }
        return;
    }
    tell();
    last = key;
    times = told = 1;
    next = 10;
    process.stderr.write(`Uncaught ${text}\n`);
}

process.on("exit", tell);
