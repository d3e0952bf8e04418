/**
 * The tables of case conversion are those of Unicode: what Node says of all code points. A Node
 * with other Unicode data than the tables' differs where characters have been added.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { compareProgram, explain } from "../differential/compare.ts";
import { caseTables, tablesFile } from "./case-tables.ts";

const written = readFileSync(path.join(import.meta.dirname, "../..", tablesFile), "utf8");
const [, version = ""] = /Unicode (\d+\.\d+)/.exec(written) ?? [];
const own = process.versions["unicode"] ?? "none";
const skip = own === version ? false : `the tables are of Unicode ${version}, this Node's data of ${own}`;

test("the committed tables are what the generator writes", { skip }, () => {
    assert.equal(caseTables(), written);
});

test("every code point changes its case as in Node, and a sigma beside it", { skip }, async () => {
    const program = path.join(import.meta.dirname, "fixtures/all-code-points.ts");
    const verdict = await compareProgram(program, "unicode-case");
    assert.equal(verdict.kind, "pass", `${verdict.kind}\n${explain(verdict)}`);
});
