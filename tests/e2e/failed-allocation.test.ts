/**
 * Compiled servers in which the n-th allocation fails while they start or serve a client, for every
 * n and under the sanitizers: each says so, the next client is served as if nothing had been, and
 * nothing of a connection is left.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { before, test } from "node:test";
import { run } from "../../compiler/system/process.ts";
import { mapConcurrently } from "../support/compiled-program.ts";
import { type ConnectionTranscript, pause, Peer, type PeerConnection } from "../support/peer.ts";
import { freePort, Program, readStats, root } from "../support/program.ts";

/** What a client sends, and what must have come back before it goes on. */
type Turn = readonly [sends: string, hears: string];

interface Server {
    readonly entry: string;
    readonly turns: readonly Turn[];
    /** Fewer failures than this, and it was no test. */
    readonly least: number;
    /** Whether every exception ends its connection: none comes out of a microtask or a timer. */
    readonly everyExceptionEnds: boolean;
}

const request = "GET / HTTP/1.1\r\n\r\n";
const head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/plain\r\n";
const answered: Turn = [request, `${head}content-length: ${request.length.toString()}\r\n\r\n${request}`];
const bulk = "0123456789".repeat(400);

const servers: readonly Server[] = [
    { entry: "ts-src/echo.ts", turns: [answered], least: 5, everyExceptionEnds: true },
    { entry: "ts-src/seed/echo.ts", turns: [answered], least: 5, everyExceptionEnds: true },
    { entry: "tests/fixtures/net/trace.ts", turns: [["close", "[close]"]], least: 8, everyExceptionEnds: true },
    { entry: "tests/fixtures/net/stream.ts", turns: [[bulk, bulk]], least: 4, everyExceptionEnds: true },
    {
        entry: "tests/fixtures/net/obeys.ts",
        turns: [
            ["readable some micro later hand", "ok"],
            ["data!", "ta!"],
        ],
        least: 30,
        everyExceptionEnds: false,
    },
];

const source = path.join(root, "tests", "fixtures", "failing");
const folder = path.join(root, "build", "e2e", "failed-allocation");
/** Most of the time of a run is waiting. */
const SIMULTANEOUS = 8;
const STEP_MS = 10_000;
/** The program's time to say what went wrong after its client was through. */
const TELL_MS = 100;
const SETTLE_MS = 500;
const MOST_ALLOCATIONS = 300;

before(async () => {
    const entries = servers.map(({ entry }) => entry).join(";");
    const options = [`-DTSPICO_ROOT=${root}`, `-DSERVERS=${entries}`];
    for (const args of [
        ["-G", "Ninja", "-S", source, "-B", folder, ...options],
        ["--build", folder],
    ]) {
        const { status, stdout, stderr } = await run("cmake", args);
        assert.equal(status, 0, stdout + stderr);
    }
});

function start(entry: string, port: number, failing: number): Program {
    const executable = path.join(folder, entry.replace(/\W/g, "_"));
    const args = ["--port", `${port.toString()}:80`, "--stats"];
    return new Program(spawn(executable, args, { env: { ...process.env, TSP_FAIL_AT: failing.toString() } }));
}

/** Whether memory has run out: the program has printed what it caught, or nobody caught it. */
function isReported({ stdout, stderr }: Program): boolean {
    return /out of memory|RangeError/.test(stdout + stderr);
}

async function until(condition: () => boolean, limit: number): Promise<void> {
    for (let waited = 0; waited < limit && !condition(); waited += 5) await pause(5);
}

/** Plays the client's part as far as it goes, until it is told that it goes no further. */
async function converse(client: PeerConnection, turns: readonly Turn[], isStuck: () => boolean): Promise<void> {
    const over = (): boolean => client.transcript.end !== "open" || isStuck();
    let heard = 0;
    for (const [sends, hears] of turns) {
        heard += hears.length;
        if (client.transcript.end === "open") await client.send(sends);
        await until(() => client.received.length >= heard || over(), STEP_MS);
        if (isStuck()) return;
    }
    client.finish();
    await until(over, STEP_MS);
}

/**
 * lwIP's heap, where the pools of a sanitized build lie, still has the connections that only wait
 * for their time to end.
 */
function assertBaseline(program: Program, what: string): void {
    for (const pool of ["TCP_PCB", "TCP_SEG", "PBUF", "PBUF_POOL"])
        assert.equal(readStats(program, pool).get("used"), 0, `${what}: ${pool} in use`);
}

/** False when the program has made fewer than n allocations by the end of its first client. */
async function runWithFailure(server: Server, n: number): Promise<boolean> {
    const what = `${server.entry}, allocation ${n.toString()}`;
    const port = await freePort();
    const program = start(server.entry, port, n);
    try {
        await program.serving();
    } catch {
        assert.deepEqual(await program.ended(), { code: 1, signal: null }, `${what}: ${program.stderr}`);
        assert.match(program.stderr, /^Uncaught RangeError: out of memory$/m, what);
        return true;
    }
    const peer = new Peer(port);
    const whole = (name: string): ConnectionTranscript => ({
        name,
        received: server.turns.map(([, hears]) => hears).join(""),
        end: "FIN",
    });
    try {
        const first = await peer.connect("first");
        await converse(first, server.turns, () => isReported(program));
        await until(() => isReported(program), TELL_MS);
        if (!isReported(program)) {
            assert.deepEqual(first.transcript, whole("first"), what);
            return false;
        }
        const second = await peer.connect("second");
        await converse(second, server.turns, () => false);
        assert.deepEqual(second.transcript, whole("second"), `${what}: ${program.stderr}`);
        // A connection that could not be read waits for the next request.
        if (first.transcript.end === "open" && server.everyExceptionEnds) {
            await first.receive(whole("first").received);
            first.finish();
            await first.ended();
        }
        peer.destroy();
        await pause(SETTLE_MS);
    } finally {
        peer.destroy();
        assert.deepEqual(await program.stop(), { code: null, signal: "SIGINT" }, `${what}: ${program.stderr}`);
    }
    assertBaseline(program, what);
    const reports = (program.stdout + program.stderr).match(/^.*RangeError.*$/gm) ?? [];
    assert.equal(reports.length, 1, `${what}: ${reports.join("\n")}`);
    return true;
}

for (const server of servers) {
    test(`every failed allocation costs ${server.entry} at most its client`, async () => {
        let reached = 0;
        for (let first = 1; reached === first - 1; first += SIMULTANEOUS) {
            assert.ok(first < MOST_ALLOCATIONS);
            const each = Array.from({ length: SIMULTANEOUS }, (_, index) => first + index);
            const runs = await mapConcurrently(each, (n) => runWithFailure(server, n), SIMULTANEOUS);
            reached += runs.filter(Boolean).length;
        }
        assert.ok(reached >= server.least, `${reached.toString()} allocations: it was no test`);
    });
}
