/** The bring-up's steps on the emulated board, with programs that a test file has built. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Firmware } from "../../compiler/cli/bring-up/bench.ts";
import type { BringUpBoard, EmulatedBoard } from "../../compiler/cli/bring-up/boards.ts";
import {
    type BuiltFirmware,
    type EmulatedBench,
    type EmulatedOptions,
    smallEffort,
} from "../../compiler/cli/bring-up/emulated-bench.ts";
import { buildFirmware, suiteBuilder } from "../../compiler/cli/bring-up/index.ts";
import { runSteps, type StepResult } from "../../compiler/cli/bring-up/run-steps.ts";
import { Skipped } from "../../compiler/cli/bring-up/step.ts";
import { stepsOf } from "../../compiler/cli/bring-up/steps.ts";
import { root } from "../support/program.ts";
import { withoutDriver } from "./wifi-firmware.ts";

export const PROGRAM = "ts-src/bring-up.ts";
/** What has been said, for messages of asserts. */
export const said: string[] = [];
export const say = (line: string): number => said.push(line);

const built = new Map<string, Promise<BuiltFirmware>>();

/** Test files run at the same time: each builds in a folder of its own. */
function enterOwnFolder(): void {
    const file = path.basename(process.argv[1] ?? "", ".test.ts");
    const place = path.join(root, "build", "board-tests", file);
    mkdirSync(place, { recursive: true });
    process.chdir(place);
}

/** Builds each program once; what is for a Pico 2 W, for the board that stands in for it. */
export function build({ program, native, link }: Firmware): Promise<BuiltFirmware> {
    if (link === "wifi" && withoutDriver !== false) return Promise.reject(new Skipped(withoutDriver));
    const key = `${program} ${link}`;
    const board = link === "wifi" ? "pico-w" : "pico";
    enterOwnFolder();
    const known = built.get(key) ?? buildFirmware({ program, native: native ?? [], board, link }, say);
    built.set(key, known);
    return known;
}

export function optionsOf(board: EmulatedBoard, effort: EmulatedOptions["effort"] = {}): EmulatedOptions {
    return { board, build, buildSuite: suiteBuilder(smallEffort.suites, "pico", say), effort };
}

export function runNamed(
    bench: EmulatedBench,
    board: BringUpBoard,
    names: readonly string[],
): Promise<readonly StepResult[]> {
    const steps = stepsOf(board, bench.effort);
    const chosen = names.map((name) => {
        const step = steps.find((each) => each.name === name);
        assert.ok(step !== undefined, name);
        return step;
    });
    return runSteps(chosen, bench, say);
}

export function outcomes(results: readonly StepResult[]): readonly string[] {
    return results.map(({ outcome }) => outcome);
}
