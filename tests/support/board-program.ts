/** Programs built for a board by the command line, each test in a folder of its own. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Report } from "../../compiler/report/report.ts";
import type { Board } from "../../emulator/board.ts";
import { root } from "./program.ts";

export interface BoardProgram {
    readonly uf2: string;
    readonly elf: string;
    readonly report: string;
}

/**
 * Builds a program of this repository for a board, in a folder of the test file's own: files run at
 * the same time. Throws with what the command line said where it fails.
 */
export function buildForBoard(
    program: string,
    board: string,
    link: string,
    options: readonly string[] = [],
): BoardProgram {
    const file = path.basename(process.argv[1] ?? "", ".test.ts");
    const place = path.join(root, "build", "board-tests", file, link);
    mkdirSync(place, { recursive: true });
    const command = ["build", path.join(root, program), "--target", board, "--link", link, ...options];
    const built = spawnSync(path.join(root, "tspico"), command, { cwd: place, encoding: "utf8", timeout: 600_000 });
    if (built.status !== 0) throw new Error(`tspico ${command.join(" ")}:\n${built.stdout}${built.stderr}`);
    const name = path.basename(program, ".ts");
    const stem = path.join(place, "build", name, board, name);
    return { uf2: `${stem}.uf2`, elf: `${stem}.elf`, report: path.join(path.dirname(stem), "report.json") };
}

/** Asserts that the report's figure of the stack is one, and not the least that it can be. */
export function assertStackKnown({ report }: BoardProgram): void {
    const { stack } = JSON.parse(readFileSync(report, "utf8")) as Report;
    const { unknownFrames, unresolvedPointers, recursion, dynamicFrames } = stack;
    assert.deepEqual([unknownFrames, unresolvedPointers, recursion, dynamicFrames], [[], [], [], []]);
}

/**
 * Asserts that what the board's painted stack shows is no deeper than the worst case of the report,
 * and that both are there.
 */
export function assertStackWithinReport(board: Board, { report }: BoardProgram): void {
    const { bytes } = (JSON.parse(readFileSync(report, "utf8")) as Report).stack;
    const use = board.stackUse;
    assert.ok(use !== undefined && use.used > 500, "the stack must have been looked at");
    assert.ok(use.used <= bytes, `${String(use.used)} bytes of stack used, ${String(bytes)} reported`);
    assert.ok(bytes <= use.size, "what is reported must be there");
}
