/** The served example under real clients: curl, wrk, many connections, and its ends. */
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { pause, Peer, type PeerConnection } from "../support/peer.ts";
import { buildHost, freePort, Program, readStats, root, startHost } from "../support/program.ts";

const echo = path.join(root, "ts-src", "echo.ts");
const hello = path.join(root, "ts-src", "hello.ts");
const hold = path.join(root, "tests", "fixtures", "net", "hold.ts");
const published = path.join(root, "ts-src", "seed", "echo.ts");
const run = promisify(execFile);
/**
 * The program's time for the last segments of connections that have ended for their clients, on a
 * machine that has other things to do.
 */
const SETTLE_MS = 1000;

async function serve(
    entry: string,
    use: (port: number, program: Program) => Promise<void>,
    connections?: number,
): Promise<Program> {
    const executable = await buildHost(entry, connections);
    const port = await freePort();
    const program = startHost(executable, { [port]: 80 }, ["--stats"]);
    try {
        await program.serving();
        await use(port, program);
    } finally {
        assert.deepEqual(await program.stop(), { code: null, signal: "SIGINT" });
    }
    return program;
}

/** Nothing of any connection is left, and nothing was ever refused for want of memory. */
function assertBaseline(program: Program): void {
    for (const pool of ["TCP_PCB", "TCP_SEG", "PBUF", "PBUF_POOL", "lwip_heap"]) {
        const stats = readStats(program, pool);
        assert.equal(stats.get("used"), 0, `${pool} in use`);
        assert.equal(stats.get("failed"), 0, `${pool} ran out`);
    }
}

/** The request that the answer's body repeats. */
function bodyOf(answer: string): string {
    const [head = "", ...rest] = answer.split("\r\n\r\n");
    const body = rest.join("\r\n\r\n");
    assert.equal(Number(/content-length: (\d+)/.exec(head)?.[1]), Buffer.byteLength(body, "latin1"));
    return body;
}

async function curl(...args: readonly string[]): Promise<string> {
    const { stdout } = await run("curl", ["--silent", "--show-error", "--max-time", "10", ...args], {
        encoding: "latin1",
    });
    return stdout;
}

test("curl gets the request back: GET and POST, over IPv4 and IPv6", async () => {
    const program = await serve(echo, async (port) => {
        for (const host of ["127.0.0.1", "[::1]", "localhost"]) {
            const url = `http://${host}:${port.toString()}/any/path`;
            const got = bodyOf(await curl("--globoff", "--include", url));
            assert.ok(got.startsWith("GET /any/path HTTP/1.1\r\n"), got);
            const posted = bodyOf(await curl("--globoff", "--include", "--data", "hello", url));
            assert.ok(posted.startsWith("POST /any/path HTTP/1.1\r\n") && posted.endsWith("\r\n\r\nhello"), posted);
        }
        await pause(SETTLE_MS);
    });
    assertBaseline(program);
});

test("the published example answers as its twin does", async () => {
    await serve(published, async (port) => {
        const body = bodyOf(await curl("--include", "--data", "hello", `http://127.0.0.1:${port.toString()}/`));
        assert.ok(body.endsWith("\r\n\r\nhello"), body);
    });
});

test("a body of 1 000 000 bytes is answered with what had arrived, complete and without reset", async () => {
    const program = await serve(echo, async (port) => {
        for (const expect of ["Expect: 100-continue", "Expect:"]) {
            const url = `http://127.0.0.1:${port.toString()}/`;
            // curl may stop sending once it has the answer, but it reads that to its end: a reset
            // makes it fail.
            const sending = run("curl", ["-sS", "-i", "-m", "10", "-H", expect, "--data-binary", "@-", url], {
                encoding: "latin1",
            });
            sending.child.stdin?.on("error", () => undefined);
            sending.child.stdin?.end("x".repeat(1_000_000));
            const { stdout } = await sending;
            assert.ok(bodyOf(stdout).startsWith("POST / HTTP/1.1\r\n"));
        }
        // A client that sends all of it before it reads a byte.
        const peer = new Peer(port);
        const client = await peer.connect("client");
        client.pause();
        await client.send("x".repeat(1_000_000));
        client.resume();
        await client.ended();
        client.finish();
        assert.equal(client.transcript.end, "FIN");
        assert.match(bodyOf(client.transcript.received), /^x+$/);
        await pause(SETTLE_MS);
    });
    assertBaseline(program);
});

interface Load {
    readonly requests: number;
    readonly errors: string | undefined;
}

async function wrk(connections: number, port: number): Promise<Load> {
    const args = [
        "-t1",
        `-c${connections.toString()}`,
        "-d3s",
        "--timeout",
        "20s",
        `http://127.0.0.1:${port.toString()}/`,
    ];
    const { stdout } = await run("wrk", args, { timeout: 30_000 });
    return {
        requests: Number(/(\d+) requests in/.exec(stdout)?.[1]),
        errors: /Socket errors:.*|Non-2xx.*/.exec(stdout)?.[0],
    };
}

for (const [clients, pools] of [
    [8, undefined],
    [50, 64],
] as const) {
    const memory = pools === undefined ? "the board's pools" : `pools for ${pools.toString()}`;
    test(`wrk with ${clients.toString()} connections on ${memory}: no error, and everything given back`, async () => {
        const program = await serve(
            echo,
            async (port) => {
                const { requests, errors } = await wrk(clients, port);
                assert.equal(errors, undefined);
                assert.ok(requests > 100, `${requests.toString()} requests`);
                await pause(SETTLE_MS);
            },
            pools,
        );
        assertBaseline(program);
    });
}

for (const connections of [8, 64]) {
    test(`all of ${connections.toString()} connections can be read full before the first is answered`, async () => {
        const fullRing = 5840;
        const program = await serve(
            hold,
            async (port, program) => {
                const peer = new Peer(port);
                const clients: PeerConnection[] = [];
                // The program answers when no connection has room left; the first one keeps it
                // waiting.
                const texts = Array.from({ length: connections }, (_, number) => `${number.toString()},`);
                const bodies = texts.map((text, number) =>
                    text.repeat(fullRing).slice(0, fullRing - (number === 0 ? 2 : 0)),
                );
                for (const body of bodies) {
                    const client = await peer.connect(`client ${clients.length.toString()}`);
                    await client.send(body);
                    clients.push(client);
                }
                await program.printed(`full ${(connections - 1).toString()}`);
                await clients[0]?.send("go");
                for (const [number, client] of clients.entries()) {
                    await client.ended();
                    client.finish();
                    const { received, end } = client.transcript;
                    const body = `${bodies[number] ?? ""}${number === 0 ? "go" : ""}`;
                    assert.deepEqual(
                        [end, received.slice(256) === body, received.length],
                        ["FIN", true, 256 + fullRing],
                    );
                }
                await pause(SETTLE_MS);
            },
            connections,
        );
        assert.doesNotMatch(program.stderr, /Uncaught/);
        assertBaseline(program);
    });
}

test("clients that come and go by the hundred use up no limit of this machine", async () => {
    const executable = await buildHost(echo);
    const port = await freePort();
    // libslirp keeps the socket of a client that closed first for seconds.
    const limited = `ulimit -Sn 64 && exec '${executable}' --port ${port.toString()}:80`;
    const program = new Program(spawn("sh", ["-c", limited]));
    try {
        await program.serving();
        const peer = new Peer(port);
        for (let client = 0; client < 200; client++) {
            const connection = await peer.connect(`client ${client.toString()}`);
            connection.finish();
            await connection.ended();
        }
        assert.ok(bodyOf(await curl("--include", `http://127.0.0.1:${port.toString()}/`)).startsWith("GET / "));
        const descriptors = readdirSync(`/proc/${String(program.pid)}/fd`).length;
        assert.ok(descriptors > 64, `${descriptors.toString()} descriptors: the sockets are kept`);
    } finally {
        await program.stop();
    }
});

test("a hundred clients at once are all served, eight at a time", async () => {
    const program = await serve(echo, async (port) => {
        const peer = new Peer(port);
        const serveOne = async (number: number): Promise<void> => {
            const client = await peer.connect(`client ${number.toString()}`);
            await client.send(`GET /${number.toString()} HTTP/1.1\r\n\r\n`);
            await client.ended();
            client.finish();
            assert.equal(client.transcript.end, "FIN");
            assert.equal(bodyOf(client.transcript.received), `GET /${number.toString()} HTTP/1.1\r\n\r\n`);
        };
        await Promise.all(Array.from({ length: 100 }, (_, number) => serveOne(number)));
        await pause(SETTLE_MS);
    });
    assertBaseline(program);
});

test("clients that say nothing do not keep others out", async () => {
    await serve(echo, async (port) => {
        const peer = new Peer(port);
        for (let client = 0; client < 20; client++) await peer.connect(`silent ${client.toString()}`);
        await pause(1500);
        assert.ok(bodyOf(await curl("--include", `http://127.0.0.1:${port.toString()}/`)).startsWith("GET / "));
        peer.destroy();
    });
});

test("a port in use is one clear line and status 1", async () => {
    const executable = await buildHost(echo);
    const holder = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => holder.listen(port, "127.0.0.1", resolve));
    const program = startHost(executable, { [port]: 80 });
    assert.deepEqual(await program.ended(), { code: 1, signal: null });
    assert.match(program.stderr, new RegExp(`^tspico: port ${port.toString()} of this machine is in use[^\\n]*\\n$`));
    assert.equal(program.stdout, "");
    holder.close();
});

test("SIGTERM ends a serving program too, by that signal", async () => {
    const port = await freePort();
    const program = startHost(await buildHost(echo), { [port]: 80 });
    await program.serving();
    assert.deepEqual(await program.stop("SIGTERM"), { code: null, signal: "SIGTERM" });
});

test("a program without sockets runs and ends as in Node", async () => {
    const program = startHost(await buildHost(hello));
    assert.deepEqual(await program.ended(), { code: 0, signal: null });
    assert.deepEqual(program.lines, ["Hello, world!", "Hello, Pico W!"]);
    assert.equal(program.stderr, "");
});
