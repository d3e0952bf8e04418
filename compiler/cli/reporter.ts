/**
 * Where a command says what it does: progress on the error stream, results on the output stream.
 */
export interface Reporter {
    /** A step that takes a while, or something the user should know. */
    step(line: string): void;
    /** The result for a reader; not printed in JSON mode. */
    result(text: string): void;
    /** The result for a program; printed in JSON mode only. */
    data(value: unknown): void;
}

export function createReporter(json: boolean): Reporter {
    return {
        step: (line) => process.stderr.write(`tspico: ${line}\n`),
        result: (text) => {
            if (!json) process.stdout.write(`${text}\n`);
        },
        data: (value) => {
            if (json) process.stdout.write(`${JSON.stringify(value, undefined, 4)}\n`);
        },
    };
}
