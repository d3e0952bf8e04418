import { spawn } from "node:child_process";

export interface Outcome {
    /** Exit status; 127 when the command does not exist, 128 + n after signal n as in a shell. */
    readonly status: number;
    readonly stdout: string;
    readonly stderr: string;
}

export interface RunOptions {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    /** Called for each complete line of either stream. */
    readonly onLine?: (line: string) => void;
}

/**
 * Runs a command to its end and collects what it prints. It never throws for what the command does.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return new Promise((resolve) => {
        const child = spawn(command, args, {
            cwd: options.cwd,
            env: { ...(options.env ?? process.env), LC_ALL: "C.UTF-8" },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const text = { stdout: "", stderr: "" };
        for (const stream of ["stdout", "stderr"] as const) {
            let rest = "";
            child[stream].setEncoding("utf8").on("data", (chunk: string) => {
                text[stream] += chunk;
                if (!options.onLine) return;
                const lines = (rest + chunk).split("\n");
                rest = lines.pop() ?? "";
                lines.forEach(options.onLine);
            });
        }
        child.on("error", (error: NodeJS.ErrnoException) => {
            resolve({ status: error.code === "ENOENT" ? 127 : 126, ...text, stderr: text.stderr + error.message });
        });
        child.on("close", (status, signal) => {
            resolve({ status: status ?? 128 + (signal === "SIGINT" ? 2 : 15), ...text });
        });
    });
}

/** What a command prints, trimmed; undefined when it is absent or fails. */
export async function output(command: string, args: readonly string[]): Promise<string | undefined> {
    const outcome = await run(command, args);
    return outcome.status === 0 ? outcome.stdout.trim() : undefined;
}
