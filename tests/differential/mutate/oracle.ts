/** Node in a process with little memory, for programs of which nobody knows whether they end. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Run, runInNode } from "../../support/node-oracle.ts";

const OPTIONS = ["--import", "tsx", "--max-old-space-size=256"];

export class Oracle {
    private child: ChildProcess | undefined;

    /** Status "timeout" where the program does not end, or not with this memory. */
    run(file: string): Promise<Run> {
        const child = (this.child ??= fork(fileURLToPath(import.meta.url), [], { execArgv: OPTIONS, silent: true }));
        return new Promise((resolve) => {
            const settle = (run: Run) => {
                child.removeAllListeners();
                resolve(run);
            };
            child.once("message", (run) => {
                settle(run as Run);
            });
            child.once("exit", (code, signal) => {
                this.child = undefined;
                settle({ stdout: "", status: "timeout", stderr: String(code ?? signal) });
            });
            child.send(file);
        });
    }

    close(): void {
        this.child?.disconnect();
        this.child = undefined;
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    process.on("message", (file: string) => {
        process.send?.(runInNode(file));
    });
}
