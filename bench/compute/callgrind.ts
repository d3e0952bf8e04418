/** Counts instructions of a process with valgrind. */
import { run } from "../../compiler/system/process.ts";

export interface Counted {
    readonly instructions: number;
    readonly output: string;
}

/**
 * All instructions of the process; with `inside`, only those between entry and end of the function
 * of this name.
 */
export async function countInstructions(command: readonly string[], inside?: string): Promise<Counted> {
    const only = inside === undefined ? [] : [`--toggle-collect=${inside}`];
    const options = ["--tool=callgrind", "--callgrind-out-file=/dev/null", ...only];
    const { status, stdout, stderr } = await run("valgrind", [...options, ...command]);
    const collected = /Collected : (\d+)/.exec(stderr)?.[1];
    if (status !== 0 || collected === undefined)
        throw new Error(`valgrind ${command.join(" ")} ended with ${String(status)}:\n${stdout}${stderr}`);
    return { instructions: Number(collected), output: stdout };
}
