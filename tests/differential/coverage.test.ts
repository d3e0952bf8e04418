/**
 * The recorded programs put each kind of value through each construct of the language, or through
 * what refuses it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { allCells } from "./generate/coverage.ts";
import { constructs } from "./generate/crossings.ts";
import { printProgram } from "./generate/program.ts";
import { recordedSeeds, treeOfSeed } from "./generated.ts";

test("every construct meets every kind of value in the recorded programs", () => {
    const met = new Set(recordedSeeds().flatMap((seed) => [...printProgram(treeOfSeed(seed)).coverage.met]));
    const holes = allCells(constructs).filter((cell) => !met.has(cell));
    assert.deepEqual(holes, [], "`node --import tsx tests/differential/record.ts` finds programs for these");
});
