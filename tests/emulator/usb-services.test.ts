/**
 * What a board on a USB cable does for the computer at the other end: addresses of both versions,
 * its name, and an end of connections when the cable is out.
 */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { mdnsQuestion } from "../../compiler/cli/bring-up/mdns.ts";
import { type Board, createBoard, type RunOptions } from "../../emulator/index.ts";
import { formatAddress, parseAddress } from "../../emulator/network/host/addresses.ts";
import { Host } from "../../emulator/network/host/host.ts";
import { Wire } from "../../emulator/network/wire.ts";
import { UsbHost } from "../../emulator/usb/index.ts";
import { buildForBoard, type BoardProgram } from "../support/board-program.ts";

const MILLISECOND = 1e6;
const BOARD = "192.168.7.1";
const BOARD_ULA = "fd38:834a:c27e:0:0:0:0:1";
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

async function connect(options: Partial<RunOptions> = {}): Promise<Desk> {
    const usb = new UsbHost();
    const { uf2, elf } = echo;
    const board = await createBoard({ uf2, elf, usb, stackArray: "stack", ...options });
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
    const ula = host.addresses.find((address) => address.startsWith("fd38:834a:c27e::"));
    assert.ok(ula !== undefined, `no address of the advertised prefix among ${host.addresses.join(", ")}`);
    const answers: string[] = [];
    host.onEchoReply = (_reply, source) => answers.push(formatAddress(source));
    host.ping(parseAddress(BOARD), 1, 1, Buffer.from("four"));
    pass(board, 100);
    host.ping(parseAddress(BOARD_ULA), 1, 2, Buffer.from("six"));
    pass(board, 100);
    assert.deepEqual(answers, [formatAddress(parseAddress(BOARD)), formatAddress(parseAddress(BOARD_ULA))]);
});

test("tspico.local is the board", async () => {
    const { board, host } = await connect();
    pass(board, 4000); // until it is sure that the name is its own
    const answers: Buffer[] = [];
    host.udp.bind(MDNS_PORT, ({ data }) => answers.push(Buffer.from(data)));
    host.sendUdp(MDNS_PORT, MDNS_GROUP, MDNS_PORT, mdnsQuestion("tspico.local"));
    pass(board, 1000);
    const record = Buffer.concat([Buffer.from([0, 4]), parseAddress(BOARD)]);
    assert.ok(
        answers.some((answer) => answer.includes("tspico") && answer.includes(record)),
        `answers: ${answers.map((answer) => answer.toString("hex")).join(" ")}`,
    );
    answers.length = 0;
    host.sendUdp(MDNS_PORT, MDNS_GROUP, MDNS_PORT, mdnsQuestion("other.local"));
    pass(board, 1000);
    assert.deepEqual(answers, []);
});

test("two boards on one computer differ in every address but that of IPv4", async () => {
    const one = await connect();
    const boardId = Uint8Array.of(0xe6, 0x60, 0x58, 0x38, 0x83, 0x4a, 0xc2, 0x7f);
    const two = await connect({ boardId });
    const [mac, otherMac] = [one, two].map(({ usb }) => Buffer.from(usb.ethernet.hostAddress ?? []).toString("hex"));
    assert.equal(mac, "0638834ac27e");
    assert.equal(otherMac, "0638834ac27f");
    for (const { board } of [one, two]) pass(board, 3000);
    for (const [{ board, host }, prefix] of [
        [one, "fd38:834a:c27e::"],
        [two, "fd38:834a:c27f::"],
    ] as const) {
        assert.ok(host.addresses.some((address) => address.startsWith(prefix)));
        let answered = false;
        host.onEchoReply = () => (answered = true);
        host.ping(parseAddress(`${prefix}1`), 1, 1, Buffer.alloc(4));
        pass(board, 100);
        assert.ok(answered);
    }
});

/** A record that says whose name that is. */
function claim(name: string): Buffer {
    const asked = mdnsQuestion(name);
    const owner = asked.subarray(12, asked.length - 4);
    const header = Buffer.from([0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    return Buffer.concat([header, owner, Buffer.from([0, 1, 0x80, 1, 0, 0, 0, 120, 0, 4, 192, 168, 7, 99])]);
}

test("where the name is taken, the board has digits of its own behind it", async () => {
    const lines: string[] = [];
    const { board, host } = await connect({ onLine: (line) => lines.push(line) });
    // It asks for its name once it is sure of its link-local address, after two seconds.
    for (let time = 0; time < 60; time++) {
        host.sendUdp(MDNS_PORT, MDNS_GROUP, MDNS_PORT, claim("tspico.local"));
        pass(board, 50);
    }
    pass(board, 4000);
    assert.ok(
        lines.includes("tspico: another device is called tspico.local, so this one is tspico-c27e.local"),
        lines.join("\n"),
    );
});

/** The board forgets a connection over what happens to the bus, and serves the next one. */
async function assertEndsConnections(happens: (desk: Desk) => void): Promise<void> {
    const desk = await connect();
    const { board, host } = desk;
    const connection = host.tcp.connect(parseAddress(BOARD), 80);
    pass(board, 100);
    assert.ok(connection.isOpen);
    happens(desk);
    pass(board, 500);
    let failed = false;
    connection.events = { ...connection.events, error: () => (failed = true) };
    connection.write(Buffer.from("still there?"));
    pass(board, 3000);
    assert.ok(failed, "the board knows nothing of the connection any more");
    const again = host.tcp.connect(parseAddress(BOARD), 80);
    pass(board, 1000);
    assert.ok(again.isOpen);
}

test("connections end when the computer sleeps, and the board serves when it wakes", () =>
    assertEndsConnections(({ board, usb }) => {
        usb.suspend();
        pass(board, 60_000);
        usb.resume();
    }));

test("connections end when the cable is out, and the board serves when it is in again", () =>
    assertEndsConnections(({ board, usb }) => {
        usb.unplug();
        pass(board, 1000);
        usb.replug();
    }));
