/** Generated programs, compiled under sanitizers, print what they print in Node: the recorded seeds, and a small run of its own. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { explain } from "./compare.ts";
import { compareSeeds, summary } from "./run.ts";

const recorded = JSON.parse(readFileSync(new URL("seeds.json", import.meta.url), "utf8")) as {
    readonly seed: number;
}[];

async function assertLikeNode(seeds: readonly number[], name: string): Promise<void> {
    const totals = await compareSeeds(seeds, name, 8);
    const failures = totals.failures.map(
        ({ seed, verdict }) => `seed ${seed.toString()}: ${verdict.kind}\n${explain(verdict)}`,
    );
    assert.equal(failures.length, 0, `${summary(totals)}\n${failures.join("\n")}`);
    assert.equal(totals.unusable, 0, "Node finishes every program");
    assert.equal(totals.passed + totals.refused, seeds.length);
}

test("programs that once differed from Node", () =>
    assertLikeNode(
        recorded.map(({ seed }) => seed),
        "recorded",
    ));

test("sixty generated programs", () =>
    assertLikeNode(
        Array.from({ length: 60 }, (_, index) => 20_001 + index),
        "small-run",
    ));
