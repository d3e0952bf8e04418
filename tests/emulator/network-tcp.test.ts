/** TCP of the in-process host, between two of its kind, on good and on bad networks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAddress } from "../../emulator/network/host/addresses.ts";
import type { TcpOptions } from "../../emulator/network/host/tcp-connection.ts";
import type { ImpairmentOptions } from "../../emulator/network/impairments.ts";
import { createPair, Heard, pattern, type Pair } from "./network-support.ts";

const farAddress = parseAddress("10.1.0.2");

interface Connected extends Pair {
    client: Heard;
    server: Heard;
}

function connect(impairments: ImpairmentOptions = {}, serverOptions: TcpOptions = {}): Connected {
    const pair = createPair(undefined, undefined, { impairments });
    let server: Heard | undefined;
    pair.far.tcp.listen(80, (connection) => (server = new Heard(connection)), serverOptions);
    const client = new Heard(pair.near.tcp.connect(farAddress, 80));
    for (let waited = 0; waited < 60 && server === undefined; waited++) pair.seconds(1);
    assert.ok(server !== undefined && client.connected);
    return { ...pair, client, server };
}

test("bytes and FIN arrive in both directions, and nothing stays behind", () => {
    const { client, server, near, far, seconds } = connect();
    client.connection.write(Buffer.from("request"));
    client.connection.finish();
    seconds(1);
    assert.equal(server.bytes.toString(), "request");
    assert.equal(server.ended, true);
    server.connection.write(Buffer.from("answer"));
    server.connection.finish();
    seconds(1);
    assert.equal(client.bytes.toString(), "answer");
    assert.equal(client.ended, true);
    // Only the side that closed first waits for late packets.
    assert.equal(near.tcp.count, 1);
    assert.equal(far.tcp.count, 0);
    seconds(61);
    assert.equal(near.tcp.count, 0);
});

test("a port without listener refuses, and a reset is a reset", () => {
    const { client, server, near, seconds } = connect();
    const refused = new Heard(near.tcp.connect(farAddress, 81));
    seconds(1);
    assert.equal(refused.error, "refused");
    server.connection.reset();
    seconds(1);
    assert.equal(client.error, "reset");
    assert.equal(near.tcp.count, 0);
});

test("a peer that is gone is given up", () => {
    const { client, far, near, seconds } = connect();
    far.transmit = () => undefined;
    client.connection.write(Buffer.from("anybody?"));
    seconds(600);
    assert.equal(client.error, "timeout");
    assert.equal(near.tcp.count, 0);
});

test("a reader that pauses closes the window, and all bytes come when it reads on, also after minutes", () => {
    const { client, server, seconds } = connect({}, { window: 5840 });
    const sent = pattern(50_000);
    server.connection.pause();
    client.connection.write(sent);
    seconds(300);
    assert.equal(server.bytes.length, 0);
    assert.ok(client.connection.unacknowledged >= 50_000 - 5840 - 1);
    assert.equal(client.error, undefined);
    server.connection.resume();
    seconds(5);
    assert.deepEqual(server.bytes, sent);
    client.connection.finish();
    seconds(1);
    assert.equal(server.ended, true);
});

test("a window that opens while its announcement is lost is found by a probe", () => {
    const { client, server, far, seconds } = connect({}, { window: 2000 });
    server.connection.pause();
    client.connection.write(pattern(10_000));
    seconds(1);
    const { transmit } = far;
    far.transmit = () => undefined;
    server.connection.resume();
    far.transmit = transmit;
    seconds(10);
    assert.deepEqual(server.bytes, pattern(10_000));
});

test("FIN waits for the reader like the bytes before it", () => {
    const { client, server, seconds } = connect();
    server.connection.pause();
    client.connection.write(Buffer.from("last"));
    client.connection.finish();
    seconds(5);
    assert.equal(server.ended, false);
    server.connection.resume();
    assert.equal(server.bytes.toString(), "last");
    assert.equal(server.ended, true);
});

test("small segments are put together in order", () => {
    const { client, server, seconds } = connect({ reordering: 0.5, seed: 3 }, { maximumSegment: 100 });
    client.connection.write(pattern(5000));
    seconds(20);
    assert.deepEqual(server.bytes, pattern(5000));
});

const networks: readonly [string, ImpairmentOptions][] = [
    ["loses frames", { loss: 0.05 }],
    ["loses a third", { loss: 0.33 }],
    ["repeats frames", { duplication: 0.3 }],
    ["reorders frames", { reordering: 0.3 }],
    ["delays frames", { delay: 20e6, jitter: 30e6 }],
    ["does it all", { loss: 0.1, duplication: 0.1, reordering: 0.2, delay: 1e6, jitter: 5e6 }],
];

for (const [name, impairments] of networks) {
    test(`a network that ${name} delivers everything once and in order, both ways at once, and both ends`, () => {
        for (let seed = 1; seed <= 5; seed++) {
            const { client, server, near, far, seconds } = connect({ ...impairments, seed }, { window: 5840 });
            const [up, down] = [pattern(40_000), pattern(30_000)];
            client.connection.write(up);
            server.connection.write(down);
            client.connection.finish();
            server.connection.finish();
            for (let waited = 0; waited < 900 && !(client.ended && server.ended); waited++) seconds(1);
            assert.deepEqual(server.bytes, up, `seed ${seed.toString()}`);
            assert.deepEqual(client.bytes, down, `seed ${seed.toString()}`);
            assert.deepEqual([client.ended, server.ended], [true, true], `seed ${seed.toString()}`);
            seconds(300);
            assert.deepEqual([near.tcp.count, far.tcp.count], [0, 0], `seed ${seed.toString()}`);
        }
    });
}

test("a segment with a wrong checksum is not taken, and comes again", () => {
    const { client, server, near, seconds } = connect();
    const { transmit } = near;
    near.transmit = (frame) => {
        const damaged = Buffer.from(frame);
        damaged.writeUInt8(damaged.readUInt8(54) ^ 1, 54);
        transmit(damaged);
    };
    client.connection.write(Buffer.from("damaged on its way"));
    near.transmit = transmit;
    assert.equal(server.bytes.length, 0);
    seconds(1);
    assert.equal(server.bytes.toString(), "damaged on its way");
    assert.equal(server.error, undefined);
});
