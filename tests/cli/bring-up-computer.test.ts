/** What the bring-up asks of this computer: pings, connections, names and the kernel's log. */
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { test, type TestContext } from "node:test";
import {
    exchange,
    hold,
    lookUp,
    messagesAfter,
    parsePings,
    pingCommand,
} from "../../compiler/cli/bring-up/computer.ts";
import { MDNS_GROUP, MDNS_PORT, mdnsAddress, mdnsQuestion } from "../../compiler/cli/bring-up/mdns.ts";
import { until } from "./stand-in-board.ts";

const HERE = "127.0.0.1";

test("the kernel's messages of the last seconds are those with a later time", () => {
    const text = "[   12.345678] usb 1-1: new device\n[  112.000001] usb 1-1: device descriptor read/64, error -110\n";
    assert.deepEqual(messagesAfter(text, 100), ["[  112.000001] usb 1-1: device descriptor read/64, error -110"]);
});

/** An answer whose record points to the name in the question, as responders write it. */
function answerTo(name: string, address: readonly number[]): Buffer {
    const asked = mdnsQuestion(name);
    const header = Buffer.from([0, 0, 0x84, 0, 0, 1, 0, 1, 0, 0, 0, 0]);
    const record = Buffer.from([0xc0, 12, 0, 1, 0x80, 1, 0, 0, 0, 120, 0, 4, ...address]);
    return Buffer.concat([header, asked.subarray(12), record]);
}

test("a name's address is read from an answer, and nothing from any other message", () => {
    const answer = answerTo("tspico.local", [192, 168, 7, 1]);
    assert.equal(mdnsAddress(answer, "TSPICO.local"), "192.168.7.1");
    assert.equal(mdnsAddress(answer, "other.local"), undefined);
    assert.equal(mdnsAddress(answer.subarray(0, 40), "tspico.local"), undefined);
    assert.equal(mdnsAddress(Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 12]), "tspico.local"), undefined);
});

test("each system's ping is told how many and how often", () => {
    const told = (platform: NodeJS.Platform, address: string): string =>
        pingCommand(platform, address, 5, 0.2).join(" ");
    assert.equal(told("linux", "10.0.0.2"), "ping -i 0.2 -c 5 10.0.0.2");
    assert.equal(told("win32", "10.0.0.2"), "ping -n 5 10.0.0.2");
    assert.equal(told("linux", "fd12::1"), "ping -6 -i 0.2 -c 5 fd12::1");
    assert.equal(told("darwin", "fd12::1"), "ping6 -i 0.2 -c 5 fd12::1");
    assert.equal(told("win32", "fd12::1"), "ping -6 -n 5 fd12::1");
});

test("the answers of each system's ping are read, in its language", () => {
    const linux =
        "64 bytes from 192.168.7.1: icmp_seq=1 ttl=255 time=0.412 ms\nrtt min/avg/max/mdev = 0.4/0.4/0.4/0.0 ms\n";
    assert.deepEqual(parsePings(linux), [0.412]);
    const windows =
        "Antwort von 192.168.7.1: Bytes=32 Zeit<1ms TTL=255\r\nMinimum = 0ms, Maximum = 1ms, Mittelwert = 0ms\r\n";
    assert.deepEqual(parsePings(windows), [1]);
    const macos = "16 bytes from fd12::1, icmp_seq=0 hlim=64 time=0.512 ms\nround-trip min/avg/max = 0.5/0.5/0.5 ms\n";
    assert.deepEqual(parsePings(macos), [0.512]);
    const windowsIpv6 = "Antwort von fd12::1: Zeit=3ms \r\n    Minimum = 0ms, Maximum = 1ms, Mittelwert = 0ms\r\n";
    assert.deepEqual(parsePings(windowsIpv6), [3]);
    const lost = "Zeitüberschreitung der Anforderung.\r\n";
    assert.deepEqual(parsePings(lost), []);
});

/** Answers on this computer's own network, as a board does on its cable. */
async function respond(context: TestContext, name: string): Promise<void> {
    const socket = createSocket({ type: "udp4", reuseAddr: true });
    context.after(() => socket.close());
    socket.on("message", (message, { port, address }) => {
        if (message.equals(mdnsQuestion(name))) socket.send(answerTo(name, [192, 168, 7, 1]), port, address);
    });
    socket.bind(MDNS_PORT);
    await once(socket, "listening");
    socket.addMembership(MDNS_GROUP, HERE);
}

test("a name is asked for on the board's own network, and given up after a while", async (context) => {
    await respond(context, "tspico.local");
    assert.equal(await lookUp("tspico.local", HERE, 10), "192.168.7.1");
    assert.equal(await lookUp("other.local", HERE, 1), undefined);
});

test("a connection gives what comes until its end, or until there is enough, and not later", async (context) => {
    const server = createServer((socket) => {
        socket.on("error", () => undefined);
        socket.once("data", (bytes) => {
            if (bytes.equals(Buffer.from("end"))) socket.end("all of it");
            else socket.write("some");
        });
    });
    context.after(() => server.close());
    server.listen(0, HERE);
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address !== "string");
    const send = async (text: string, enough: number, seconds: number): Promise<string> =>
        Buffer.from(await exchange(HERE, address.port, Buffer.from(text), { enough, seconds })).toString();
    assert.equal(await send("end", Infinity, 10), "all of it");
    assert.equal(await send("go on", 4, 10), "some");
    await assert.rejects(send("go on", Infinity, 0.2), /^Error: no end within 0\.2 s$/);
});

test("a held connection counts what comes, and says why it is over", async (context) => {
    const peers: Socket[] = [];
    const server = createServer((socket) => peers.push(socket.on("error", () => undefined)));
    context.after(() => server.close());
    server.listen(0, HERE);
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address !== "string");
    const held = await hold(HERE, address.port, 5);
    await until(
        () => peers.length === 1,
        () => "nobody came",
    );
    peers[0]?.write("some");
    await until(
        () => held.received === 4,
        () => "nothing came",
    );
    assert.equal(held.end, undefined);
    peers[0]?.resetAndDestroy();
    await until(
        () => held.end !== undefined,
        () => "it did not end",
    );
    assert.match(held.end ?? "", /ECONNRESET/);
    server.close();
    await assert.rejects(hold(HERE, address.port, 5), /ECONNREFUSED/);
});
