/** Hours of a request a second: what a desk shows in minutes, a night may not. */
import { ask, askForSignal } from "./asking.ts";
import type { Bench } from "./bench.ts";
import { Difference, median, type Notes, type Step } from "./step.ts";

/** Seconds from one request to the next, and how long one may take. */
const ROUND = 1;
const PATIENCE = 5;
/** Rounds from one look at the signal to the next. */
const LOOK_AT_SIGNAL = 60;
const HEAP = /^tspico: heap (\d+) of \d+ bytes in use, (\d+) at most/;
/** The last line of what `about` says: why the board was started, long ago. */
const REASON = /^tspico: (?:reset|started) /;

/** The most bytes of its heap that the board has ever used. */
async function heapPeak(bench: Bench): Promise<number> {
    const from = bench.lines.length;
    await bench.type("about\r");
    const line = await bench.waitForLine(HEAP, PATIENCE, from);
    await bench.waitForLine(REASON, PATIENCE, from);
    return Number(HEAP.exec(line ?? "")?.[2] ?? Number.NaN);
}

/** Each request prints a line as well, so that the console is part of it. */
async function soak(bench: Bench, seconds: number, hasRadio: boolean, { figure, remark }: Notes): Promise<void> {
    const first = await heapPeak(bench);
    const began = bench.now();
    const passed = (): number => bench.now() - began;
    let [rounds, misses, resets, seen] = [0, 0, 0, bench.lines.length];
    const miss = (why: string): void => {
        misses++;
        remark(`after ${passed().toFixed(0)} s: ${why}`);
    };
    const strengths: number[] = [];
    const lookAtSignal = async (): Promise<void> => {
        const signal = hasRadio ? await askForSignal(bench) : undefined;
        if (signal !== undefined) strengths.push(signal.strength);
    };
    const lookAtConsole = (): void => {
        for (const line of bench.lines.slice(seen)) {
            if (!/^tspico: (reset |.*lost|.*no longer answers)/.test(line)) continue;
            if (line.startsWith("tspico: reset ")) resets++;
            remark(`after ${passed().toFixed(0)} s: ${line}`);
        }
        seen = bench.lines.length;
    };
    for (; passed() < seconds; rounds++) {
        await ask(bench, "/print", PATIENCE).catch((error: unknown) => {
            miss(error instanceof Error ? error.message : String(error));
        });
        if (rounds % LOOK_AT_SIGNAL === 0) await lookAtSignal();
        lookAtConsole();
        await bench.sleep(Math.max(0, (rounds + 1) * ROUND - passed()));
    }
    lookAtConsole();
    const last = await heapPeak(bench);
    if (Number.isNaN(last)) miss("the console says nothing of the heap");
    if (hasRadio && strengths.length === 0) miss("the console says nothing of the signal");
    figure("hours", passed() / 3600, "h");
    figure("requests", rounds, "in all");
    figure("misses", misses, "in all");
    figure("heap peak at the start", first, "bytes");
    figure("heap peak at the end", last, "bytes");
    if (strengths.length > 0) {
        figure("signal, median", median(strengths), "dBm");
        figure("signal, weakest", Math.min(...strengths), "dBm");
        figure("signal, strongest", Math.max(...strengths), "dBm");
    }
    if (misses + resets === 0) return;
    const counted = `${misses.toString()} misses, ${resets.toString()} resets`;
    throw new Difference("no miss and no reset", counted, "the lines above, with their times");
}

export function soakStep(seconds: number, hasRadio: boolean): Step {
    return {
        name: "soak",
        title: "A request a second, for as long as was asked for",
        run: (bench, notes) => soak(bench, seconds, hasRadio, notes),
    };
}
