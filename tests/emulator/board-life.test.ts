/**
 * What a board does beside its program: console commands, the watchdog, and the reason of a reset.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { type Board, createBoard, ElfFile } from "../../emulator/index.ts";
import { UsbHost } from "../../emulator/usb/index.ts";
import { POWER_ON } from "./fixtures.ts";
import { buildForBoard, type BoardProgram } from "../support/board-program.ts";

const SECOND = 1e9;
const WATCHDOG_MILLIS = 2000;

interface Life {
    board: Board;
    lines: string[];
}

async function start({ uf2, elf }: BoardProgram, usb?: UsbHost): Promise<Life> {
    const lines: string[] = [];
    const cable = usb === undefined ? {} : { usb };
    const board = await createBoard({ uf2, elf, stackArray: "stack", onLine: (line) => lines.push(line), ...cable });
    return { board, lines };
}

function pass(board: Board, seconds: number): void {
    const stop = board.run(120_000, board.counters.nanos + seconds * SECOND);
    assert.equal(stop, undefined, stop?.fault?.message);
}

let stuck: BoardProgram;
let throwing: BoardProgram;
let echo: BoardProgram;

before(() => {
    process.env["TSPICO_WATCHDOG_MS"] = WATCHDOG_MILLIS.toString();
    stuck = buildForBoard("tests/fixtures/board-programs/stuck.ts", "pico", "usb");
    throwing = buildForBoard("tests/fixtures/board-programs/throwing.ts", "pico", "usb");
    echo = buildForBoard("ts-src/echo.ts", "pico", "usb");
});

test("a script that does not return is reset by the watchdog, which the next start says", async () => {
    const { board, lines } = await start(stuck);
    pass(board, 2.5);
    const [reset] = board.resets;
    assert.equal(reset?.cause, "timer");
    assert.ok(Math.abs(reset.at.nanos / 1e6 - WATCHDOG_MILLIS) < 100, `reset after ${reset.at.nanos.toString()} ns`);
    assert.deepEqual(lines.slice(0, 4), [
        POWER_ON,
        "on my way",
        `tspico: reset by the watchdog: the program did not return to its loop for ${WATCHDOG_MILLIS.toString()} ms`,
        "on my way",
    ]);
});

test("an idle program feeds the watchdog", async () => {
    const { board } = await start(echo);
    pass(board, 60);
    assert.equal(board.resets.length, 0);
});

test("an uncaught error at top level resets the board, which the next start says", async () => {
    const { board, lines } = await start(throwing);
    pass(board, 1);
    assert.ok(board.resets.length > 1);
    assert.match(lines.join("\n"), /no way[^]*ended by an uncaught error[^]*\ntspico: reset after an uncaught error\n/);
});

test("a hard fault resets the board, and the next start says where it was", async () => {
    const lines: string[] = [];
    const { uf2, elf } = echo;
    const onLine = (line: string) => lines.push(line);
    const board = await createBoard({ uf2, elf, stackArray: "stack", onFault: "deliver", onLine });
    pass(board, 0.3);
    // An address that nothing answers at, as after a call through a wild pointer.
    board.chip.mcu.core.PC = 0x2fff_0000;
    pass(board, 0.3);
    assert.equal(board.resets.length, 1);
    const text = lines.join("\n");
    assert.match(text, /tspico: hard fault at 0x2fff0000, called from 0x[0-9a-f]{8} \(build [0-9a-f]{16}\)/);
    assert.match(
        text,
        /\ntspico: reset after a hard fault at 0x2fff0000, called from 0x[0-9a-f]{8} \(build [0-9a-f]{16}\)\n/,
    );
});

test("native code that needs more stack than there is stops the board and overwrites nothing", async () => {
    const { uf2, elf } = echo;
    const board = await createBoard({ uf2, elf, stackArray: "stack", onFault: "deliver" });
    pass(board, 0.3);
    const lowest = new ElfFile(readFileSync(elf)).symbol("stack")?.address;
    assert.ok(lowest !== undefined);
    const below = Buffer.from(board.chip.mcu.sram.slice(lowest - 0x2000_0000 - 64, lowest - 0x2000_0000));
    board.chip.mcu.core.SP = lowest + 256 + 8;
    const stop = board.run(60_000, board.counters.nanos + 1e9);
    assert.match(stop?.fault?.message ?? "", /which the memory protection unit guards/);
    assert.deepEqual(Buffer.from(board.chip.mcu.sram.slice(lowest - 0x2000_0000 - 64, lowest - 0x2000_0000)), below);
});

test("commands are typed on the UART", async () => {
    const { board, lines } = await start(echo);
    pass(board, 0.3);
    board.type("help\r");
    pass(board, 0.2);
    board.type("nonsense\r");
    pass(board, 0.2);
    const text = lines.join("\n");
    assert.match(text, /tspico: {3}reset {6}start again/);
    assert.match(text, /there is no command nonsense/);
    board.type("reset\r");
    pass(board, 0.3);
    assert.equal(board.resets.length, 1);
    assert.equal(lines.at(-2), "tspico: reset by a command");
    assert.match(lines.at(-1) ?? "", /^tspico: listening on 192\.168\.7\.1 port 80, \d+ ms after the start$/);
});

test("who opens the console on USB reads why the board was reset", async () => {
    let text = "";
    const usb = new UsbHost();
    usb.onConsole = (bytes) => (text += new TextDecoder().decode(bytes));
    const { board } = await start(echo, usb);
    pass(board, 0.3);
    usb.console.write(new TextEncoder().encode("reset\r"));
    pass(board, 0.5);
    assert.equal(board.resets.length, 1);
    assert.match(text, /tspico: reset by a command/);
});

test("the first line says what reset the chip, and about repeats it", async () => {
    const { board, lines } = await start(echo);
    const nextStart = (): string | undefined => {
        const from = lines.length;
        pass(board, 0.3);
        assert.match(lines.at(-1) ?? "", /^tspico: listening on /);
        return lines[from];
    };
    assert.equal(nextStart(), POWER_ON);
    const reasons = {
        dip: "tspico: reset because the supply was too low for a moment (brown-out)",
        run: "tspico: reset by the RUN pin",
        rescue: "tspico: reset by a debugger",
        processor: "tspico: reset by a debugger",
        power: POWER_ON,
    } as const;
    for (const by of ["dip", "run", "rescue", "processor", "power", "processor", "dip"] as const) {
        board.restart(by);
        assert.equal(nextStart(), reasons[by], by);
    }
    board.type("about\r");
    pass(board, 0.2);
    assert.equal(lines.at(-1), reasons.dip);
    board.type("reset\r");
    assert.equal(nextStart(), "tspico: reset by a command");
});

test("the command bootsel starts the boot loader", async () => {
    const { board } = await start(echo);
    pass(board, 0.3);
    board.type("bootsel\r");
    assert.equal(board.run(60_000, board.counters.nanos + SECOND)?.reason, "bootsel");
});
