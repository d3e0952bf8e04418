/**
 * The socket classes in Node against what ECMA-419 says; the host is compared with them elsewhere.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { Peer } from "../support/peer.ts";
import { freePort, root, startOracle } from "../support/program.ts";

const fixtures = path.join(root, "tests", "fixtures", "net");

test("reads, writes and refusals", async () => {
    const port = await freePort();
    const program = startOracle(path.join(fixtures, "reads.ts"), { [port]: 80 });
    const peer = new Peer(port);
    try {
        await program.serving();
        const client = await peer.connect("client");
        await client.send("abcdefghij");
        await client.ended();
        client.finish();
        await program.printed("write after close threw");
        assert.deepEqual(peer.transcript, [{ name: "client", received: "abc", end: "FIN" }]);
        assert.deepEqual(program.lines, [
            "write to a listener threw",
            "a second listener on the port threw",
            "port -1 threw",
            "port 65536 threw",
            "requests 1, format socket/tcp, port 80",
            "readable 10",
            "read(0) threw",
            "read(-1) threw",
            "read(1.5) threw",
            "two ab",
            "filled 4: 99 100 101 102",
            "rest ghij",
            "nothing left: true",
            "write of 7000 bytes threw",
            "room after nothing: 6096",
            "room after three bytes: 6093",
            "read after close threw",
            "write after close threw",
        ]);
    } finally {
        await program.stop();
    }
});

test("no more than a receive ring is announced, and the rest as room comes", async () => {
    const port = await freePort();
    const program = startOracle(path.join(root, "ts-src", "echo.ts"), { [port]: 80 });
    const peer = new Peer(port);
    try {
        await program.serving();
        const client = await peer.connect("client");
        client.pause();
        await client.send("x".repeat(100_000));
        client.resume();
        await client.ended();
        client.finish();
        const [, length] = /content-length: (\d+)/.exec(client.received.toString("latin1")) ?? [];
        assert.ok(Number(length) > 0 && Number(length) <= 4 * 1460, `${length ?? "no"} bytes`);
        assert.equal(client.transcript.end, "FIN");
    } finally {
        await program.stop();
    }
});
