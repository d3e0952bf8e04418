/**
 * How deep the stack of a program gets on the board, against the worst case that its report names;
 * and how long the collector stops the echo server, which reads that stack.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { connectStation, createDesk, type Desk } from "../../emulator/desk.ts";
import { formatAddress, parseAddress } from "../../emulator/network/host/addresses.ts";
import { Host } from "../../emulator/network/host/host.ts";
import { assertStackKnown, assertStackWithinReport, buildForBoard } from "../support/board-program.ts";
import { root } from "../support/program.ts";

const MILLISECOND = 1e6;
const BOARD = "192.168.7.1";
const CLIENTS = 8;

/** Every example program of the repository. */
const programs = [
    ...readdirSync(path.join(root, "ts-src")).filter((name) => name.endsWith(".ts")),
    ...readdirSync(path.join(root, "ts-src/seed"))
        .filter((name) => name.endsWith(".ts"))
        .map((name) => path.join("seed", name)),
];

function pass({ board }: Desk, milliseconds: number): void {
    const stop = board.run(120_000, board.time.nanos + milliseconds * MILLISECOND);
    // A program that has ended and whose network is quiet sleeps for good.
    assert.ok(stop === undefined || stop.reason === "asleep", stop?.fault?.message);
}

/** Requests of many lengths at once, one that is broken off, and bytes that are no request. */
function visit(host: Host): { answered: () => number } {
    const received = Array.from({ length: CLIENTS }, () => 0);
    for (let index = 0; index < CLIENTS; index++) {
        const body = "x".repeat(index * 1500);
        const head = `POST /${String(index)} HTTP/1.1\r\nHost: ${BOARD}\r\nContent-Length: ${String(body.length)}\r\n\r\n`;
        const connection = host.tcp.connect(parseAddress(BOARD), 80);
        connection.events = {
            connected: () => connection.write(Buffer.from(index === 6 ? "\0\xff\r\n\r\n" : head + body)),
            data: (bytes) => {
                received[index] = (received[index] ?? 0) + bytes.length;
                if (index === 7) connection.reset();
            },
            end: () => connection.finish(),
        };
    }
    return { answered: () => received.filter((count) => count > 0).length };
}

/**
 * Everything at once that reaches deep: sockets, pings, DHCP, both versions of IP, the console,
 * resets of the bus.
 */
function exercise(desk: Desk): number {
    const { board, usb } = desk;
    const host = new Host({ time: board.time, ipv4: "dhcp" });
    connectStation(desk, host);
    pass(desk, 3000);
    assert.equal(formatAddress(host.ipv4).slice(0, 10), "192.168.7.", "the board must give out an address");
    let answered = 0;
    for (let round = 0; round < 3; round++) {
        const visitors = visit(host);
        host.ping(parseAddress(BOARD), 1, round, Buffer.alloc(1472));
        pass(desk, 50);
        board.type("help\r");
        pass(desk, 2000);
        answered += visitors.answered();
        usb?.resetBus();
        pass(desk, 3000);
    }
    return answered;
}

describe("the painted stack of a program on the board", () => {
    for (const program of programs) {
        test(`${program} stays within its report`, { timeout: 600_000 }, async () => {
            const built = buildForBoard(path.join("ts-src", program), "pico", "usb");
            const desk = await createDesk({ uf2: built.uf2, elf: built.elf, link: "usb", stackArray: "stack" });
            const answered = exercise(desk);
            if (program.endsWith("echo.ts")) assert.ok(answered >= 3 * (CLIENTS - 2), `${String(answered)} answers`);
            assertStackWithinReport(desk.board, built);
            assertStackKnown(built);
        });
    }
});

/** What collects: an allocation, or the end of a turn. */
const collecting = ["tsp_new", "tsp_new_sized", "tsp_new_unfilled", "tsp_new_between", "tsp_heap_turn_end"];
const CYCLES_OF_A_MILLISECOND = 125_000;
/** Eight clients each; the server's heap is collected after about four. */
const CROWDS = 13;

test("the collector stops the echo server for less than a millisecond", { timeout: 600_000 }, async () => {
    const { uf2, elf } = buildForBoard("ts-src/echo.ts", "pico", "usb");
    const desk = await createDesk({ uf2, elf, link: "usb", probes: ["tsp_heap_mark", ...collecting] });
    const host = new Host({ time: desk.board.time, ipv4: "dhcp" });
    connectStation(desk, host);
    pass(desk, 3000);
    for (let crowd = 0; crowd < CROWDS; crowd++) {
        const visitors = visit(host);
        pass(desk, 300);
        assert.equal(visitors.answered(), CLIENTS);
    }
    const [marking, ...stops] = desk.board.probeResults;
    assert.ok(marking !== undefined && marking.calls > 1, "the heap must have been collected");
    const longest = Math.max(...stops.map(({ longestCycles }) => longestCycles));
    // Interrupts that came in between are in it.
    assert.ok(longest > marking.longestCycles && longest < CYCLES_OF_A_MILLISECOND, `${String(longest)} cycles`);
});
