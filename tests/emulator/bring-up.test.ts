/** The bring-up of a board, on the emulated one: the same steps, hands and all. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { EmulatedBench } from "../../compiler/cli/bring-up/emulated-bench.ts";
import { runSteps } from "../../compiler/cli/bring-up/run-steps.ts";
import { picoSteps } from "../../compiler/cli/bring-up/steps.ts";
import type { Hand } from "../../compiler/cli/bring-up/bench.ts";
import { buildForBoard, type BoardProgram } from "../support/board-program.ts";

let program: BoardProgram;

before(() => {
    program = buildForBoard("ts-src/bring-up.ts", "pico", "usb");
});

function bench(): EmulatedBench {
    return new EmulatedBench(() => Promise.resolve(program));
}

test("every step passes on the emulated board, with its figures", async () => {
    const said: string[] = [];
    const results = await runSteps(picoSteps, bench(), (line) => said.push(line));
    const failures = results.filter(({ outcome }) => outcome !== "passed");
    assert.deepEqual(failures, [], said.join("\n"));
    const figures = results.flatMap((result) => result.figures.map(({ name }) => name));
    for (const name of ["ping, median", "request, median", "each way at once"]) assert.ok(figures.includes(name), name);
});

test("a hand that forgets the wire is told what to look at, and nothing follows", async () => {
    class Forgetful extends EmulatedBench {
        override hand(what: Hand): Promise<void> {
            return what === "wire" ? Promise.resolve() : super.hand(what);
        }
    }
    const chosen = picoSteps.filter(({ name }) => ["attach", "pins", "reset"].includes(name));
    const [attach, reset, pins] = chosen;
    assert.ok(attach !== undefined && reset !== undefined && pins !== undefined);
    const results = await runSteps(
        [attach, pins, reset],
        new Forgetful(() => Promise.resolve(program)),
        () => undefined,
    );
    assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ["passed", "differs", "not run"],
    );
    assert.match(results[1]?.look ?? "", /the wire between GPIO 2 and GPIO 3/);
});
