/**
 * The pause that firmware/pause.json records and every report repeats is the one of this firmware.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { measurePause } from "../../bench/pause/measure.ts";
import { repositoryRoot } from "../../compiler/system/layout.ts";
import { readPause } from "../../compiler/report/pause.ts";

const recorded = readPause(path.join(repositoryRoot, "firmware", "pause.json"));
/** 70 microseconds at 125 MHz for each KiB of heap, whatever fills it. */
const limit = 8750;

test("a collection of a full heap in its worst shape takes at most 70 microseconds per KiB", async () => {
    const { heap, cycles } = await measurePause(() => undefined);
    const longest = Math.max(...Object.values(cycles));
    assert.ok(longest < (limit * heap) / 1024, JSON.stringify(cycles));
    // The heap is what the rest leaves, so a record of another size says the same by its share.
    const promised = (recorded.cycles * heap) / recorded.heap;
    const record = `firmware/pause.json says ${recorded.cycles.toString()}, measured: ${JSON.stringify(cycles)}`;
    // Another compiler may do a little better; what is recorded must not be a promise that is not
    // kept.
    assert.ok(longest <= promised && longest > promised * 0.97, record);
});
