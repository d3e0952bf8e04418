/** Digital pins on the emulated board: outputs seen from outside, inputs driven from there. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type Board, createBoard } from "../../emulator/index.ts";
import { buildForBoard, type BoardProgram } from "../support/board-program.ts";

const MILLISECOND = 1e6;
/** The LED of a Pico. */
const LED = 25;

let led: BoardProgram;
let button: BoardProgram;

before(() => {
    led = buildForBoard("ts-src/led.ts", "pico", "usb");
    button = buildForBoard("tests/fixtures/board-programs/button.ts", "pico", "usb");
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
    assert.deepEqual(lines, ["pin 0 is refused"]);
    for (const level of [true, false, true, false, true]) {
        pin(board, 5).setInputValue(level);
        pass(board, 20);
    }
    const levels = ["pin 5 is 1", "pin 5 is 0", "pin 5 is 1", "pin 5 is 0"];
    assert.deepEqual(lines, ["pin 0 is refused", ...levels]);
});
