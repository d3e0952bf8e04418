/**
 * `./tspico run` as a user at a terminal meets it: Ctrl-C, statistics, a port that is taken, both
 * kinds of localhost.
 */
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { connect } from "node:net";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";
import { within } from "../support/peer.ts";
import { type Exit, freePort } from "../support/program.ts";
import { root, temporaryFolder } from "./fixtures.ts";

const echo = path.join(root, "ts-src", "echo.ts");
// The first run of a checkout compiles lwIP too.
const patience = 300_000;

/**
 * The command in a process group of its own, as a shell starts it: a terminal's Ctrl-C reaches each
 * of its processes.
 */
class Terminal {
    readonly #child: ChildProcess;
    readonly #exit: Promise<Exit>;
    #wake: () => void = () => undefined;
    stderr = "";

    constructor(context: TestContext, args: readonly string[]) {
        const child = spawn(path.join(root, "tspico"), ["run", echo, ...args], {
            cwd: temporaryFolder(context),
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        this.#child = child;
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
            this.stderr += text;
            this.#wake();
        });
        this.#exit = new Promise((resolve) => {
            child.once("close", (code, signal) => {
                this.#wake();
                resolve({ code, signal });
            });
        });
        context.after(() => {
            this.kill("SIGKILL");
        });
    }

    get #running(): boolean {
        return this.#child.exitCode === null && this.#child.signalCode === null;
    }

    async says(text: string): Promise<void> {
        while (!this.stderr.includes(text)) {
            assert.ok(this.#running, this.stderr);
            const woken = new Promise<void>((resolve) => {
                this.#wake = resolve;
            });
            await within(woken, `"${text}"; so far:\n${this.stderr}`, patience);
        }
    }

    serving(): Promise<void> {
        return this.says("serving on ");
    }

    /** To every process of the group. */
    kill(signal: NodeJS.Signals): void {
        if (this.#running && this.#child.pid !== undefined) process.kill(-this.#child.pid, signal);
    }

    /** To the command alone, as a supervisor sends it. */
    killCommand(signal: NodeJS.Signals): void {
        this.#child.kill(signal);
    }

    ended(): Promise<Exit> {
        return within(this.#exit, "the end of tspico run", patience);
    }
}

async function curl(url: string): Promise<string> {
    const { stdout } = await promisify(execFile)("curl", ["-sS", "--globoff", "--max-time", "10", url]);
    return stdout;
}

async function isReachable(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect({ port, host: "127.0.0.1" });
        socket.once("connect", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", () => {
            resolve(false);
        });
    });
}

test("Ctrl-C ends a served program with the shell's status, its statistics and nothing left on the port", async (context) => {
    const port = await freePort();
    const terminal = new Terminal(context, ["--port", port.toString(), "--stats"]);
    await terminal.serving();
    assert.match(await curl(`http://localhost:${port.toString()}/any`), /^GET \/any HTTP\/1\.1\r\n/);
    terminal.kill("SIGINT");
    assert.deepEqual(await terminal.ended(), { code: 130, signal: null });
    assert.match(terminal.stderr, /^stats TCP_PCB used=0 .* failed=0$/m);
    assert.match(terminal.stderr, /^stats script_heap used=\d+ peak=\d+ /m);
    assert.doesNotMatch(terminal.stderr, /^\s+at |rror/m);
    assert.equal(await isReachable(port), false);
});

for (const watching of [[], ["--watch"]] as const) {
    test(`a signal to the command alone ends ${watching.length > 0 ? "a watched" : "the"} program too`, async (context) => {
        const port = await freePort();
        const terminal = new Terminal(context, ["--port", port.toString(), "--stats", ...watching]);
        await terminal.serving();
        terminal.killCommand("SIGINT");
        assert.deepEqual(await terminal.ended(), { code: 130, signal: null });
        assert.match(terminal.stderr, /^stats TCP_PCB used=0 .* failed=0$/m);
        assert.equal(await isReachable(port), false);
    });
}

test("both addresses of localhost serve", async (context) => {
    const port = await freePort();
    const terminal = new Terminal(context, ["--port", `${port.toString()}:80`]);
    await terminal.serving();
    for (const host of ["127.0.0.1", "[::1]", "localhost"])
        assert.match(await curl(`http://${host}:${port.toString()}/`), /^GET \/ HTTP\/1\.1\r\n/);
    terminal.kill("SIGTERM");
    assert.deepEqual(await terminal.ended(), { code: 143, signal: null });
});

test("a second run on the same port is refused in one line, and the first serves on", async (context) => {
    const port = await freePort();
    const first = new Terminal(context, ["--port", port.toString()]);
    await first.serving();
    const second = new Terminal(context, ["--port", port.toString()]);
    assert.deepEqual(await second.ended(), { code: 1, signal: null });
    const line = second.stderr.trimEnd().split("\n").at(-1) ?? "";
    assert.match(line, new RegExp(`^tspico: port ${port.toString()} of this machine is in use; .*--port \\d+:80$`));
    assert.doesNotMatch(second.stderr, /^\s+at |serving/m);
    assert.match(await curl(`http://127.0.0.1:${port.toString()}/first`), /^GET \/first /);
    first.kill("SIGINT");
    await first.ended();
});

test("two runs that start at once build in turn and both serve", async (context) => {
    const ports = [await freePort(), await freePort()];
    const terminals = ports.map((port) => new Terminal(context, ["--port", port.toString()]));
    for (const [index, terminal] of terminals.entries()) {
        await terminal.serving();
        assert.match(await curl(`http://127.0.0.1:${(ports[index] ?? 0).toString()}/`), /^GET \/ /);
    }
    for (const terminal of terminals) {
        terminal.kill("SIGINT");
        assert.deepEqual(await terminal.ended(), { code: 130, signal: null });
    }
});

test("Ctrl-C while the program is being built leaves no lock and no process", async (context) => {
    const terminal = new Terminal(context, ["--port", (await freePort()).toString()]);
    await terminal.says("building echo ");
    terminal.kill("SIGINT");
    const { code, signal } = await terminal.ended();
    assert.ok(code === 130 || signal === "SIGINT", `${String(code)} ${String(signal)}: ${terminal.stderr}`);
    assert.doesNotMatch(terminal.stderr, /^\s+at /m);
    const next = new Terminal(context, ["--port", (await freePort()).toString()]);
    await next.serving();
    next.kill("SIGINT");
    assert.deepEqual(await next.ended(), { code: 130, signal: null });
});
