/**
 * `--watch` compiles in one process, again and again. Nothing of an earlier version may show in
 * what it says or makes.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { run } from "../../compiler/system/process.ts";
import { fingerprint } from "../support/fingerprint.ts";
import { root, temporaryFolder } from "./fixtures.ts";

const EDITS = 500;
/** A fresh process takes as long as twenty edits. */
const COMPARE_EVERY = 50;

/** Numbers from 0 to `below` - 1, the same in every run (a linear congruential generator). */
function randomNumbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}

const replacements = ["0", "1.5", '"text"', "true", "undefined", "null", "[]", "{}", "value", "() => 1", "this", ""];

/**
 * One word, number, text or line of the program is changed, taken away or repeated, as someone who
 * types does.
 */
function edit(text: string, random: (below: number) => number): string {
    const lines = text.split("\n");
    const at = random(lines.length);
    const line = lines[at] ?? "";
    const kind = random(4);
    if (kind === 0) {
        lines.splice(at, 1);
    } else if (kind === 1) {
        lines.splice(at, 0, line);
    } else {
        const words = [...line.matchAll(/[\w$]+|"[^"]*"/g)];
        const word = words[random(words.length)];
        if (word === undefined) return text;
        const other = replacements[random(replacements.length)] ?? "";
        lines[at] = line.slice(0, word.index) + other + line.slice(word.index + word[0].length);
    }
    return lines.join("\n");
}

const stillCompiles = (print: string): boolean => (JSON.parse(print) as { files: number }).files > 0;

test("after five hundred random edits the compiler says and makes what a fresh one does", async (context) => {
    const random = randomNumbers(20);
    const original = readFileSync(path.join(root, "ts-src", "led.ts"), "utf8");
    const file = path.join(temporaryFolder(context), "main.ts");
    let text = original;
    let compiled = 0;
    for (let count = 1; count <= EDITS; count++) {
        // Most edits break a program; from one that is broken nothing is inferred.
        const next = edit(text, random);
        writeFileSync(file, next);
        const here = fingerprint(file);
        if (stillCompiles(here)) {
            text = next;
            compiled++;
        }
        if (count % COMPARE_EVERY !== 0) continue;
        writeFileSync(file, text);
        const now = fingerprint(file);
        const args = ["--import", "tsx", path.join(root, "tests", "support", "fingerprint.ts"), file];
        const fresh = await run(process.execPath, args);
        assert.equal(fresh.stdout.trim(), now, `after ${count.toString()} edits, of:\n${text}`);
        if (count % (2 * COMPARE_EVERY) === 0) text = original;
    }
    assert.ok(compiled > 30, `${compiled.toString()} of the programs compiled`);
});
