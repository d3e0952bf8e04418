/** The SDK's own USB console, which knows nothing of this project, on the emulated cable. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { before, describe, test } from "node:test";
import { createBoard, type Board } from "../../emulator/index.ts";
import { checkDevice, UsbHost } from "../../emulator/usb/index.ts";
import { buildFixtures, buildFolder } from "./fixtures.ts";

const MILLISECOND = 1e6;

interface Setup {
    board: Board;
    usb: UsbHost;
}

async function start(consolePort: "uart" | "usb"): Promise<Setup> {
    const usb = new UsbHost();
    const uf2 = path.join(buildFolder, "usb_console.uf2");
    const board = await createBoard({ uf2, usb, consolePort, skipSecondStage: false });
    return { board, usb };
}

/** Lets so much simulated time pass. */
function pass(board: Board, milliseconds: number): void {
    const stop = board.run(60_000, board.counters.nanos + milliseconds * MILLISECOND);
    assert.equal(stop, undefined, stop?.fault?.message);
}

async function configured(): Promise<Setup> {
    const setup = await start("usb");
    pass(setup.board, 100);
    assert.equal(setup.usb.state, "configured", setup.usb.problem);
    return setup;
}

function heard(board: Board): string[] {
    return board.console.text.split("\r\n").filter((line) => line.startsWith("heard "));
}

describe("a USB console of the SDK", () => {
    before(buildFixtures, { timeout: 300_000 });

    test("is enumerated, and its descriptors are as hosts want them", async () => {
        const { usb } = await configured();
        assert.ok(usb.device !== undefined);
        assert.deepEqual(checkDevice(usb.device), []);
        assert.equal(usb.device.strings.get(usb.device.descriptor.manufacturerString), "Raspberry Pi");
        assert.deepEqual(usb.wireErrors, { host: 0, device: 0, overflows: 0 });
        assert.equal(usb.ethernet.linkUp, false, "it is no network");
    });

    test("prints and hears, over as many packets as it takes", async () => {
        const { board, usb } = await configured();
        pass(board, 1100);
        assert.match(board.console.text, /^waiting\r\n/);
        const long = "0123456789".repeat(20);
        // 63 and 64 bytes with their line feed: a short packet, a full one, and one that is just
        // over.
        const lines = ["one", "x".repeat(62), "y".repeat(63), "z".repeat(64), long];
        for (const line of lines) assert.ok(board.type(`${line}\n`));
        pass(board, 100);
        assert.deepEqual(
            heard(board),
            lines.map((line) => `heard ${line}`),
        );
        assert.deepEqual(usb.wireErrors, { host: 0, device: 0, overflows: 0 });
    });

    test("is there again after the board restarted", async () => {
        const { board, usb } = await configured();
        board.type("reboot\n");
        pass(board, 5);
        assert.equal(board.resets.length, 0);
        pass(board, 15);
        assert.equal(board.resets.length, 1);
        assert.equal(usb.console.open, false);
        assert.equal(board.type("lost\n"), false);
        pass(board, 100);
        assert.equal(usb.state, "configured", usb.problem);
        board.type("back\n");
        pass(board, 20);
        assert.deepEqual(heard(board), ["heard reboot", "heard back"]);
    });

    test("is there again after a reset of the bus, and after the cable was out", async () => {
        const { board, usb } = await configured();
        usb.resetBus();
        assert.equal(usb.state, "resetting");
        pass(board, 100);
        board.type("reset\n");
        pass(board, 20);
        usb.unplug();
        assert.equal(board.type("lost\n"), false);
        pass(board, 50);
        assert.equal(usb.state, "detached");
        usb.replug();
        pass(board, 100);
        board.type("plugged\n");
        pass(board, 20);
        assert.deepEqual(heard(board), ["heard reset", "heard plugged"]);
    });

    test("is the command's console with --usb: input goes to it as soon as it is open", () => {
        const args = ["--import", "tsx", "emulator/main.ts", path.join(buildFolder, "usb_console.uf2"), "--usb"];
        const run = spawnSync(process.execPath, [...args, "--until", "heard one two"], {
            cwd: path.resolve(import.meta.dirname, "../.."),
            encoding: "utf8",
            input: "one two\n",
        });
        assert.equal(run.status, 0, run.stderr);
        assert.match(run.stdout, /^heard one two\r?\n/);
    });

    test("can be typed to on the UART as well, faster than its FIFO is deep", async () => {
        const { board } = await start("uart");
        const line = "abcdefgh".repeat(20);
        pass(board, 10);
        board.type(`${line}\n`);
        pass(board, 100);
        assert.deepEqual(heard(board), [`heard ${line}`]);
    });
});
