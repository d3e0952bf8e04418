/** What the steps about a program's end and about waves expect, over a bench of the test's own. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Bench } from "../../compiler/cli/bring-up/bench.ts";
import { runSteps, type StepResult } from "../../compiler/cli/bring-up/run-steps.ts";
import { faultStep, resetSteps } from "../../compiler/cli/bring-up/reset-steps.ts";
import type { Step } from "../../compiler/cli/bring-up/step.ts";
import { waveStep } from "../../compiler/cli/bring-up/wave-step.ts";
import { root } from "../support/program.ts";
import { standInBench } from "./stand-in-bench.ts";

const reached = {
    firmware: { program: "ts-src/bring-up.ts", board: "pico", link: "usb" },
    expectNetwork: () => Promise.resolve(),
} as const;

/** A board that answers requests and typed lines with these lines, on a clock of its own. */
function boardThat(
    answers: Readonly<Record<string, string>>,
    prints: Readonly<Record<string, readonly string[]>>,
): Bench {
    const lines: string[] = [];
    let seconds = 0;
    const print = (what: string): void => void lines.push(...(prints[what] ?? []));
    return {
        ...standInBench,
        effort: { ...standInBench.effort, drive: 20, wave: 12 },
        lines,
        now: () => seconds,
        sleep: (time) => Promise.resolve(void (seconds += time)),
        waitForLine: (pattern, _seconds, from = 0) =>
            Promise.resolve(lines.slice(from).find((line) => pattern.test(line))),
        type: (text) => Promise.resolve(print(text.trim())),
        exchange: (_port, bytes) => {
            const path = / (\S+) /.exec(Buffer.from(bytes).toString())?.[1] ?? "";
            print(path);
            return Promise.resolve(Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${answers[path] ?? "ready"}\n`));
        },
    };
}

async function run(step: Step | undefined, bench: Bench): Promise<StepResult> {
    assert.ok(step !== undefined);
    const [result] = await runSteps([step], bench, () => undefined);
    assert.ok(result !== undefined);
    return result;
}

function endingStep(name: string): Step | undefined {
    return resetSteps(reached).find((step) => step.name === name);
}

test("the reason for a reset stands in the first line of the next start", async () => {
    const reason = "tspico: reset by a command";
    const good = await run(endingStep("reset"), boardThat({}, { reset: ["", reason, "bring-up: started"] }));
    assert.equal(good.outcome, "passed", good.seen);
    const late = await run(endingStep("reset"), boardThat({}, { reset: ["bring-up: started", reason] }));
    assert.equal(late.seen, "bring-up: started");
});

test("an error that nobody catches must be printed with the line of its throw, and reset nothing", async () => {
    const report = "Uncaught Error: asked for";
    const reset = "tspico: reset after an uncaught error";
    const source = readFileSync(path.join(root, "ts-src/bring-up.ts"), "utf8").split("\n");
    const thrown = source.findIndex((line) => line.includes("throw new Error(")) + 1;
    const place = `    at ts-src/bring-up.ts:${thrown.toString()}`;
    const resultOf = (...lines: readonly string[]): Promise<StepResult> =>
        run(endingStep("uncaught-error"), boardThat({}, { "/throw": lines }));
    assert.equal((await resultOf(report, place)).outcome, "passed");
    assert.equal((await resultOf(report, `${place}0`)).seen, `${place}0`);
    assert.equal((await resultOf(report)).seen, report);
    assert.equal((await resultOf(report, place, reset)).seen, reset);
    assert.equal((await resultOf()).seen, "no line");
});

test("a drive that is not there, or leaves before its time, is the difference", async () => {
    const board = boardThat({}, {});
    const never = await run(endingStep("bootsel"), board);
    assert.equal(never.seen, "none within 15 s");
    const watchdogAfter = (seconds: number): Bench => {
        const there = boardThat({}, {});
        return { ...there, isDrive: () => Promise.resolve(there.now() < seconds) };
    };
    const reset = await run(endingStep("bootsel"), watchdogAfter(8));
    assert.equal(reset.seen, "none after 8 s");
    assert.match(reset.look ?? "", /a watchdog that the boot ROM did not stop/);
    const good = await run(endingStep("bootsel"), watchdogAfter(100));
    assert.equal(good.outcome, "passed", good.seen);
    assert.deepEqual(good.figures, [{ name: "the drive was there for", value: 20, unit: "s" }]);
});

test("a hard fault must lead to its line of C, and to the line that called it", async () => {
    const line = "tspico: reset after a hard fault at 0x10000100, called from 0x10000200 (build 0123456789abcdef)";
    const faulting = boardThat({}, { "/fault": [line] });
    const nowhere = await run(faultStep(reached), faulting);
    assert.equal(nowhere.seen, line);
    const elsewhere = ["    at 0x10000100 in other+0x0 (program/native.c:1)", "    called from 0x100001fe"];
    const other = await run(faultStep(reached), { ...faulting, explain: () => elsewhere });
    assert.match(other.seen ?? "", /native\.c:1\); called from 0x100001fe$/);
});

test("beside a wave the program has its timer, its console and no reset, and the wave's edges", async () => {
    const help = ["tspico: commands are"];
    const counts = (calls: number, ticks: number) => ({
        "/counts": `calls ${calls.toString()} ticks ${ticks.toString()}`,
    });
    const good = await run(waveStep(reached), boardThat(counts(5000, 1190), { help }));
    assert.equal(good.outcome, "passed", good.seen);
    assert.equal(good.figures.length, 4);
    const starved = await run(waveStep(reached), boardThat(counts(5000, 20), { help }));
    assert.equal(starved.seen, "calls 5000 ticks 20");
    assert.match(starved.look ?? "", /edges\.c/);
    const unwired = await run(waveStep(reached), boardThat(counts(0, 1200), { help }));
    assert.match(unwired.look ?? "", /the wire between GPIO 2 and GPIO 3/);
    const mute = await run(waveStep(reached), boardThat(counts(5000, 1200), {}));
    assert.equal(mute.seen, "no line");
    const reset = ["tspico: reset by the watchdog: the program did not return to its loop for 8000 ms", ...help];
    const gone = await run(waveStep(reached), boardThat(counts(5000, 1200), { help: reset }));
    assert.equal(gone.seen, reset[0]);
});
