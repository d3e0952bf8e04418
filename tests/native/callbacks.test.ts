/**
 * firmware/callbacks.json and recursion.json are kept by hand: they name functions that exist, here
 * or in what a firmware is linked with. That nothing is missing, each build says itself
 * (unresolvedPointers, recursion).
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { supplyFolder } from "../../compiler/system/layout.ts";
import { repositoryRoot } from "../support/compiled-program.ts";

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(repositoryRoot, "firmware", name), "utf8"));
const callbacks = read("callbacks.json") as Readonly<Record<string, readonly string[]>>;
const rounds = read("recursion.json") as Readonly<Record<string, number>>;

/** Every word of the C and assembler below a folder. */
function wordsIn(folder: string): Set<string> {
    const words = new Set<string>();
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!/\.([chS]|cpp)$/.test(name)) continue;
        for (const [word] of readFileSync(path.join(folder, name), "utf8").matchAll(/\w+/g)) words.add(word);
    }
    return words;
}

test("callbacks.json and recursion.json name functions that exist", () => {
    const named = Object.entries(callbacks).flatMap(([caller, callees]) => [caller, ...callees]);
    named.push(...Object.keys(rounds));
    // Sets of names, and functions of the radio's driver, which only the official SDK has.
    const isOpen = (name: string): boolean => /^\(|\*|^cyw43_/.test(name);
    const known = [path.join(repositoryRoot, "firmware"), supplyFolder].map(wordsIn);
    const isWord = (name: string): boolean => known.some((words) => words.has(name));
    // The SDK's macros put these before the name of what they replace.
    const isKnown = (name: string): boolean => isWord(name) || isWord(name.replace(/^(__wrap_|rom_)/, ""));
    assert.deepEqual(
        named.filter((name) => !isOpen(name) && !isKnown(name)),
        [],
    );
});
