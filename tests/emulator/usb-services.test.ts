/**
 * What a board on a USB cable does for the computer at the other end: addresses of both versions,
 * its name, and an end of connections when the cable is out.
 */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type Board, createBoard } from "../../emulator/index.ts";
import { formatAddress, parseAddress } from "../../emulator/network/host/addresses.ts";
import { Host } from "../../emulator/network/host/host.ts";
import { Wire } from "../../emulator/network/wire.ts";
import { UsbHost } from "../../emulator/usb/index.ts";
import { buildForBoard, type BoardProgram } from "../support/board-program.ts";

const MILLISECOND = 1e6;
const BOARD = "192.168.7.1";
const BOARD_ULA = "fd74:7370:6963:6f00:0:0:0:1";
const MDNS_GROUP = parseAddress("224.0.0.251");
const MDNS_PORT = 5353;

let echo: BoardProgram;

before(() => {
    echo = buildForBoard("ts-src/echo.ts", "pico", "usb");
});

interface Desk {
    board: Board;
    usb: UsbHost;
    host: Host;
}

async function connect(): Promise<Desk> {
    const usb = new UsbHost();
    const { uf2, elf } = echo;
    const board = await createBoard({ uf2, elf, usb, stackArray: "stack" });
    const host = new Host({ time: board.time, ipv4: "dhcp", mac: "02:00:00:00:00:01" });
    new Wire(board.time, host).attach(usb.ethernet);
    pass(board, 500);
    assert.ok(usb.ethernet.linkUp, usb.problem);
    return { board, usb, host };
}

function pass(board: Board, milliseconds: number): void {
    const stop = board.run(60_000, board.counters.nanos + milliseconds * MILLISECOND);
    assert.equal(stop, undefined, stop?.fault?.message);
}

test("the computer gets the address behind the board's, and no router", async () => {
    const { host } = await connect();
    assert.equal(formatAddress(host.ipv4), "192.168.7.2");
});

test("the board answers pings by both versions, at its own address and at its unique local one", async () => {
    const { board, host } = await connect();
    pass(board, 3000);
    const ula = host.addresses.find((address) => address.startsWith("fd74:7370:6963:6f00:"));
    assert.ok(ula !== undefined, `no address of the advertised prefix among ${host.addresses.join(", ")}`);
    const answers: string[] = [];
    host.onEchoReply = (_reply, source) => answers.push(formatAddress(source));
    host.ping(parseAddress(BOARD), 1, 1, Buffer.from("four"));
    pass(board, 100);
    host.ping(parseAddress(BOARD_ULA), 1, 2, Buffer.from("six"));
    pass(board, 100);
    assert.deepEqual(answers, [formatAddress(parseAddress(BOARD)), formatAddress(parseAddress(BOARD_ULA))]);
});

/**
 * A question for the A record of a name (RFC 1035), which asks for an answer to this host alone.
 */
function question(name: string): Buffer {
    const labels = name.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
    const header = Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    return Buffer.concat([header, ...labels, Buffer.from([0, 0, 1, 0x80, 1])]);
}

test("tspico.local is the board", async () => {
    const { board, host } = await connect();
    pass(board, 4000); // until it is sure that the name is its own
    const answers: Buffer[] = [];
    host.udp.bind(MDNS_PORT, ({ data }) => answers.push(Buffer.from(data)));
    host.sendUdp(MDNS_PORT, MDNS_GROUP, MDNS_PORT, question("tspico.local"));
    pass(board, 1000);
    const record = Buffer.concat([Buffer.from([0, 4]), parseAddress(BOARD)]);
    assert.ok(
        answers.some((answer) => answer.includes("tspico") && answer.includes(record)),
        `answers: ${answers.map((answer) => answer.toString("hex")).join(" ")}`,
    );
    answers.length = 0;
    host.sendUdp(MDNS_PORT, MDNS_GROUP, MDNS_PORT, question("other.local"));
    pass(board, 1000);
    assert.deepEqual(answers, []);
});

test("connections end when the computer sleeps, and the board serves when it wakes", async () => {
    const { board, usb, host } = await connect();
    const connection = host.tcp.connect(parseAddress(BOARD), 80);
    pass(board, 100);
    assert.ok(connection.isOpen);
    usb.suspend();
    pass(board, 60_000);
    usb.resume();
    pass(board, 500);
    let failed = false;
    connection.events = { ...connection.events, error: () => (failed = true) };
    connection.write(Buffer.from("still there?"));
    pass(board, 3000);
    assert.ok(failed, "the board knows nothing of the connection any more");
    const again = host.tcp.connect(parseAddress(BOARD), 80);
    pass(board, 1000);
    assert.ok(again.isOpen);
});

test("connections end when the cable is out, and the board serves when it is in again", async () => {
    const { board, usb, host } = await connect();
    const connection = host.tcp.connect(parseAddress(BOARD), 80);
    pass(board, 100);
    assert.ok(connection.isOpen);
    usb.unplug();
    pass(board, 1000);
    usb.replug();
    pass(board, 500);
    let failed = false;
    connection.events = { ...connection.events, error: () => (failed = true) };
    connection.write(Buffer.from("still there?"));
    pass(board, 3000);
    assert.ok(failed, "the board knows nothing of the connection any more");
    const again = host.tcp.connect(parseAddress(BOARD), 80);
    pass(board, 1000);
    assert.ok(again.isOpen);
});
