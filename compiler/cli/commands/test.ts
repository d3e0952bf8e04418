import { type Command, Option } from "commander";
import { Machine, type Purpose, supply } from "../../supply/index.ts";
import { supplyFolder } from "../../system/layout.ts";
import { bringUp } from "../bring-up/index.ts";
import { type BringUpBoard, bringUpBoards } from "../bring-up/boards.ts";
import { wholeNumber } from "../numbers.ts";
import { createReporter } from "../reporter.ts";
import { type TestContext, type TestGroup } from "../testing/context.ts";
import { lint } from "../testing/lint.ts";
import { nodeTests } from "../testing/node-tests.ts";
import { isInProject, projectTests } from "../testing/project-tests.ts";
import { boardSuites, suiteGroups } from "../testing/suites.ts";
import { addTallies, closingLine, emptyTally, type Tally } from "../testing/tally.ts";

const ownGroups: readonly TestGroup[] = [lint, nodeTests, ...suiteGroups];

interface TestOptions {
    readonly only?: string;
    readonly json?: true;
    readonly board?: true;
    readonly bringUp?: true;
    readonly target: BringUpBoard;
    readonly soak?: number;
    readonly drive?: string;
    readonly device?: string;
}

function chooseGroups({ board }: TestOptions): { purposes: readonly Purpose[]; groups: readonly TestGroup[] } {
    // A project's tests start programs by the commands that bring what they need.
    if (isInProject()) return { purposes: [], groups: [projectTests] };
    if (board) return { purposes: ["board", "unit"], groups: [boardSuites] };
    return { purposes: ["host", "board", "unit", "lint", "fuzz", "load"], groups: ownGroups };
}

/** The bring-up of a board instead of tests; its steps count as tests do. */
async function testBringUp(options: TestOptions): Promise<void> {
    const reporter = createReporter(options.json ?? false);
    const { drive, device, target, soak } = options;
    const names = { ...(drive === undefined ? {} : { drive }), ...(device === undefined ? {} : { device }) };
    const tally = await bringUp({ names, board: target, soak, onBoard: options.board ?? false }, reporter);
    for (const reason of tally.skipped) reporter.result(`skipped: ${reason}`);
    reporter.data({ groups: { "bring-up": tally }, total: tally });
    reporter.result(closingLine(tally));
    process.exitCode = tally.failed > 0 ? 1 : 0;
}

async function test(options: TestOptions): Promise<void> {
    if (options.bringUp) return testBringUp(options);
    const reporter = createReporter(options.json ?? false);
    const machine = new Machine(supplyFolder, process.env);
    const { purposes, groups } = chooseGroups(options);
    const supplies = await supply(machine, purposes, reporter.step);
    const { only, drive, device } = options;
    const board = { ...(drive === undefined ? {} : { drive }), ...(device === undefined ? {} : { device }) };
    const context: TestContext = { supplies, only, board, say: reporter.step, show: reporter.result };
    const tallies: Record<string, Tally> = {};
    let total = emptyTally;
    for (const group of groups) {
        const tally = await group.run(context);
        if (tally.passed + tally.failed + tally.skipped.length === 0) continue;
        tallies[group.name] = tally;
        total = addTallies(total, tally);
        reporter.result(`-- ${group.name}: ${closingLine(tally)}`);
    }
    for (const reason of total.skipped) reporter.result(`skipped: ${reason}`);
    if (total.passed + total.failed === 0) reporter.step("no test ran");
    reporter.data({ groups: tallies, total });
    reporter.result(closingLine(total));
    process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

export function addTest(program: Command): void {
    program
        .command("test")
        .description(
            "Set up what is missing and run every test that this machine can run; in a project, run its own tests",
        )
        .option(
            "--only <pattern>",
            "only linters, test files and C suites whose name contains this, or a group of suites",
        )
        .option("--board", "run the Unity suites on a connected Pico instead, one after the other")
        .option(
            "--bring-up",
            "check a new board step by step, with --board; without it, the emulated one: asks for what a hand must do, and leaves build/bring-up/record.md",
        )
        .addOption(
            new Option("--target <target>", "with --bring-up: which board it is")
                .choices(bringUpBoards)
                .default("pico"),
        )
        .option(
            "--soak <hours>",
            "with --bring-up: at the end, a request a second for so many hours",
            wholeNumber(1, 1000),
        )
        .option("--drive <folder>", "with --board: its BOOTSEL drive, if it is not found")
        .option("--device <port>", "with --board: the serial port of its console, if it is not found")
        .option("--json", "the counts as JSON")
        .action(test);
}
