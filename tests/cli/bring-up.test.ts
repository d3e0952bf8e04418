/** The record of a bring-up, and how the steps of one end, over a bench of the test's own. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { SuiteOutcome } from "../../compiler/cli/bring-up/bench.ts";
import { Hands } from "../../compiler/cli/bring-up/hands.ts";
import { recordPage } from "../../compiler/cli/bring-up/record.ts";
import { runSteps, type StepResult } from "../../compiler/cli/bring-up/run-steps.ts";
import { Difference, Skipped, type Step } from "../../compiler/cli/bring-up/step.ts";
import { suiteStep } from "../../compiler/cli/bring-up/suite-step.ts";
import { root } from "../support/program.ts";
import { standInBench as bench } from "./stand-in-bench.ts";

const measures: Step = {
    name: "measures",
    title: "It measures",
    run: (_, { figure }) => {
        figure("ping, median", 0.4321, "ms");
        return Promise.resolve();
    },
};
const differs: Step = {
    name: "differs",
    title: "It differs",
    run: () => Promise.reject(new Difference("ready", "a | b", "the cable")),
};
const breaks: Step = { name: "breaks", title: "It breaks", run: () => Promise.reject(new Error("EIO: read")) };

test("the first difference ends the steps, with what was expected, seen, and where to look", async () => {
    const said: string[] = [];
    const results = await runSteps([measures, differs, measures], bench, (line) => said.push(line));
    assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ["passed", "differs", "not run"],
    );
    assert.ok(said.includes("  ping, median: 0.432 ms"));
    assert.ok(said.includes("  expected ready; saw a | b; look at: the cable"));
});

test("a step that throws differs too: a pulled cable is no crash of the tool", async () => {
    const [result] = await runSteps([breaks], bench, () => undefined);
    assert.equal(result?.outcome, "differs");
    assert.equal(result.seen, "EIO: read");
});

test("the page shows the board's figures beside the emulator's, and each difference", async () => {
    const emulator = { about: { board: "emulated" }, steps: await runSteps([measures], bench, () => undefined) };
    const hardware = {
        about: { board: "a Pico" },
        steps: await runSteps([measures, differs], bench, () => undefined),
    };
    const page = recordPage({ date: "2026-11-30", emulator, hardware });
    assert.match(page, /^# Bring-up, 2026-11-30\n/);
    assert.match(page, /\| board \| a Pico \|/);
    assert.match(page, /\| \| ping, median \| 0\.432 ms \| 0\.432 ms \|/);
    assert.match(page, /\| It differs \| \| differs \| not run \|/);
    assert.match(page, /\*\*Board: It differs\*\*: expected ready; saw a \\\| b\. Look at: the cable\./);
    const emulated = recordPage({ date: "2026-11-30", emulator });
    assert.match(emulated, /\| It measures \| \| {2}\| passed \|/);
});

test("each suite must pass as many tests as its source has, the first alone with a hand on the button", async () => {
    const hands: boolean[] = [];
    const source = readFileSync(path.join(root, "tests/unit/test_runtime_array.c"), "utf8");
    const all = source.split("RUN_TEST(").length - 1;
    const outcomeOf: Readonly<Record<string, SuiteOutcome>> = {
        test_runtime_array: { passed: all, failed: 0, complaints: [] },
        test_io_digital: { passed: 12, failed: 0, complaints: [] },
        test_runtime_copy: { passed: 1, failed: 0, complaints: ["it did not become a drive"] },
        test_runtime_timer: { passed: 11, failed: 1, complaints: ["test_runtime_timer: test_a: Expected 1 Was 2"] },
    };
    const run = (...suites: readonly string[]): Promise<readonly StepResult[]> => {
        const runSuite = (name: string, mayPress: boolean): Promise<SuiteOutcome> => {
            hands.push(mayPress);
            return Promise.resolve(outcomeOf[name] ?? { passed: 0, failed: 1, complaints: [] });
        };
        return runSteps([suiteStep], { ...bench, effort: { ...bench.effort, suites }, runSuite }, () => undefined);
    };
    const [good] = await run("test_runtime_array", "test_runtime_array");
    assert.equal(good?.outcome, "passed", good?.seen);
    assert.deepEqual(hands, [true, false]);
    const bad = ["test_io_digital", "test_runtime_copy", "test_runtime_timer"];
    const seen = await Promise.all(bad.map(async (suite) => (await run(suite))[0]?.seen));
    assert.deepEqual(seen, [
        "12 passed, 0 failed",
        "1 passed, 0 failed; it did not become a drive",
        "11 passed, 1 failed; test_runtime_timer: test_a: Expected 1 Was 2",
    ]);
});

test("a step that lacks something is skipped by name, and the ones behind it run", async () => {
    const lacks: Step = { name: "lacks", title: "It lacks", run: () => Promise.reject(new Skipped("no radio driver")) };
    const said: string[] = [];
    const results = await runSteps([lacks, measures], bench, (line) => said.push(line));
    assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ["skipped", "passed"],
    );
    assert.ok(said.includes("  skipped: no radio driver"));
    const page = recordPage({ date: "2026-11-30", emulator: { about: {}, steps: results } });
    assert.match(page, /- emulated, It lacks: no radio driver/);
});

test("what was typed for the board alone is neither said nor kept", async () => {
    const tells: Step = {
        name: "tells",
        title: "It tells",
        run: (_, { remark }) => {
            remark("joined home");
            return Promise.reject(new Difference("home", 'wifi home "home sweet home"', "the cable"));
        },
    };
    const said: string[] = [];
    const results = await runSteps([tells], bench, (line) => said.push(line));
    assert.equal(results[0]?.seen, 'wifi (network) "(password)"');
    assert.deepEqual(results[0].remarks, ["joined (network)"]);
    assert.ok(![...said, JSON.stringify(results)].some((text) => /home/.test(text)), said.join("\n"));
});

test("a network is asked for once, and its name and password are secrets from then on", async () => {
    const answers = ["home", "home sweet home", "de"];
    const secret: boolean[] = [];
    const hands = new Hands((_question, hidden = false) => {
        secret.push(hidden);
        return Promise.resolve(answers.shift() ?? "");
    });
    const network = { ssid: "home", password: "home sweet home", country: "DE" };
    assert.deepEqual(await hands.network("first"), network);
    assert.deepEqual(await hands.network("first"), network);
    assert.deepEqual(secret, [false, true, false]);
    assert.deepEqual([...hands.secrets.keys()], ["home", "home sweet home"]);
    assert.equal(await hands.network("second"), undefined);
});
