/**
 * A native class is a `.d.ts` and a C file: nothing in the compiler, the runtime or the build names
 * the one of this fixture.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { compile } from "../../compiler/index.ts";
import { buildExecutable, repositoryRoot, runExecutable } from "../support/compiled-program.ts";

const folder = path.join(repositoryRoot, "tests/fixtures/native");
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

test("a foreign native class with callbacks, hand-over and errors works from its declaration and its C file", async () => {
    // The fixture's tsconfig names the declaration, as a user's would.
    const { diagnostics, files } = compile({ entry: path.join(folder, "program.ts"), root: folder });
    assert.deepEqual(diagnostics, []);
    const all = new Map([...files, ["ticker.c", read("ticker.c")], ["ticker.h", read("ticker.h")]]);
    const executable = await buildExecutable("native-class", all);
    assert.ok(executable.path !== undefined, executable.complaint);
    const run = await runExecutable(executable.path);
    assert.equal(run.stdout, read("expected.txt"));
    assert.match(run.stderr, /^Uncaught RangeError: out of the callback\n {4}at program\.ts:\d+\n$/);
    assert.equal(run.status, 0);
});
