/** Fast waves on an input that the program watches, by the board's own PWM and a wire. */
import { ask, expectReady, type Reached } from "./asking.ts";
import type { Bench } from "./bench.ts";
import { typeHelp } from "./network-steps.ts";
import { troubleOf } from "./reset-steps.ts";
import { Difference, type Notes, type Step } from "./step.ts";

const WAVES = [10_000, 100_000];
/** Of a timer of the program, each second; a program that lives has nearly all of them. */
const TICKS = 100;
const FEWEST_TICKS = TICKS / 2;

async function makeWave(bench: Bench, { figure }: Notes, hertz: number): Promise<void> {
    const from = bench.lines.length;
    const name = `${(hertz / 1000).toString()} kHz`;
    await ask(bench, `/wave/${hertz.toString()}`);
    const began = bench.now();
    await bench.sleep(bench.effort.wave);
    await typeHelp(bench);
    await expectReady(bench);
    const counts = await ask(bench, "/counts");
    const seconds = bench.now() - began;
    const [, calls = 0, ticks = 0] = (/^calls (\d+) ticks (\d+)$/.exec(counts) ?? []).map(Number);
    await ask(bench, "/wave/0");
    const reset = bench.lines.slice(from).find((line) => line.startsWith("tspico: reset "));
    if (reset !== undefined || ticks / seconds < FEWEST_TICKS) {
        const expected = `a program that lives beside ${name} on its input`;
        throw new Difference(expected, reset ?? counts, "firmware/port/pico/edges.c, which holds an edge at a time");
    }
    if (calls === 0) throw new Difference(`edges of ${name} on GPIO 3`, counts, "the wire between GPIO 2 and GPIO 3");
    figure(`calls for edges of ${name}`, calls / seconds, "1/s");
    figure(`ticks of a 10 ms timer beside ${name}`, ticks / seconds, "1/s");
}

/** The wire is there from the step before. */
async function makeWaves(bench: Bench, notes: Notes, reached: Reached): Promise<void> {
    await bench.flash(troubleOf(reached.firmware.board));
    await reached.expectNetwork(bench);
    for (const hertz of WAVES) await makeWave(bench, notes, hertz);
    await bench.hand("unwire");
    await bench.flash(reached.firmware);
    await reached.expectNetwork(bench);
}

export function waveStep(reached: Reached): Step {
    return {
        name: "waves",
        title: "Waves of 10 and 100 kHz on a watched input leave the program its time",
        run: (bench, notes) => makeWaves(bench, notes, reached),
    };
}
