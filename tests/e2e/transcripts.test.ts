/** Programs and scripted peers, the same in Node, on the host and on the emulated board. */
import assert from "node:assert/strict";
import { test } from "node:test";
import path from "node:path";
import { assertStackWithinReport, buildForBoard } from "../support/board-program.ts";
import { EmulatedProgram } from "../support/emulated-program.ts";
import { everywhere } from "../support/everywhere.ts";
import { buildHost, root, type RunningProgram, startHost, startOracle } from "../support/program.ts";

const trace = "tests/fixtures/net/trace.ts";

test("the typed twin answers with the request", async () => {
    const { connections } = await everywhere("ts-src/echo.ts", async (peer) => {
        const client = await peer.connect("client");
        await client.send("GET / HTTP/1.1\r\n\r\n");
        await client.ended();
        client.finish();
    });
    assert.deepEqual(connections, [
        {
            name: "client",
            received:
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: 18\r\n\r\n" +
                "GET / HTTP/1.1\r\n\r\n",
            end: "FIN",
        },
    ]);
});

test("a client sends in several segments", async () => {
    const { output } = await everywhere(trace, async (peer, program) => {
        const client = await peer.connect("client");
        await program.printed("1 writable 6096");
        for (const [text, answers] of [
            ["one", "[one]"],
            ["two", "[two]"],
            ["three", "[three]"],
        ] as const) {
            await client.send(text);
            await client.receive(answers);
        }
        await client.send("close");
        await client.ended();
        client.finish();
    });
    assert.deepEqual(output, [
        "requests 1",
        "1 writable 6096",
        "1 readable 3",
        "1 readable 3",
        "1 readable 5",
        "1 readable 5",
        "1 closed",
    ]);
});

test("a client connects, says nothing and leaves", async () => {
    const { output } = await everywhere(trace, async (peer, program) => {
        const client = await peer.connect("client");
        await program.printed("1 writable 6096");
        client.finish();
        await client.ended();
    });
    assert.deepEqual(output, ["requests 1", "1 writable 6096", "1 error"]);
});

test("a client resets", async () => {
    const { output } = await everywhere(trace, async (peer, program) => {
        const client = await peer.connect("client");
        await program.printed("1 writable 6096");
        await client.send("hello");
        await client.receive("[hello]");
        client.reset();
        await program.printed("1 error");
    });
    assert.equal(output.at(-1), "1 error");
});

test("a client half-closes and still gets its answer, then the end", async () => {
    const { connections } = await everywhere(trace, async (peer, program) => {
        const client = await peer.connect("client");
        await program.printed("1 writable 6096");
        await client.send("last");
        client.finish();
        await client.ended();
        await program.printed("1 error");
    });
    assert.deepEqual(connections, [{ name: "client", received: "[last]", end: "FIN" }]);
});

test("a client still sends while the answer is on its way", async () => {
    const { connections } = await everywhere(trace, async (peer, program) => {
        const client = await peer.connect("client");
        await program.printed("1 writable 6096");
        await client.send("close");
        await program.printed("1 closed");
        for (let part = 0; part < 20; part++) await client.send("x".repeat(1000));
        await client.ended();
        client.finish();
    });
    assert.deepEqual(connections, [{ name: "client", received: "[close]", end: "FIN" }]);
});

test("an exception in a connection's callback resets that connection and leaves the others", async () => {
    const { connections } = await everywhere(trace, async (peer, program) => {
        const first = await peer.connect("first");
        await program.printed("1 writable 6096");
        const second = await peer.connect("second");
        await program.printed("2 writable 6096");
        await first.send("throw");
        await first.ended();
        await second.send("still here");
        await second.receive("[still here]");
    });
    assert.deepEqual(connections, [
        { name: "first", received: "", end: "RST" },
        { name: "second", received: "[still here]", end: "open" },
    ]);
});

test("an exception in a listener's callback resets what it read", async () => {
    const { connections } = await everywhere("tests/fixtures/net/throws.ts", async (peer, program) => {
        const first = await peer.connect("first");
        await program.printed("round 1");
        const second = await peer.connect("second");
        await second.ended();
        const third = await peer.connect("third");
        await program.printed("round 3");
        for (const client of [first, third]) {
            await client.send("ping");
            await client.receive("ping");
        }
    });
    assert.deepEqual(
        connections.map(({ end }) => end),
        ["open", "RST", "open"],
    );
});

test("every form of read and write", async () => {
    await everywhere("tests/fixtures/net/reads.ts", async (peer) => {
        const client = await peer.connect("client");
        await client.send("abcdefghij");
        await client.ended();
        client.finish();
    });
});

test("the number format", async () => {
    const { connections } = await everywhere("tests/fixtures/net/number.ts", async (peer, program) => {
        const client = await peer.connect("client");
        await client.send("AB");
        await client.receive(2);
        client.finish();
        await program.printed("error");
        await client.ended();
    });
    assert.deepEqual(connections, [{ name: "client", received: "\x83.", end: "FIN" }]);
});

test("formats that never change", async () => {
    const { connections, output } = await everywhere("tests/fixtures/net/formats.ts", async (peer) => {
        for (const bytes of ["abcdefgh", "\x00\x7f\x80\xff01234"]) {
            const client = await peer.connect(`client ${bytes.length.toString()}`);
            await client.send(bytes);
            await client.ended();
            client.finish();
        }
    });
    assert.deepEqual(
        connections.map(({ end }) => end),
        ["FIN", "FIN"],
    );
    assert.ok(output.includes('three 3 buffer "abc"'), output.join("\n"));
    assert.ok(output.includes("first 1 0 0"), output.join("\n"));
});

test("a connection changes its owner, and the program ends with its last connection", async () => {
    const { connections } = await everywhere("tests/fixtures/net/handover.ts", async (peer, program) => {
        const client = await peer.connect("client");
        await client.send("around");
        await client.ended();
        client.finish();
        await program.finished();
    });
    assert.deepEqual(connections, [{ name: "client", received: "around", end: "FIN" }]);
});

test("microtasks run after each callback, and their exceptions are the callback's", async () => {
    const { connections, output } = await everywhere("tests/fixtures/net/microtasks.ts", async (peer, program) => {
        const client = await peer.connect("client");
        await program.printed("after writable");
        await client.send("ping");
        await client.receive("ping");
        client.finish();
        await program.printed("error");
        await client.ended();
    });
    assert.deepEqual(connections, [{ name: "client", received: "ping", end: "RST" }]);
    const start = ["listening", "connected buffer", "after requests", "writable", "after writable"];
    assert.deepEqual(output.slice(0, 8), [...start, "readable 4", "microtask 1", "microtask 2"]);
});

test("every misuse throws an error of the same class", async () => {
    const { connections, output } = await everywhere("tests/fixtures/net/errors.ts", async (peer, program) => {
        const client = await peer.connect("client");
        await client.send("ab");
        await program.printed("rest: 1");
        await client.receive(1);
        client.reset();
        await program.printed("the end");
    });
    assert.deepEqual(
        connections.map(({ received }) => received),
        ["\x02"],
    );
    const threw = (what: string, name: string) => {
        assert.ok(
            output.some((line) => line.startsWith(`${what}: ${name}: `)),
            `${what}: ${name}`,
        );
    };
    threw("port undefined", "Error");
    threw("port 65536", "RangeError");
    threw("second listener", "Error");
    threw("from null", "TypeError");
    threw("read(0)", "RangeError");
    threw("write too much", "Error");
    threw("ended write", "Error");
    threw("closed read", "Error");
});

test("a program without sockets prints the same", async () => {
    const play = (program: RunningProgram): Promise<readonly string[]> =>
        program.play(async () => {
            try {
                await program.finished();
                return [...program.lines];
            } finally {
                await program.stop();
            }
        });
    const entry = "ts-src/hello.ts";
    const file = path.join(root, entry);
    const expected = await play(startOracle(file));
    assert.ok(expected.length > 0);
    assert.deepEqual(await play(startHost(await buildHost(file))), expected, "on the host");
    const built = buildForBoard(entry, "pico", "usb");
    const board = await EmulatedProgram.start({ ...built, link: "usb" });
    assert.deepEqual(await play(board), expected, "on the emulated board");
    assertStackWithinReport(board.board, built);
});
