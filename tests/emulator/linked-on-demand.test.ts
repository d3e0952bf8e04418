/** What a program has no value for is not linked (docs/decisions/019-linked-on-demand.md). */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { ElfFile } from "../../emulator/elf.ts";
import { repositoryRoot } from "../../compiler/system/layout.ts";
import { buildForBoard } from "../support/board-program.ts";

/** Functions of the runtime, and what a program has to do to need them. */
const UNNEEDED = {
    tsp_number_format: "make a text of a number with a fraction",
    tsp_string_to_number: "read a number from a text",
    tsp_string_join: "put together a text that can be long",
    tsp_string_to_upper_case: "change the case of a text",
    tsp_array_append: "have an array that grows",
    tsp_general_new: "have an object with names made at run time",
    tsp_inspect: "print an object",
    tsp_own_next: "list the names of an object",
    tsp_hash_string: "have a table of texts",
    tsp_clock_now: "ask for a date",
    tsp_json_parse: "read JSON",
    tsp_json_text_quote: "write JSON",
    tsp_integrity_add: "freeze an object",
    tsp_ephemerons_set: "keep what belongs to objects beside them",
    tsp_data_view_construct: "have a DataView",
    tsp_view_sort: "sort a typed array",
    tsp_throw_uri_error: "read a URI",
};

test("the functions that are looked for exist, so that their absence tells something", () => {
    const folder = path.join(repositoryRoot, "firmware", "runtime");
    const sources = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"));
    for (const name of Object.keys(UNNEEDED)) {
        assert.ok(
            sources.some((text) => text.includes(`${name}(`)),
            `the runtime has no ${name}`,
        );
    }
});

test("the echo server carries no code for values that it never has", { timeout: 600_000 }, () => {
    const { elf } = buildForBoard("ts-src/echo.ts", "pico", "usb");
    const file = new ElfFile(readFileSync(elf));
    assert.ok(file.symbol("tsp_string_join_short") !== undefined, "what it needs is there");
    for (const [name, use] of Object.entries(UNNEEDED))
        assert.equal(file.symbol(name), undefined, `${name} is linked, and echo does not ${use}`);
});
