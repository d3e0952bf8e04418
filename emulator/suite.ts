/**
 * Runs a Unity suite's UF2 and says whether it passed; see firmware/port/pico/unity_runner.c for
 * the lines it prints.
 */
import { GPIOPinState } from "rp2040js";
import type { Chip } from "./chip.ts";
import { CLOCK_PIN, DATA_PIN, POWER_PIN, SELECT_PIN } from "./radio/wiring.ts";
import { runUf2, type RunResult } from "./run.ts";

export interface SuiteTest {
    name: string;
    result: "passed" | "failed" | "ignored";
    message: string;
}

export interface SuiteResult {
    /**
     * True only if the suite ended by itself, ran at least one test, none failed, and no pin was
     * driven that is another's on a Pico W.
     */
    passed: boolean;
    /** One line: the counts, or why it is not a pass, with the test under way. */
    summary: string;
    tests: readonly SuiteTest[];
    run: RunResult;
}

export interface SuiteOptions {
    uf2: string;
    elf?: string;
    /** Simulated seconds for the whole suite; a suite that is not done then hangs. */
    simulatedSeconds?: number;
    wallSeconds?: number;
    onText?: (text: string) => void;
}

const STACK = "tsp_suite_stack";
/** The line that ends a suite; its group is the status. */
export const END_OF_SUITE = /^tspico: suite ended with status (-?\d+)$/;
/** The line of the start after a fault or a hang on a board; its group is the test under way. */
export const STOPPED_SUITE = /^tspico: suite stopped in (\S+)$/;
const RUNNING = /^tspico: test (\S+)$/;
const RESULT = /^.*:\d+:([^:]+):(PASS|FAIL|IGNORE)(?:: ?(.*))?$/;
const results = { PASS: "passed", FAIL: "failed", IGNORE: "ignored" } as const;

/** The tests that a console's text reports, and the one that was under way where it stops. */
export function parseTests(console: string): { tests: SuiteTest[]; underWay: string | undefined } {
    const tests: SuiteTest[] = [];
    let underWay: string | undefined;
    for (const line of console.split(/\r?\n/)) {
        const started = RUNNING.exec(line);
        if (started !== null) underWay = started[1];
        const ended = RESULT.exec(line);
        if (ended === null) continue;
        const [, name = "", word = "", message = ""] = ended;
        // A test may itself print something of this shape; only the one under way can have ended.
        if (name !== underWay || !(word in results)) continue;
        tests.push({ name, result: results[word as keyof typeof results], message });
        underWay = undefined;
    }
    return { tests, underWay };
}

function unfinished(run: RunResult): string {
    switch (run.reason) {
        case "fault":
            return `fault: ${run.fault?.message ?? "unknown"}`;
        case "bootsel":
            return "the firmware entered BOOTSEL";
        case "asleep":
            return "hang: the core sleeps and nothing will wake it";
        case "reset":
            return "the watchdog reset the chip";
        case "simulated-limit":
            return `hang: not done after ${(run.counters.nanos / 1e9).toFixed(1)} simulated seconds`;
        default:
            return `hang: not done after ${run.wallSeconds.toFixed(1)} seconds`;
    }
}

/** A Pico W runs the same suites: there these pins are its radio's, one of them a Pico's LED. */
const RADIO_PINS = [POWER_PIN, DATA_PIN, SELECT_PIN, CLOCK_PIN];

function watchRadioPins(chip: Chip, driven: Set<number>): void {
    for (const pin of RADIO_PINS) {
        chip.mcu.gpio[pin]?.addListener((state) => {
            if (state === GPIOPinState.Low || state === GPIOPinState.High) driven.add(pin);
        });
    }
}

function judge(run: RunResult, driven: ReadonlySet<number>): Omit<SuiteResult, "run"> {
    const { tests, underWay } = parseTests(run.console);
    const count = (wanted: SuiteTest["result"]): number => tests.filter(({ result }) => result === wanted).length;
    const counts = `${String(count("passed"))} passed, ${String(count("failed"))} failed, ${String(count("ignored"))} ignored`;
    const red = (why: string): Omit<SuiteResult, "run"> => ({ passed: false, summary: why, tests });
    const overrun = run.stack !== undefined && run.stack.used >= run.stack.size;
    if (run.reason !== "marker") {
        const where = underWay === undefined ? "outside any test" : `in ${underWay}`;
        return red(`${where}: ${unfinished(run)}${overrun ? "; the stack ran over" : ""} (${counts})`);
    }
    const status = Number(run.marker?.[1]);
    const firstFailure = tests.find(({ result }) => result === "failed");
    if (firstFailure !== undefined) return red(`${firstFailure.name}: ${firstFailure.message} (${counts})`);
    if (status !== 0) return red(`the suite ended with status ${String(status)} (${counts})`);
    if (overrun) return red(`the stack ran over (${counts})`);
    if (driven.size > 0)
        return red(`a test drove GPIO ${[...driven].join(" and ")}, which the radio of a Pico W has (${counts})`);
    if (underWay !== undefined) return red(`${underWay} started and reported nothing (${counts})`);
    if (count("passed") === 0) return red(`the suite passed no test (${counts})`);
    const stack = run.stack === undefined ? "" : `, stack ${String(run.stack.used)} of ${String(run.stack.size)} bytes`;
    return { passed: true, summary: counts + stack, tests };
}

/** Runs the suite to its end. Throws as `runUf2` does where there is nothing to run. */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
    const { simulatedSeconds = 30, wallSeconds = 120, ...rest } = options;
    const driven = new Set<number>();
    const run = await runUf2({
        ...rest,
        onChip: (chip) => {
            watchRadioPins(chip, driven);
        },
        simulatedSeconds,
        wallSeconds,
        until: END_OF_SUITE,
        onReset: "stop",
        // Suites print much, and nobody asks how long that takes.
        uartPace: "instant",
        stackArray: STACK,
    });
    return { ...judge(run, driven), run };
}
