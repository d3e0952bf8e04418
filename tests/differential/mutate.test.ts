/**
 * Mutants of the corpus: the compiler refuses each of them, or makes a program that does what it
 * does in Node.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeMutants, summary } from "./mutate.ts";

const MUTANTS = 48;

test("programs near those of the corpus are refused, or print what they print in Node", async () => {
    const seeds = Array.from({ length: MUTANTS }, (_, index) => index + 1);
    const totals = await judgeMutants(seeds, "mutants", 12);
    const failures = totals.failures.map(({ seed, what, text }) => `seed ${seed.toString()}: ${what}\n${text}`);
    assert.equal(failures.length, 0, `${summary(totals)}\n${failures.join("\n")}`);
    assert.notEqual(totals.passed, 0, "some mutants are programs");
});
