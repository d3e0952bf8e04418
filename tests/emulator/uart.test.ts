/** The UART as it takes time, and the console that our firmware has on it. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { Chip } from "../../emulator/chip.ts";
import { type Board, createBoard, type RunOptions } from "../../emulator/index.ts";
import { Uart } from "../../emulator/uart.ts";
import { buildForBoard, type BoardProgram } from "../support/board-program.ts";
import { POWER_ON } from "./fixtures.ts";

const FLASH_SIZE = 2 * 1024 * 1024;
const SECOND = 1e9;
const UART0 = 0x4003_4000;
const DR = 0x00;
const FR = 0x18;
const IBRD = 0x24;
const FBRD = 0x28;
const LCR_H = 0x2c;
const CR = 0x30;
const IMSC = 0x38;
const RIS = 0x3c;
const TX_EMPTY = 1 << 7;
const TX_FULL = 1 << 5;
const BUSY = 1 << 3;
const INT_TX = 1 << 5;
const INT_RX = 1 << 4;
const INT_RX_TIMEOUT = 1 << 6;
const OVERRUN = 1 << 11;
const BREAK = 1 << 10;
/** One character of ten bits at 115200 baud. */
const CHARACTER = 10e9 / 115_200;

interface Bench {
    chip: Chip;
    uart: Uart;
    sent: number[];
    write: (offset: number, value: number) => void;
    read: (offset: number) => number;
}

/** A UART as the SDK sets it up. */
function bench(pulledUp = true): Bench {
    const chip = new Chip(new Uint8Array(FLASH_SIZE), FLASH_SIZE);
    const uart = new Uart(chip, "timed");
    const sent: number[] = [];
    uart.onByte = (value) => sent.push(value);
    const write = (offset: number, value: number): void => chip.mcu.writeUint32(UART0 + offset, value);
    const [, receiver] = chip.mcu.gpio;
    assert.ok(receiver !== undefined);
    if (pulledUp) receiver.padValue = 0x5a;
    write(IBRD, 67);
    write(FBRD, 52);
    write(LCR_H, 0x70);
    write(CR, 0x301);
    return { chip, uart, sent, write, read: (offset) => chip.mcu.readUint32(UART0 + offset) };
}

describe("the UART", () => {
    test("sends at the baud rate, and has room for 32 beside the one on the line", () => {
        const { chip, sent, write, read } = bench();
        for (let value = 0; value < 33; value++) {
            assert.equal(read(FR) & TX_FULL, 0, `no room for character ${String(value)}`);
            write(DR, value);
        }
        assert.equal(read(FR) & (TX_FULL | TX_EMPTY | BUSY), TX_FULL | BUSY);
        write(DR, 99);
        chip.clock.tick(0.99 * CHARACTER);
        assert.deepEqual(sent, []);
        chip.clock.tick(0.02 * CHARACTER);
        assert.deepEqual(sent, [0]);
        assert.equal(read(FR) & TX_FULL, 0);
        chip.clock.tick(32 * CHARACTER);
        assert.deepEqual(sent, [...Array(33).keys()], "what found no room is lost");
        assert.equal(read(FR) & (TX_FULL | TX_EMPTY | BUSY), TX_EMPTY);
    });

    test("asks for more as its FIFO falls to half, and not before", () => {
        const { chip, write, read } = bench();
        write(IMSC, INT_TX);
        assert.equal(read(RIS) & INT_TX, 0, "an empty FIFO asks for nothing by itself");
        for (let value = 0; value < 33; value++) write(DR, value);
        chip.clock.tick(15.5 * CHARACTER);
        assert.equal(read(RIS) & INT_TX, 0);
        chip.clock.tick(CHARACTER);
        assert.equal(read(RIS) & INT_TX, INT_TX);
        write(DR, 1);
        assert.equal(read(RIS) & INT_TX, 0, "a store that fills it beyond its level ends that");
    });

    test("keeps 32 characters from outside, and says with the next that some were lost", () => {
        const { chip, uart, read } = bench();
        for (let value = 0; value < 40; value++) uart.receive(value);
        assert.equal(uart.overruns, 8);
        assert.equal(read(RIS) & INT_RX, INT_RX);
        for (let value = 0; value < 32; value++) assert.equal(read(DR), value);
        uart.receive(77);
        assert.equal(read(RIS) & (INT_RX | INT_RX_TIMEOUT), 0);
        chip.clock.tick(4 * CHARACTER);
        assert.equal(read(RIS) & (INT_RX | INT_RX_TIMEOUT), INT_RX_TIMEOUT, "few characters are told of after silence");
        assert.equal(read(DR), 77 | OVERRUN);
        assert.equal(read(RIS) & INT_RX_TIMEOUT, 0);
    });

    test("begins with a break where nothing is connected and the pin is not pulled up", () => {
        const open = bench(false);
        open.chip.clock.tick(CHARACTER);
        assert.equal(open.read(DR) & (BREAK | 0xff), BREAK);
        const pulled = bench(true);
        pulled.chip.clock.tick(CHARACTER);
        assert.equal(pulled.read(DR), 0);
    });
});

interface Life {
    board: Board;
    lines: string[];
}

async function start({ uf2, elf }: BoardProgram, options: Partial<RunOptions> = {}): Promise<Life> {
    const lines: string[] = [];
    const board = await createBoard({ uf2, elf, stackArray: "stack", onLine: (line) => lines.push(line), ...options });
    return { board, lines };
}

function pass(board: Board, seconds: number): void {
    const stop = board.run(240_000, board.counters.nanos + seconds * SECOND);
    assert.equal(stop, undefined, stop?.fault?.message);
}

/** Builds with a setting of the environment, which is taken back. */
function built(program: string, settings: Record<string, string>): BoardProgram {
    Object.assign(process.env, settings);
    const firmware = buildForBoard(`tests/fixtures/board-programs/${program}.ts`, "pico", "usb");
    for (const name of Object.keys(settings)) Reflect.deleteProperty(process.env, name);
    return firmware;
}

describe("the console on the UART", () => {
    let printing: BoardProgram;
    let logging: BoardProgram;
    let endless: BoardProgram;
    let silent: BoardProgram;

    before(
        () => {
            printing = built("printing", { TSPICO_WATCHDOG_MS: "2000" });
            logging = built("logging", { TSPICO_WATCHDOG_MS: "2000" });
            endless = built("endless", { TSPICO_WATCHDOG_MS: "2000" });
            silent = built("uart-pins", { TSPICO_UART_BAUD: "off" });
        },
        { timeout: 900_000 },
    );

    test("takes 100 KB in one turn: the program waits, is not reset, and loses nothing", async () => {
        const { board, lines } = await start(printing);
        pass(board, 8);
        assert.equal(lines.includes("all is said"), false, "it takes its time");
        pass(board, 2);
        assert.equal(board.resets.length, 0);
        const expected = [...Array(1000).keys()].map((line) => `${String(line + 1000)} ${"0123456789".repeat(9)}....`);
        assert.deepEqual(lines, [POWER_ON, ...expected, "all is said"]);
    });

    test("costs the program of a line the time to copy it, not the 8.8 ms on the wire", async () => {
        const { board, lines } = await start(logging, { probes: ["tsp_port_write"] });
        pass(board, 1.05);
        assert.equal(lines.filter((line) => line.length === 100).length, 10);
        const [probe] = board.probeResults;
        assert.ok(probe !== undefined && probe.calls >= 10);
        assert.ok(probe.longestCycles < 0.5e-3 * 125e6, `${String(probe.longestCycles)} cycles for a line`);
    });

    test("does not keep alive for ever what never stops printing", async () => {
        const { board } = await start(endless);
        pass(board, 55);
        assert.equal(board.resets.length, 0);
        pass(board, 15);
        assert.equal(board.resets[0]?.cause, "timer");
    });

    test("says everything before a reset that is asked for", async () => {
        const { board, lines } = await start(logging);
        pass(board, 0.35);
        const typed = "x".repeat(60);
        board.type(`${typed}\rhelp\rreset\r`);
        pass(board, 0.3);
        assert.equal(board.resets.length, 1);
        const text = lines.join("\n");
        assert.match(text, /there is no command x{60}; "help" lists them[^]* {3}bootsel {4}start the boot loader/);
        assert.match(text, /\ntspico: reset by a command/);
    });

    test("hears what is typed while the program is busy, more than the FIFO holds", async () => {
        const { board, lines } = await start(printing);
        pass(board, 1);
        const word = "y".repeat(100);
        board.type(`${word}\r`);
        pass(board, 9);
        assert.match(lines.at(-1) ?? "", /there is no command y{100};/);
    });

    test("can be left out, and then its pins are the program's", async () => {
        const { board } = await start(silent);
        pass(board, 0.3);
        assert.equal(board.console.text, "");
        assert.equal(board.chip.mcu.gpio[0]?.outputValue, true);
        assert.equal(board.chip.mcu.gpio[1]?.pullupEnabled, true);
        assert.equal(board.resets.length, 0);
    });
});
