/**
 * The programs that fill the heap, catch the error and take nine tenths of the heap at once, on the
 * emulated board with the heap that `build` gives them.
 */
import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { runUf2 } from "../../emulator/index.ts";
import { buildForBoard } from "../support/board-program.ts";
import { root } from "../support/program.ts";

const fixtures = path.join(root, "tests/fixtures/out-of-memory");
const programs = readdirSync(fixtures).filter((name) => name !== "heap.ts");

/** One firmware that runs programs of the folder one after another; what each of them says. */
async function says(name: string, wanted: readonly string[], rounds: number): Promise<readonly string[]> {
    const folder = path.join("build/board-tests/out-of-memory", `programs-${name}`);
    const place = path.join(root, folder);
    rmSync(place, { recursive: true, force: true });
    cpSync(fixtures, place, { recursive: true });
    const heap = path.join(place, "heap.ts");
    const [before, after, ...more] = readFileSync(heap, "utf8").split("ROUNDS = 100;");
    assert.ok(before !== undefined && after !== undefined && more.length === 0);
    writeFileSync(heap, `${before}ROUNDS = ${rounds.toString()};${after}`);
    const imports = wanted.map((program) => `import "./${program}";\n`).join("");
    writeFileSync(path.join(place, `${name}.ts`), `${imports}console.log("the end");\n`);
    const { uf2, elf } = buildForBoard(path.join(folder, `${name}.ts`), "pico", "loopback");
    const run = await runUf2({ uf2, elf, until: /^the end$|, resetting$/, wallSeconds: 300 });
    assert.ok(run.reason === "marker" && !run.console.includes("resetting"), run.console);
    return run.console.split(/\r?\n/).filter((line) => / often| times/.test(line));
}

test("memory is there again a hundred times", { timeout: 900_000 }, async () => {
    assert.deepEqual(await says("hundred", ["one-function.ts"], 100), ["as often as wanted"]);
});

test("memory is there again, whatever held it", { timeout: 900_000 }, async () => {
    // A few rounds of each: a second of the board takes several of the machine that emulates it.
    // All of them are a multiple of four, as finally.ts wants.
    const expected = programs.map(() => "as often as wanted");
    assert.deepEqual(await says("whatever", programs, 8), expected);
});
