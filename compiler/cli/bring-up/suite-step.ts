/** The Unity suites on the board, one after the other, with no hand on its button between. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../system/layout.ts";
import type { Bench } from "./bench.ts";
import { Difference, type Notes, type Step } from "./step.ts";

/** How many tests the suite's source has. */
function testsOf(suite: string): number {
    const source = readFileSync(path.join(repositoryRoot, "tests", "unit", `${suite}.c`), "utf8");
    return source.match(/^\s*RUN_TEST\(/gm)?.length ?? 0;
}

async function runSuites(bench: Bench, { figure }: Notes): Promise<void> {
    await bench.hand("bootsel");
    let tests = 0;
    for (const [index, suite] of bench.effort.suites.entries()) {
        const { passed, failed, complaints } = await bench.runSuite(suite, index === 0);
        const expected = testsOf(suite);
        const seen = [`${passed.toString()} passed, ${failed.toString()} failed`, ...complaints].join("; ");
        if (failed > 0 || complaints.length > 0 || passed !== expected) {
            const look = `tests/unit/${suite}.c, and the same suite in the emulator`;
            throw new Difference(`${suite}: ${expected.toString()} passed, status 0`, seen, look);
        }
        tests += passed;
    }
    figure("suites", bench.effort.suites.length, "in all");
    figure("tests in them", tests, "passed");
}

export const suiteStep: Step = {
    name: "suites",
    title: "The suites of the runtime pass, with no button between",
    run: runSuites,
};
