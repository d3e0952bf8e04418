/**
 * Generated programs, compiled under sanitizers, print what they print in Node: the recorded ones,
 * which cross each construct with each kind of value.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "./compare.ts";
import { recordedSeeds } from "./generated.ts";
import { compareSeeds, summary } from "./run.ts";

test("recorded programs print what they print in Node", async () => {
    const seeds = recordedSeeds();
    const totals = await compareSeeds(seeds, "recorded", 12);
    const failures = totals.failures.map(
        ({ seed, verdict }) => `seed ${seed.toString()}: ${verdict.kind}\n${explain(verdict)}`,
    );
    assert.equal(failures.length, 0, `${summary(totals)}\n${failures.join("\n")}`);
    assert.equal(totals.unusable, 0, "Node finishes every program");
    assert.equal(totals.passed, seeds.length, "nothing is refused");
});
