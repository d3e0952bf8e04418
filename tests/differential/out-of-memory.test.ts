/**
 * Programs that fill the heap, catch the error and take nine tenths of the heap at once, a hundred
 * times: nothing that only the abandoned code held is alive, whatever the C compiler made of it.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import {
    buildPlainly,
    mapConcurrently,
    repositoryRoot,
    runExecutable,
    type Toolchain,
} from "../support/compiled-program.ts";
import { compileQuietly } from "./compare.ts";

const folder = path.join(repositoryRoot, "tests/fixtures/out-of-memory");
const compilers = ["gcc", "clang"] as const;
const everyLevel = compilers.flatMap((compiler) =>
    (["-O0", "-O1", "-O2", "-O3"] as const).map((level): Toolchain => ({ compiler, level })),
);
const shipped = compilers.map((compiler): Toolchain => ({ compiler, level: "-O2" }));

const programs = readdirSync(folder).filter((name) => name !== "heap.ts");

for (const program of programs) {
    test(`memory is there again: ${program}`, async () => {
        const compiled = compileQuietly(path.join(folder, program));
        assert.ok("files" in compiled, JSON.stringify(compiled));
        const { files } = compiled;
        const toolchains = program === "one-function.ts" ? everyLevel : shipped;
        await mapConcurrently(toolchains, async (toolchain) => {
            const what = `${toolchain.compiler} ${toolchain.level}`;
            const executable = await buildPlainly(`out-of-memory-${program}`, files, toolchain);
            assert.ok(executable.path !== undefined, `${what}: ${executable.complaint}`);
            const run = await runExecutable(executable.path);
            assert.equal(run.stdout + run.stderr, "as often as wanted\n", what);
        });
    });
}
