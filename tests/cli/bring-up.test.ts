/** The record of a bring-up, and how the steps of one end, over a bench of the test's own. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Bench } from "../../compiler/cli/bring-up/bench.ts";
import { parsePings } from "../../compiler/cli/bring-up/hardware-bench.ts";
import { recordPage } from "../../compiler/cli/bring-up/record.ts";
import { runSteps } from "../../compiler/cli/bring-up/run-steps.ts";
import { Difference, type Step } from "../../compiler/cli/bring-up/step.ts";

const bench: Bench = {
    effort: { pings: 1, requests: 1, bulkBytes: 1, attachments: 1 },
    lines: [],
    describe: () => Promise.resolve({ computer: "a test" }),
    hand: () => Promise.resolve(),
    flash: () => Promise.resolve(),
    waitForLine: () => Promise.resolve(undefined),
    type: () => Promise.resolve(),
    waitForAddress: () => Promise.resolve(undefined),
    ping: () => Promise.resolve([]),
    exchange: () => Promise.resolve(new Uint8Array()),
    now: () => 0,
    sleep: () => Promise.resolve(),
};

const measures: Step = {
    name: "measures",
    title: "It measures",
    run: (_, note) => {
        note("ping, median", 0.4321, "ms");
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

test("the answers of each system's ping are read, in its language", () => {
    const linux =
        "64 bytes from 192.168.7.1: icmp_seq=1 ttl=255 time=0.412 ms\nrtt min/avg/max/mdev = 0.4/0.4/0.4/0.0 ms\n";
    assert.deepEqual(parsePings(linux), [0.412]);
    const windows =
        "Antwort von 192.168.7.1: Bytes=32 Zeit<1ms TTL=255\r\nMinimum = 0ms, Maximum = 1ms, Mittelwert = 0ms\r\n";
    assert.deepEqual(parsePings(windows), [1]);
    const lost = "Zeitüberschreitung der Anforderung.\r\n";
    assert.deepEqual(parsePings(lost), []);
});
