/**
 * `./tspico emulate`: the UF2 on the emulated board, reached through this machine's own network.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { test } from "node:test";
import { within } from "../support/peer.ts";
import { freePort, Program, root } from "../support/program.ts";

const folder = path.join(root, "build", "e2e", "emulate");
/** A first build compiles the SDK. */
const BUILD_LIMIT = 600_000;

function start(entry: string, options: readonly string[]) {
    mkdirSync(folder, { recursive: true });
    const args = ["emulate", path.resolve(root, entry), "--target", "pico", "--link", "usb", ...options];
    return spawn(path.join(root, "tspico"), args, { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
}

function emulate(entry: string, ...options: readonly string[]): Program {
    const child = start(entry, options);
    child.stdin.end();
    return new Program(child);
}

async function serving(program: Program): Promise<void> {
    await program.warned("serving on", BUILD_LIMIT);
}

function post(port: number, host: string, body: string): Promise<string> {
    const answer = new Promise<string>((resolve, reject) => {
        const sent = request({ port, host, method: "POST", path: "/any", agent: false }, (response) => {
            let text = "";
            response.setEncoding("utf8").on("data", (part: string) => (text += part));
            response.on("end", () => {
                resolve(text);
            });
        });
        sent.on("error", reject);
        sent.end(body);
    });
    return within(answer, `an answer at ${host}`, 60_000);
}

test("a program on the emulated board answers at localhost, logs its frames, and ends at Ctrl-C", async () => {
    const port = await freePort();
    const log = path.join(folder, "frames.pcap");
    const program = emulate("ts-src/echo.ts", "--port", port.toString(), "--pcap", log);
    await serving(program);
    assert.match(program.stderr, new RegExp(`serving on http://localhost:${port.toString()}\n`));
    const answer = await post(port, "127.0.0.1", "hello, board");
    assert.match(answer, /^POST \/any HTTP\/1\.1\r\n/);
    assert.ok(answer.endsWith("hello, board"));
    const until = performance.now() + 60_000;
    let overIpv6: string | undefined;
    while (overIpv6 === undefined && performance.now() < until) {
        overIpv6 = await post(port, "::1", "hello, IPv6").catch(() => undefined);
        await program.pause(200);
    }
    assert.ok(overIpv6?.endsWith("hello, IPv6"));
    assert.deepEqual(await program.stop(), { code: 130, signal: null });
    const bytes = readFileSync(log);
    assert.equal(bytes.readUInt32LE(0), 0xa1b23c4d);
    assert.ok(bytes.includes("hello, board"));
});

test("what is typed goes to the board's console, and the end of input ends nothing", async () => {
    const child = start("ts-src/echo.ts", ["--port", (await freePort()).toString()]);
    const program = new Program(child);
    await serving(program);
    child.stdin.write("frobnicate\n");
    await program.printed('tspico: there is no command frobnicate; "help" lists them');
    child.stdin.end("wave\n");
    await program.printed('tspico: there is no command wave; "help" lists them');
    assert.deepEqual(await program.stop(), { code: 130, signal: null });
});

test("an uncaught error ends the emulation with its TypeScript line and status 1", async () => {
    mkdirSync(folder, { recursive: true });
    const entry = path.join(folder, "thrower.ts");
    writeFileSync(entry, "const missing = [1, 2, 3];\n\nthrow new RangeError(`too many: ${missing.length}`);\n");
    const program = emulate(entry);
    assert.deepEqual(await program.ended(BUILD_LIMIT), { code: 1, signal: null });
    assert.match(program.stdout, /Uncaught RangeError: too many: 3\n {4}at thrower\.ts:3\n/);
    assert.match(program.stderr, /tspico: the program ended by an uncaught error; the board was reset\n$/);
});

test("a port that is in use is one line and status 1", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const { port } = holder.address() as AddressInfo;
    const program = emulate("ts-src/echo.ts", "--port", port.toString());
    assert.deepEqual(await program.ended(BUILD_LIMIT), { code: 1, signal: null });
    const other = (port + 1).toString();
    const line = `tspico: port ${port.toString()} of this machine is in use; free it, or map another one: --port ${other}:80\n`;
    assert.ok(program.stderr.endsWith(line), program.stderr);
    holder.close();
});

test("a run of some seconds ends by itself, on a bad network too", async () => {
    const port = await freePort();
    const program = emulate("ts-src/echo.ts", "--port", port.toString(), "--loss", "5", "--seconds", "20");
    await serving(program);
    assert.ok((await post(port, "127.0.0.1", "through the storm")).endsWith("through the storm"));
    assert.deepEqual(await program.ended(60_000), { code: 0, signal: null });
});

test("boards that are not emulated are named", async () => {
    for (const [target, words] of [
        ["host", /the host is not emulated/],
        ["pico2-w", /no RP2350/],
    ] as const) {
        const args = ["emulate", path.join(root, "ts-src/echo.ts"), "--target", target];
        const program = new Program(spawn(path.join(root, "tspico"), args, { stdio: ["ignore", "pipe", "pipe"] }));
        assert.deepEqual(await program.ended(60_000), { code: 1, signal: null });
        assert.match(program.stderr, words);
    }
});
