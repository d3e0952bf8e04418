/**
 * The bring-up of a Pico 2 W, which the emulator cannot run: the tool against stand-ins for its
 * drive and its console.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { blockSize, decodeBlock } from "uf2";
import { bringUpBoards } from "../../compiler/cli/bring-up/boards.ts";
import { HardwareBench } from "../../compiler/cli/bring-up/hardware-bench.ts";
import { suiteBuilder } from "../../compiler/cli/bring-up/index.ts";
import { recordPage } from "../../compiler/cli/bring-up/record.ts";
import { runSteps, type StepResult } from "../../compiler/cli/bring-up/run-steps.ts";
import type { Step } from "../../compiler/cli/bring-up/step.ts";
import { stepsOf } from "../../compiler/cli/bring-up/steps.ts";
import { suiteStep } from "../../compiler/cli/bring-up/suite-step.ts";
import { root, temporaryFolder, tspico } from "./fixtures.ts";
import { isOpen, RP2040, RP2350, standInDrive, standInPort, type Talk, until, writeUf2 } from "./stand-in-board.ts";

const SUITE = "test_runtime_array";

interface Place {
    readonly bench: HardwareBench;
    readonly board: Talk & { readonly device: string };
    readonly drive: string;
}

/** A waiting Pico 2 W, and a tool whose builds are for the chip of this family. */
async function place(context: TestContext, family: number): Promise<Place> {
    const folder = temporaryFolder(context);
    const drive = standInDrive(context, folder, "RP2350");
    const board = await standInPort(context, folder);
    const uf2 = path.join(folder, "firmware.uf2");
    writeUf2(uf2, family);
    const build = (): Promise<{ uf2: string }> => Promise.resolve({ uf2 });
    const names = { drive, device: board.device };
    const bench = new HardwareBench({ names, build, buildSuite: build, suites: [SUITE], say: () => undefined });
    context.after(() => bench.close());
    return { bench, board, drive };
}

test("a suite goes onto the drive of an RP2350, and is counted by its console", async (context) => {
    const { bench, board, drive } = await place(context, RP2350);
    const running = runSteps([suiteStep], bench, () => undefined);
    await until(
        () => isOpen(board.device),
        () => "nobody opened the console",
    );
    const source = readFileSync(path.join(root, `tests/unit/${SUITE}.c`), "utf8");
    const tests = [...source.matchAll(/RUN_TEST\((\w+)\)/g)].map(([, name = ""]) => name);
    const lines = tests.flatMap((name) => [`tspico: test ${name}`, `a.c:1:${name}:PASS`]);
    board.child.stdin?.write([...lines, "tspico: suite ended with status 0", ""].join("\r\n"));
    const [result] = await running;
    assert.equal(result?.outcome, "passed", result?.seen);
    assert.deepEqual(
        result.figures.map(({ value }) => value),
        [1, tests.length],
    );
    assert.ok(readFileSync(path.join(drive, "firmware.uf2")).length > 0);
});

test("suites are built for an RP2350, in the form that its boot loader takes", { timeout: 900_000 }, async () => {
    const buildSuite = suiteBuilder([SUITE], "pico2-w", () => undefined);
    const bytes = readFileSync((await buildSuite(SUITE)).uf2);
    const families = new Set<number | undefined>();
    for (let at = 0; at < bytes.length; at += blockSize)
        families.add(decodeBlock(bytes.subarray(at, at + blockSize)).boardFamily);
    assert.deepEqual([...families], [RP2350]);
});

test("a program for an RP2040 is the difference, said with both chips", async (context) => {
    const { bench } = await place(context, RP2040);
    const flashing: Step = {
        name: "flash",
        title: "It takes a program",
        run: () => bench.flash({ program: "none", board: "pico2-w", link: "usb" }),
    };
    const [result] = await runSteps([flashing], bench, () => undefined);
    assert.match(
        result?.seen ?? "",
        /is for the RP2040, and the board at .* has an RP2350; build for it with --target$/,
    );
});

test("a Pico 2 W does what a Pico does on its cable, and then what a Pico W does in the air", () => {
    const namesOf = (board: (typeof bringUpBoards)[number]): readonly string[] =>
        stepsOf(board, { ...effort, soak: 1 }).map(({ name }) => name);
    const onCable = namesOf("pico").filter((name) => !["suites", "soak", "no-radio"].includes(name));
    const inTheAir = namesOf("pico-w").slice(1);
    assert.deepEqual(namesOf("pico2-w"), ["suites", ...onCable.map((name) => `usb-${name}`), ...inTheAir]);
    for (const board of bringUpBoards) {
        for (const part of [namesOf(board), stepsOf(board, effort).map(({ title }) => title)])
            assert.equal(new Set(part).size, part.length, "the record finds a step by its name");
    }
});

const effort = {
    ...{ suites: [], pings: 1, requests: 1, bulkBytes: 1, attachments: 1 },
    ...{ idleRequests: 1, silence: 1, absence: 1, drive: 1, wave: 1 },
};

test("the record of a chip that the emulator lacks has no figures beside", () => {
    const figures = [{ name: "ping, median", value: 0.5, unit: "ms" }];
    const step: StepResult = { name: "ping", title: "Pings come back", outcome: "passed", figures, remarks: [] };
    const page = recordPage({ date: "2026-11-30", hardware: { about: { board: "a Pico 2 W" }, steps: [step] } });
    assert.match(page, /\| Pings come back \| \| passed \| {2}\|/);
    assert.match(page, /\| \| ping, median \| 0\.500 ms \| {2}\|/);
    assert.ok(!page.includes("## The emulated board"));
});

test("without a board there is nothing to bring up", async () => {
    const { status, stderr } = await tspico(["test", "--bring-up", "--target", "pico2-w"]);
    assert.equal(status, 1);
    assert.match(stderr, /the emulator has no RP2350: the bring-up of a pico2-w needs --board/);
});
