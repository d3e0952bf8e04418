/** Measures the collector's longest stop and writes it down for every build's report. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../compiler/system/layout.ts";
import { table } from "../table.ts";
import { measurePause } from "./measure.ts";

/** Other compilers do a little better or worse than the one at hand. */
const STEP = 5000;

const about =
    "The collector's longest stop on the emulated board, in cycles at 125 MHz, with a heap of so many bytes full in its worst shape. Written by npm run bench -- --pause; tests/bench/pause.test.ts measures again.";

export async function recordPause(say: (line: string) => void): Promise<void> {
    const { heap, cycles } = await measurePause(say);
    const longest = Math.ceil(Math.max(...Object.values(cycles)) / STEP) * STEP;
    const record = { about, cycles: longest, heap };
    writeFileSync(path.join(repositoryRoot, "firmware", "pause.json"), `${JSON.stringify(record, undefined, 4)}\n`);
    console.log(table([["heap full in the shape", "collector's pause, cycles"], ...Object.entries(cycles)]));
}
