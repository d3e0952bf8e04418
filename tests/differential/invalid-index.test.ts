/**
 * Where JavaScript makes a property of an array that is no element, ours is a RangeError: never an
 * element, never nothing.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { buildExecutable, runExecutable } from "../support/compiled-program.ts";
import { candidateFolder } from "./batch.ts";
import { compileQuietly } from "./compare.ts";

const PROGRAM = `
const none: number[] = [];
const list = [1];
const bytes = new Uint8Array(1);
function writeTo(target: any, index: number): void {
    try {
        target[index] = 5;
        console.log("wrote", target.length);
    } catch (error) {
        console.log(error instanceof RangeError, target.length);
    }
}
writeTo(list, none[0]!);
writeTo(bytes, none[0]!);
writeTo(list, -1);
writeTo(list, 0.5);
writeTo(list, 1);
function alone(): string {
    try {
        bytes[none[0]!] = 5;
        return "wrote";
    } catch (error) {
        return String(error);
    }
}
console.log(alone());
function late(index: number): number {
    const target = [1];
    let at = index;
    try {
        at = index * 2 - 3;
        target[at] = 7;
    } catch {
        return at;
    }
    return at + 100;
}
console.log(late(0), late(2), late(0.25));
`;

test("an element that is no element is not written", async () => {
    const entry = path.join(candidateFolder("invalid-index"), "program.ts");
    writeFileSync(entry, PROGRAM);
    const compiled = compileQuietly(entry);
    assert.ok("files" in compiled, JSON.stringify(compiled));
    const executable = await buildExecutable("invalid-index", compiled.files);
    assert.ok(executable.path !== undefined, executable.complaint);
    const { stdout, status } = await runExecutable(executable.path);
    const lines = ["true 1", "true 1", "true 1", "true 1", "wrote 2", "RangeError: Invalid array index"];
    lines.push("-3 101 -2.5");
    assert.deepEqual([stdout, status], [`${lines.join("\n")}\n`, 0]);
});
