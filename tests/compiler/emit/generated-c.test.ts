/** The C that docs/generated-c.md shows: what the compiler writes, and what files here hold. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { compile } from "../../../compiler/index.ts";
import { repositoryRoot } from "../../../compiler/system/layout.ts";

interface Sample {
    /** Path of the program, or of the file in C, that it is a part of. */
    readonly from: string;
    readonly lines: readonly string[];
}

const LEFT_OUT = "…";

/** Blanks around a line do not count. */
const linesOf = (text: string): string[] => text.split("\n").map((line) => line.trim());

const page = readFileSync(path.join(repositoryRoot, "docs/generated-c.md"), "utf8");
const samples = [...page.matchAll(/^<!-- from (\S+) -->\n```c\n([^]*?)\n```$/gm)].map(
    ([, from = "", text = ""]): Sample => ({ from, lines: linesOf(text) }),
);

/** A kernel of the benchmark only exports `run`: what nobody calls, the compiler leaves out. */
function compileQuoted(program: string): readonly string[] {
    const file = path.join(repositoryRoot, program);
    const folder = mkdtempSync(path.join(tmpdir(), "tspico-"));
    try {
        const caller = path.join(folder, "main.ts");
        writeFileSync(caller, `import { run } from ${JSON.stringify(file)};\nconsole.log(run());\n`);
        const entry = program.startsWith("bench/compute/kernels/") ? caller : file;
        const { diagnostics, files } = compile({ entry, root: repositoryRoot, quote: true });
        assert.deepEqual(diagnostics, []);
        return [...files.values()];
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** The runs of lines between those that are left out. */
function runsOf(lines: readonly string[]): string[][] {
    const runs: string[][] = [[]];
    for (const line of lines) {
        if (line === LEFT_OUT) runs.push([]);
        else runs.at(-1)?.push(line);
    }
    return runs;
}

/** How many of the runs the text has, one after the other. */
function countFound(text: string, runs: readonly (readonly string[])[]): number {
    const lines = linesOf(text);
    let from = 0;
    const missing = runs.findIndex((run) => {
        const starts = (at: number): boolean => run.every((line, offset) => lines[at + offset] === line);
        while (from < lines.length && !starts(from)) from++;
        const isMissing = from >= lines.length;
        from += run.length;
        return isMissing;
    });
    return missing < 0 ? runs.length : missing;
}

test("every sample of C says where it is from, or that it is by hand", () => {
    const byHand = page.match(/^<!-- by hand -->\n```c$/gm)?.length ?? 0;
    assert.equal(page.match(/^```c$/gm)?.length, samples.length + byHand);
    assert.ok(samples.length > byHand);
});

for (const from of new Set(samples.map((sample) => sample.from))) {
    test(`the samples from ${from} are as they stand there`, () => {
        const texts = from.endsWith(".ts")
            ? compileQuoted(from)
            : [readFileSync(path.join(repositoryRoot, from), "utf8")];
        for (const { lines } of samples.filter((sample) => sample.from === from)) {
            const runs = runsOf(lines);
            const found = Math.max(...texts.map((text) => countFound(text, runs)));
            assert.equal(found, runs.length, `no longer there:\n${(runs[found] ?? []).join("\n")}`);
        }
    });
}
