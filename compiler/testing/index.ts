/** Runs a program for its own tests, in any of its places. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { repositoryRoot } from "../system/layout.ts";
import type * as api from "./api.d.ts";

/** How long the program has to end by itself before it is killed, in milliseconds. */
const STOP_MS = 10_000;

function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const server = createServer().once("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            server.close(() => {
                if (address !== null && typeof address === "object") resolve(address.port);
                else reject(new Error("no free port"));
            });
        });
    });
}

type Ports = ReadonlyMap<number, number>;

function start(entry: string, place: api.Place, ports: Ports, options: api.StartOptions): ChildProcess {
    const file = path.resolve(entry);
    const mappings = [...ports].map(([guest, host]) => `${host.toString()}:${guest.toString()}`);
    if (place === "node") {
        const register = path.join(repositoryRoot, "oracle", "register.mjs");
        const env = { ...process.env, TSPICO_PORTS: mappings.join(",") };
        return spawn(process.execPath, ["--import", register, file], { env, stdio: ["ignore", "pipe", "pipe"] });
    }
    const command = place === "host" ? "run" : "emulate";
    const flags = mappings.flatMap((mapping) => ["--port", mapping]);
    const args = [command, file, ...flags, ...(options.arguments ?? [])];
    return spawn(path.join(repositoryRoot, "tspico"), args, { stdio: ["ignore", "pipe", "pipe"] });
}

class Program implements api.RunningProgram {
    output = "";
    private readonly ended: Promise<void>;
    private hasEnded = false;

    constructor(
        private readonly child: ChildProcess,
        private readonly ports: Ports,
    ) {
        for (const stream of [child.stdout, child.stderr])
            stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
        this.ended = new Promise((resolve) => {
            child
                .once("error", (error) => (this.output += error.message))
                .once("close", () => {
                    this.hasEnded = true;
                    resolve();
                });
        });
    }

    port(programPort = 80): number {
        const port = this.ports.get(programPort);
        if (port === undefined) throw new Error(`port ${programPort.toString()} was not named in the option "ports"`);
        return port;
    }

    url(pathname = "/", programPort = 80): string {
        return `http://localhost:${this.port(programPort).toString()}${pathname}`;
    }

    async stop(): Promise<void> {
        if (this.hasEnded) return;
        this.child.kill("SIGTERM");
        const kill = setTimeout(() => this.child.kill("SIGKILL"), STOP_MS);
        await this.ended;
        clearTimeout(kill);
    }

    async serving(timeout: number): Promise<void> {
        const deadline = Date.now() + timeout;
        while (!this.isServing()) {
            if (this.hasEnded) throw new Error(`the program ended before it opened its ports:\n${this.output}`);
            if (Date.now() > deadline) throw new Error(`the program did not open its ports in time:\n${this.output}`);
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
    }

    /** Each place says so in the same words. */
    private isServing(): boolean {
        const says = (port: number) =>
            new RegExp(`^serving on \\S*localhost:${port.toString()}\\b`, "m").test(this.output);
        return [...this.ports.values()].every(says);
    }
}

export const startProgram: typeof api.startProgram = async (entry, options = {}) => {
    const ports = new Map<number, number>();
    for (const port of options.ports ?? [80]) ports.set(port, await freePort());
    const place = options.place ?? "host";
    const program = new Program(start(entry, place, ports, options), ports);
    try {
        await program.serving(options.timeout ?? 300_000);
    } catch (error) {
        await program.stop();
        throw error;
    }
    return program;
};
