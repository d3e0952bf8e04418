/** What the console shows of exceptions that come again, in Node and compiled, is the same. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { compileQuietly } from "../differential/compare.ts";
import { buildExecutable, repositoryRoot, runExecutable } from "../support/compiled-program.ts";

const entry = path.join(repositoryRoot, "tests/fixtures/net/reports.ts");

/** Stack frames are each implementation's own. */
const reports = (text: string): string[] => text.split("\n").filter((line) => line !== "" && !/^ {4}at /.test(line));

const expected = [
    "Uncaught Error: the same",
    "Uncaught again: 10 times",
    "Uncaught again: 12 times",
    "Uncaught TypeError: another",
    "Uncaught Error: the same",
    "Uncaught again: 2 times",
    "Uncaught RangeError: a hundred times",
    "Uncaught again: 10 times",
    "Uncaught again: 100 times",
    "Uncaught a text",
    "Uncaught again: 3 times",
];

test("the same report is counted in Node", async () => {
    const register = path.join(repositoryRoot, "oracle/register.mjs");
    const { stderr } = await promisify(execFile)(process.execPath, ["--import", register, entry]);
    assert.deepEqual(reports(stderr), expected);
});

test("the same report is counted by a compiled program", async () => {
    const compiled = compileQuietly(entry);
    assert.ok("files" in compiled, JSON.stringify(compiled));
    const executable = await buildExecutable("reports", compiled.files);
    assert.ok(executable.path !== undefined, executable.complaint);
    const run = await runExecutable(executable.path);
    assert.deepEqual(reports(run.stderr), expected);
});
