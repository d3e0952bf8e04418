/**
 * The programs of ts-src with scripted peers, in all places; transcripts.test.ts has the echo
 * server and the program without sockets.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { everywhere } from "../support/everywhere.ts";

test("led.ts blinks, and answers with the LED's state", async () => {
    const { connections } = await everywhere("ts-src/led.ts", async (peer, program) => {
        for (const level of [1, 0]) {
            for (let asked = false; !asked;) {
                while (program.led.at(-1) !== level) await program.pause(20);
                const changes = program.led.length;
                const client = await peer.connect(`LED at ${level.toString()}`);
                await client.send("GET / HTTP/1.1\r\n\r\n");
                await client.ended();
                client.finish();
                asked = program.led.length === changes;
                if (!asked) peer.forget(client);
            }
        }
        assert.deepEqual(program.led.slice(0, 2), [1, 0]);
    });
    const answer = (body: string) =>
        `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length.toString()}\r\nConnection: close\r\n\r\n${body}`;
    assert.deepEqual(connections, [
        { name: "LED at 1", received: answer("on\n"), end: "FIN" },
        { name: "LED at 0", received: answer("off\n"), end: "FIN" },
    ]);
});

test("the published example answers as its typed twin does in Node", async () => {
    const { connections } = await everywhere(
        "ts-src/seed/echo.ts",
        async (peer) => {
            for (const name of ["first", "second"]) {
                const client = await peer.connect(name);
                await client.send(`GET /${name} HTTP/1.1\r\n\r\n`);
                await client.ended();
                client.finish();
            }
        },
        "ts-src/echo.ts",
    );
    assert.match(connections[1]?.received ?? "", /\r\n\r\nGET \/second HTTP\/1\.1\r\n\r\n$/);
});

test("the program of a new project counts its visitors", async () => {
    const { connections } = await everywhere("ts-src/template/src/main.ts", async (peer) => {
        for (const name of ["1", "2"]) {
            const client = await peer.connect(name);
            await client.send("GET / HTTP/1.1\r\n\r\n");
            await client.ended();
            client.finish();
        }
    });
    for (const { name, received, end } of connections) {
        assert.ok(received.endsWith(`\r\n\r\nHello, visitor ${name}!\n`), received);
        assert.equal(end, "FIN");
    }
});
