/** A few programs of the fuzzer, the same each time; fuzz.ts runs as long as one likes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fuzzer } from "./fuzz.ts";

test("the compiler refuses what the fuzzer makes, or makes of it what does the same as in Node", async () => {
    const fuzzer = new Fuzzer(1);
    await fuzzer.start();
    for (let programs = 0; programs < 24; programs++) await fuzzer.step();
    await fuzzer.finish();
    const { findings, kept, blocks } = fuzzer.figures;
    assert.deepEqual(findings, []);
    assert.ok(kept > 0 && blocks.ran > 1000, "the compiler's own code is what guides the fuzzer");
});
