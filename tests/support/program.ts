/** Programs under test as processes: in Node with the oracle, or compiled for the host. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { pause, within } from "./peer.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
const startLimit = 20_000;

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.once("error", reject);
        server.listen(0, () => {
            const address = server.address();
            server.close(() => {
                if (address === null || typeof address === "string") reject(new Error("no port"));
                else resolve(address.port);
            });
        });
    });
}

export interface Exit {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
}

/** A program under test, wherever it runs. */
export interface RunningProgram {
    /** Complete lines of its standard output. */
    readonly lines: readonly string[];
    /** What the program has written to its LED. */
    readonly led: readonly number[];
    printed(line: string, times?: number): Promise<void>;
    serving(listeners?: number): Promise<void>;
    /**
     * Waits until nothing can wake the program any more: a process ends with status 0, a board
     * idles.
     */
    finished(): Promise<void>;
    /** Lets so much of the program's time pass. */
    pause(milliseconds: number): Promise<void>;
    /** Runs a script beside the program. */
    play<T>(script: () => Promise<T>): Promise<T>;
    stop(): Promise<unknown>;
}

export class Program implements RunningProgram {
    readonly #child: ChildProcess;
    readonly #exit: Promise<Exit>;
    #wake: () => void = () => undefined;
    #running = true;
    stdout = "";
    stderr = "";

    constructor(child: ChildProcess) {
        this.#child = child;
        child.stdout?.setEncoding("utf8").on("data", (text: string) => {
            this.stdout += text;
            this.#wake();
        });
        child.stderr?.setEncoding("utf8").on("data", (text: string) => {
            this.stderr += text;
            this.#wake();
        });
        this.#exit = new Promise((resolve) => {
            child.once("close", (code, signal) => {
                this.#running = false;
                this.#wake();
                resolve({ code, signal });
            });
        });
    }

    get pid(): number | undefined {
        return this.#child.pid;
    }

    /** The complete lines that console.log has printed. */
    get lines(): readonly string[] {
        return this.stdout.split("\n").slice(0, -1);
    }

    get led(): readonly number[] {
        return [...this.stderr.matchAll(/^pin LED: ([01])$/gm)].map(([, level]) => Number(level));
    }

    async #until(condition: () => boolean, what: string, limit = startLimit): Promise<void> {
        while (!condition()) {
            if (!this.#running) throw new Error(`the program ended before ${what}:\n${this.stdout}${this.stderr}`);
            const woken = new Promise<void>((resolve) => {
                this.#wake = resolve;
            });
            await within(woken, `${what}; so far:\n${this.stdout}${this.stderr}`, limit);
        }
    }

    /** Waits until the line has been printed so many times. */
    async printed(line: string, times = 1): Promise<void> {
        const count = (): number => this.lines.filter((printed) => printed === line).length;
        await this.#until(() => count() >= times, `"${line}" (${times.toString()}x)`);
    }

    async warned(text: string, limit = startLimit): Promise<void> {
        await this.#until(() => this.stderr.includes(text), `"${text}" on standard error`, limit);
    }

    /** Waits until so many listeners of the program can be reached. */
    async serving(listeners = 1): Promise<void> {
        await this.#until(() => this.stderr.split("serving on ").length > listeners, "it serves");
    }

    async finished(): Promise<void> {
        const { code, signal } = await this.ended();
        if (code !== 0) throw new Error(`the program ended with ${String(code ?? signal)}:\n${this.stderr}`);
    }

    pause(milliseconds: number): Promise<void> {
        return pause(milliseconds);
    }

    play<T>(script: () => Promise<T>): Promise<T> {
        return script();
    }

    async ended(limit = startLimit): Promise<Exit> {
        return within(this.#exit, "the end of the program", limit);
    }

    async stop(signal: NodeJS.Signals = "SIGINT"): Promise<Exit> {
        this.#child.kill(signal);
        try {
            return await this.ended(5000);
        } catch (error) {
            this.#child.kill("SIGKILL");
            throw error;
        }
    }
}

/** Runs the TypeScript in Node; `ports` maps ports of this machine to ports of the program. */
export function startOracle(entry: string, ports: Readonly<Record<number, number>> = {}): Program {
    const mapping = Object.entries(ports).map(([host, guest]) => `${host}:${guest.toString()}`);
    const args = ["--import", path.join(root, "oracle", "register.mjs"), entry];
    return new Program(spawn(process.execPath, args, { env: { ...process.env, TSPICO_PORTS: mapping.join(",") } }));
}

export function startHost(
    executable: string,
    ports: Readonly<Record<number, number>> = {},
    options: readonly string[] = [],
): Program {
    const mapping = Object.entries(ports).flatMap(([host, guest]) => ["--port", `${host}:${guest.toString()}`]);
    return new Program(spawn(executable, [...mapping, ...options]));
}

const built = new Map<string, Promise<string>>();

/** Compiles a program for the host with the command line that users have; gives the executable. */
export function buildHost(entry: string, connections?: number): Promise<string> {
    const key = `${entry} ${(connections ?? 0).toString()}`;
    const building = built.get(key) ?? build(entry, connections);
    built.set(key, building);
    return building;
}

async function build(entry: string, connections: number | undefined): Promise<string> {
    const name = path.basename(entry, ".ts");
    // Test files run at the same time, and programs of different folders may have the same name.
    const test = path.basename(process.argv[1] ?? "test", ".test.ts");
    const home = path.basename(path.dirname(entry));
    const folder = path.join(root, "build", "e2e", test, `${home}-${(connections ?? 0).toString()}`);
    mkdirSync(folder, { recursive: true });
    const pools = connections === undefined ? [] : ["--connections", connections.toString()];
    const args = ["build", entry, "--target", "host", ...pools];
    await promisify(execFile)(path.join(root, "tspico"), args, { cwd: folder, timeout: 300_000 });
    return path.join(folder, "build", name, "host", name);
}

/** The numbers of one line of --stats. */
export function readStats(program: Program, name: string): ReadonlyMap<string, number> {
    const line = program.stderr.split("\n").find((text) => text.startsWith(`stats ${name} `));
    if (line === undefined) throw new Error(`no statistics of ${name} in:\n${program.stderr}`);
    const pairs = line.split(" ").slice(2);
    return new Map(
        pairs.map((pair) => {
            const [key, value] = pair.split("=");
            return [key ?? "", Number(value)];
        }),
    );
}
