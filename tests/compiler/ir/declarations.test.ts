/** An instruction is said in few places: what a new one has to be named in. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { ops } from "../../../compiler/ir/table.ts";

const compiler = fileURLToPath(new URL("../../../compiler", import.meta.url));

const sources = readdirSync(compiler, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ name, text: readFileSync(path.join(compiler, name), "utf8") }));

/** The interfaces of the instructions are their types, not a list of them. */
const isInterface = (name: string): boolean => name === path.join("ir", "instructions.ts");

/**
 * As a text where instructions are told apart or made, or as the key of a table that has an entry
 * an instruction.
 */
function isNamedIn(op: string, text: string): boolean {
    const asText = new RegExp(`\\bop(:| ===| !==) "${op}"|case "${op}":|(InstructionOf|TypedOf|Omit)<[^>]*"${op}"`);
    const asKey = new RegExp(`^    ${op}(:|,|\\()`, "m");
    const hasOps = /\bop\b|InstructionOf/.test(text);
    const [, table = ""] = /: (?:Declarations|Emitters|Transfers)<([^]*)/.exec(text) ?? [];
    return (hasOps && asText.test(text)) || asKey.test(table);
}

test("an instruction is named in its declaration, where it is made, in its transfer function and its emitter", () => {
    assert.ok(ops.length > 30);
    const crowded = ops
        .map((op) => ({
            op,
            files: sources
                .filter(({ name, text }) => !isInterface(name) && isNamedIn(op, text))
                .map(({ name }) => name),
        }))
        .filter(({ files }) => files.length > 4 || files.length < 2);
    assert.deepEqual(crowded, []);
});
