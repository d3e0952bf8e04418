/** Real firmware, built with pico-sdk, on the emulated board. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, describe, test } from "node:test";
import { type Board, PICO_FLASH_SIZE, loadUf2, runUf2, type RunOptions, type RunResult } from "../../emulator/index.ts";
import { buildFixtures, buildFolder, firmwareOfCase, type CaseName } from "./fixtures.ts";

const root = path.resolve(import.meta.dirname, "../..");

async function run(name: CaseName, options: Partial<RunOptions> = {}): Promise<RunResult> {
    return runUf2({ ...firmwareOfCase(name), until: /^end$/, simulatedSeconds: 5, ...options });
}

/** The lines before the end marker, after checking that it was reached. */
async function output(name: CaseName, options: Partial<RunOptions> = {}): Promise<string[]> {
    const result = await run(name, options);
    assert.equal(result.reason, "marker", result.fault?.message);
    return result.console.split("\r\n").slice(0, -2);
}

/** Asserts that the case stops with a fault of this kind in its own function, and never goes on. */
async function faults(name: CaseName, kind: string, message: RegExp): Promise<RunResult> {
    const result = await run(name);
    assert.equal(result.reason, "fault");
    assert.equal(result.fault?.kind, kind);
    assert.match(result.fault.message, message);
    assert.doesNotMatch(result.console, /survived/);
    return result;
}

describe("firmware on the emulated board", () => {
    before(buildFixtures, { timeout: 300_000 });

    test("says hello on its UART, through the second stage or past it", async () => {
        const hello = ["hello 0.33333333300000000"];
        assert.deepEqual(await output("hello"), hello);
        assert.deepEqual(await output("hello", { skipSecondStage: true }), hello);
    });

    test("runs twice with the same counters to the cycle", async () => {
        const [first, second] = [await run("sleep"), await run("sleep")];
        assert.deepEqual(first.counters, second.counters);
        assert.ok(first.counters.instructions > 5000 && first.counters.cycles > first.counters.instructions);
    });

    test("sleeps without costing wall time, and is paced when asked to", async () => {
        const fast = await run("sleep");
        assert.deepEqual(fast.console.split("\r\n").slice(0, 2), ["slept 1 s", "alarms 11"]);
        const paced = await run("sleep", { paced: true });
        assert.equal(paced.reason, "marker");
        assert.ok(
            paced.wallSeconds >= paced.counters.nanos / 1e9 - 0.05,
            `paced run took ${String(paced.wallSeconds)} s`,
        );
        assert.ok(fast.wallSeconds < paced.wallSeconds);
    });

    test("moves data by DMA with byte swap and interrupt", async () => {
        assert.deepEqual(await output("dma"), ["dma 44332211 3f3f3f3f irqs 1"]);
    });

    test("runs PIO programs at their divided clock", async () => {
        assert.deepEqual(await output("pio"), ["pio fffffffc in time"]);
    });

    test("compares 64-bit numbers, carries and divides as the silicon does", async () => {
        assert.deepEqual(await output("arithmetic"), ["compare 1 1", "carry 1 overflow 1", "divide -2"]);
    });

    test("erases and programs flash that outlives a reset", async () => {
        const result = await run("flash");
        assert.match(result.console, /^wrote 1 255 next 255\r\nkept 1 255\r\nend/);
        assert.ok(result.counters.nanos > 45e6, "erasing a sector takes 45 ms");
        const slow = await run("flash", { sectorEraseMicros: 400_000 });
        assert.match(slow.console, /kept 1 255/);
        const longer = (slow.counters.nanos - result.counters.nanos) / 1e6;
        assert.ok(longer > 354 && longer < 357, `${String(longer)} ms longer`);
        await faults("flash_misaligned", "boot-rom", /flash program at offset 0x00100001.*flash_range_program/);
    });

    test("hears nothing while it erases, and loses what its UART has no room for", async () => {
        const typed = new TextEncoder().encode("x".repeat(40));
        let lost = 0;
        await run("flash", {
            sectorEraseMicros: 400_000,
            onBoard: (board) => {
                const alarm = board.time.createAlarm(() => {
                    for (const byte of typed) board.uart.receive(byte);
                    lost = board.uart.overruns;
                });
                alarm.schedule(200e6);
            },
        });
        // One of 32 places is taken: this firmware has not pulled its pin up, which is a break.
        assert.equal(lost, 9);
    });

    test("is reset by the watchdog, which keeps scratch registers and says why", async () => {
        const ran = await run("watchdog_timer");
        assert.match(ran.console, /^first boot\r\nrebooted, scratch 42\r\nend/);
        assert.deepEqual(
            ran.resets.map(({ cause }) => cause),
            ["timer"],
        );
        const [reset] = ran.resets;
        assert.ok(reset !== undefined && Math.abs(reset.at.nanos / 1e6 - 20) < 2, "the watchdog was set to 20 ms");
        const forced = await run("watchdog_forced");
        assert.deepEqual(
            forced.resets.map(({ cause }) => cause),
            ["forced"],
        );
        assert.equal((await run("watchdog_timer", { onReset: "stop" })).reason, "reset");
    });

    test("keeps through that what reset the chip last, and loses all but the flash by its RUN pin", async () => {
        const CHIP_RESET = 0x4006_4008;
        const SCRATCH_0 = 0x4005_800c;
        const boards: Board[] = [];
        await run("watchdog_timer", { onBoard: (made) => boards.push(made) });
        const [board] = boards;
        assert.ok(board !== undefined);
        assert.equal(board.resets.length, 1);
        assert.equal(board.chip.mcu.readUint32(CHIP_RESET), 1 << 8, "power-on");
        assert.equal(board.chip.mcu.readUint32(SCRATCH_0), 42);
        board.restart("run");
        assert.equal(board.chip.mcu.readUint32(CHIP_RESET), 1 << 16);
        assert.equal(board.chip.mcu.readUint32(SCRATCH_0), 0);
        board.restart("power");
        assert.equal(board.chip.mcu.readUint32(CHIP_RESET), 1 << 8);
        board.run(60_000);
        assert.equal(board.console.text.split("first boot").length - 1, 2, "it knows nothing of its last life");
    });

    test("stops at a stray write and names address, function and line", async () => {
        const result = await faults("null_write", "rom-write", /write to 0x00000000 in the boot ROM/);
        assert.equal(result.fault?.address, 0);
        assert.equal(result.fault.symbol, "case_null_write");
        assert.match(result.fault.line ?? "", /cases\.c:\d+$/);
        assert.match(result.fault.message, /called from 0x\w+ in main/);
        await faults("flash_write", "flash-write", /in flash.*case_flash_write/);
        await faults("dma_null", "rom-write", /by a peripheral \(DMA\)/);
    });

    test("stops at accesses that a Cortex-M0+ cannot do", async () => {
        await faults("unaligned", "unaligned", /unaligned 32-bit read of 0x2\w+ at .*case_unaligned/);
        await faults("undefined", "undefined-instruction", /case_undefined/);
        await faults("unmapped", "unmapped", /read of 0x30000000.*case_unmapped/);
        await faults("null_call", "bad-jump", /jump to 0x00000000.*called from .*case_null_call/);
        await faults("panic", "breakpoint", /called from .* in panic/);
        await faults("core1", "core1", /core 1/);
    });

    test("hands a fault to the firmware's own handler when told to", async () => {
        const result = await run("null_write", { onFault: "deliver" });
        const [fault] = result.deliveredFaults;
        const address = fault?.pc?.toString(16).padStart(8, "0") ?? "none";
        assert.equal(fault?.symbol, "case_null_write");
        assert.equal(result.console, `hard fault at ${address}\r\n`);
        assert.equal(result.reason, "asleep");
    });

    test("tells BOOTSEL, endless sleep and endless work apart", async () => {
        assert.equal((await run("bootsel")).reason, "bootsel");
        assert.equal((await run("asleep")).reason, "asleep");
        const limited = await run("forever", { simulatedSeconds: 0.05 });
        assert.equal(limited.reason, "simulated-limit");
        assert.ok(Math.abs(limited.counters.nanos - 0.05e9) < 1000);
        const cut = await run("forever", { wallSeconds: 0.2, simulatedSeconds: 1000 });
        assert.equal(cut.reason, "wall-limit");
    });

    test("does not start a second stage whose checksum is wrong", async () => {
        const { uf2 } = firmwareOfCase("hello");
        const bytes = readFileSync(uf2);
        bytes[32 + 8] = (bytes[32 + 8] ?? 0) ^ 1;
        const damaged = path.join(buildFolder, "selected/damaged.uf2");
        writeFileSync(damaged, bytes);
        assert.equal((await runUf2({ uf2: damaged })).reason, "bootsel");
        const mixed = runUf2({ uf2: damaged, elf: firmwareOfCase("hello").elf });
        await assert.rejects(mixed, /not the one that the UF2 file was made from/);
    });

    test("measures calls of a function and the depth of the stack", async () => {
        const result = await run("stack", { probes: ["deep"] });
        const [probe] = result.probes;
        assert.equal(probe?.calls, 3);
        assert.ok(probe.longestCycles > 1000 * 4 && probe.longestCycles < 1000 * 20, String(probe.longestCycles));
        assert.ok(probe.totalCycles <= 3 * probe.longestCycles && probe.totalInstructions > 3 * 3000);
        assert.ok(result.stack !== undefined && result.stack.used >= 1000 && result.stack.used < 1500);
        const words = await run("dma", { stackArray: "words" });
        assert.deepEqual(words.stack, { size: 256, used: 256 }, "an array in RAM is measured the same way");
        await assert.rejects(run("stack", { probes: ["shallow"] }), /no function shallow/);
    });

    test("the command ends with 0 at the marker, else 1 and one line", () => {
        const emulator = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
            spawnSync(process.execPath, ["--import", "tsx", "emulator/main.ts", ...args], {
                cwd: root,
                encoding: "utf8",
            });
        const { uf2, elf } = firmwareOfCase("hello");
        const good = emulator(uf2, "--elf", elf, "--until", "end");
        assert.equal(good.status, 0);
        assert.match(good.stdout, /^hello/);
        assert.match(good.stderr, /^emulator: marker .*stack \d+ of \d+ bytes/);
        assert.equal(emulator(uf2, "--until", "never", "--simulated", "0.1").status, 1);
        const fault = emulator(firmwareOfCase("null_write").uf2);
        assert.equal(fault.status, 1);
        assert.match(fault.stderr, /fault: 32-bit write to 0x00000000/);
        const delivered = emulator(firmwareOfCase("null_write").uf2, "--deliver-faults", "--simulated", "0.1");
        assert.equal(delivered.status, 1);
        assert.match(delivered.stdout, /^hard fault at 1/);
        assert.match(delivered.stderr, /delivered fault: 32-bit write to 0x00000000/);
        assert.equal(
            emulator(uf2, "--timeout", "2", "--simulated", "0.1").status,
            1,
            "it sleeps for ever after its end",
        );
        assert.equal(emulator(firmwareOfCase("forever").uf2, "--simulated", "0.05").status, 0);
        for (const args of [[], ["none.uf2"], [uf2, "--timeout", "soon"], [uf2, "--elf", uf2], [uf2, "--what"]]) {
            const bad = emulator(...args);
            assert.equal(bad.status, 1, args.join(" "));
            assert.match(bad.stderr, /^emulator: [^\n]+\n$/, bad.stderr);
        }
    });

    test("the UF2 is the same bytes from the same ELF and needs no picotool", () => {
        const { elf, uf2 } = firmwareOfCase("hello");
        const again = path.join(buildFolder, "selected/again.uf2");
        execFileSync(process.execPath, ["--import", "tsx", "emulator/make-uf2.ts", elf, again], { cwd: root });
        assert.deepEqual(readFileSync(again), readFileSync(uf2));
        assert.ok(!existsSync(`${again}.part`));
        const makeUf2 = (...args: string[]): number | null =>
            spawnSync(process.execPath, ["--import", "tsx", "emulator/make-uf2.ts", ...args], { cwd: root }).status;
        assert.equal(makeUf2(elf, again, "rp2350"), 0);
        assert.throws(() => loadUf2(readFileSync(again), PICO_FLASH_SIZE), /for another chip: family 0xe48bff59/);
        const kept = readFileSync(again);
        assert.equal(makeUf2(uf2, again), 1);
        assert.deepEqual(readFileSync(again), kept, "a failure leaves the last good file");
    });
});
