/** Digital pins on the emulated board: outputs seen from outside, inputs driven from there. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { GPIOPinState } from "rp2040js";
import { type Board, createBoard } from "../../emulator/index.ts";
import { buildForBoard, type BoardProgram } from "../support/board-program.ts";
import { POWER_ON } from "./fixtures.ts";

const MILLISECOND = 1e6;
/** The LED of a Pico. */
const LED = 25;

let led: BoardProgram;
let button: BoardProgram;
let levels: BoardProgram;

before(() => {
    led = buildForBoard("ts-src/led.ts", "pico", "usb");
    button = buildForBoard("tests/fixtures/board-programs/button.ts", "pico", "usb");
    levels = buildForBoard("tests/fixtures/board-programs/levels.ts", "pico", "usb");
});

function pass(board: Board, milliseconds: number): void {
    const stop = board.run(60_000, board.counters.nanos + milliseconds * MILLISECOND);
    assert.equal(stop, undefined, stop?.fault?.message);
}

function pin(board: Board, number: number) {
    const found = board.chip.mcu.gpio[number];
    assert.ok(found !== undefined);
    return found;
}

test("the LED blinks twice a second, and shows no link state beside that", async () => {
    const { uf2, elf } = led;
    const board = await createBoard({ uf2, elf, stackArray: "stack" });
    const changes: number[] = [];
    let lit = false;
    for (let time = 0; time < 3000; time += 10) {
        pass(board, 10);
        const now = pin(board, LED).outputValue;
        if (now !== lit && time > 100) changes.push(time);
        lit = now;
    }
    assert.equal(changes.length, 5);
    for (const [index, time] of changes.entries()) {
        const due = (index + 1) * 500;
        assert.ok(time >= due - 20 && time < due + 60, `change ${index.toString()} at ${time.toString()} ms`);
    }
});

test("edges of an input call back, each in a turn of its own, until it is closed", async () => {
    const lines: string[] = [];
    const { uf2, elf } = button;
    const board = await createBoard({ uf2, elf, stackArray: "stack", onLine: (line) => lines.push(line) });
    pass(board, 50);
    assert.deepEqual(lines, [POWER_ON, "pin 0 is refused"]);
    for (const level of [true, false, true, false, true]) {
        pin(board, 5).setInputValue(level);
        pass(board, 20);
    }
    const levels = ["pin 5 is 1", "pin 5 is 0", "pin 5 is 1", "pin 5 is 0"];
    assert.deepEqual(lines, [POWER_ON, "pin 0 is refused", ...levels]);
});

/** Levels that a pin was driven to, in order. */
function follow(board: Board, number: number): string[] {
    const seen: string[] = [];
    pin(board, number).addListener((state) => {
        if (state === GPIOPinState.Low || state === GPIOPinState.High) seen.push(GPIOPinState[state]);
    });
    return seen;
}

test("an output starts high where it is asked to, and one with open drain starts released", async () => {
    const { uf2, elf } = levels;
    const board = await createBoard({ uf2, elf, stackArray: "stack" });
    const relay = follow(board, 3);
    const line = follow(board, 4);
    pass(board, 15);
    assert.deepEqual(relay, ["High"]);
    assert.deepEqual(line, []);
    pass(board, 25);
    assert.deepEqual(relay, ["High", "Low"]);
    assert.deepEqual(line, ["Low"]);
});

test("a signal of a megahertz on a watched pin leaves the program its time", async () => {
    const lines: string[] = [];
    const { uf2, elf } = levels;
    const board = await createBoard({ uf2, elf, stackArray: "stack", onLine: (line) => lines.push(line) });
    pass(board, 50);
    const before = lines.length;
    for (let half = 0; half < 50_000; half++) {
        pin(board, 5).setInputValue(half % 2 === 0);
        pass(board, 0.0005);
    }
    const alive = lines.slice(before).filter((line) => line === "alive after some edges");
    assert.ok(alive.length >= 3, `${alive.length.toString()} turns of the timer in 25 ms`);
});

test("each start has random numbers of its own, which the board's ring oscillator decides", async () => {
    const numbers = new Set<string>();
    const { uf2, elf } = levels;
    for (const randomSeed of [1, 2, 3, 3]) {
        const board = await createBoard({ uf2, elf, randomSeed, onLine: (line) => numbers.add(line) });
        pass(board, 30);
    }
    const random = [...numbers].filter((line) => line.startsWith("random "));
    assert.equal(random.length, 3, random.join("\n"));
});
