/**
 * The kernels of the benchmark are programs too: each prints what it prints in Node, and its
 * versions in C come to the same checksum.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { suite, test } from "node:test";
import { repositoryRoot } from "../../compiler/system/layout.ts";
import { computeFolder, type Kernel, kernels } from "../../bench/compute/kernels.ts";
import { compareProgram, explain } from "../differential/compare.ts";

const WARNINGS = "-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion -Werror".split(" ");
const SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
/** Twice, because a round must not depend on the one before. */
const MAIN = `#include <stdio.h>
#include "yardstick.h"
int main(void) {
    (void)natural_run();
    (void)same_run();
    printf("%u %u\\n", (unsigned)natural_run(), (unsigned)same_run());
    return 0;
}
`;

/** What the versions in C return, compiled as hand-written C is held to. */
function runYardstick(kernel: Kernel, folder: string): readonly string[] {
    const main = path.join(folder, "main.c");
    const program = path.join(folder, "yardstick");
    writeFileSync(main, MAIN);
    const sources = ["natural.c", "same.c"].map((name) => path.join(kernel.folder, name));
    const flags = ["-std=gnu11", "-O1", ...WARNINGS, ...SANITIZERS, `-I${computeFolder}`];
    execFileSync("gcc", [...flags, ...sources, main, "-o", program]);
    return execFileSync(program, { encoding: "utf8" }).trim().split(" ");
}

suite("kernels", { concurrency: 2 }, () => {
    for (const kernel of kernels()) {
        test(kernel.name, async () => {
            const folder = path.join(repositoryRoot, "build", "differential", "compute", kernel.name);
            mkdirSync(folder, { recursive: true });
            const entry = path.join(folder, "entry.ts");
            const module = path.relative(folder, kernel.typescript);
            writeFileSync(entry, `import { run } from "${module}";\nrun();\nconsole.log(run());\n`);
            const verdict = await compareProgram(entry, `compute-${kernel.name}`);
            assert.equal(verdict.kind, "pass", `${verdict.kind}\n${explain(verdict)}`);
            const checksum = verdict.kind === "pass" ? verdict.run.stdout.trim() : "";
            assert.deepEqual(runYardstick(kernel, folder), [checksum, checksum]);
        });
    }
});
