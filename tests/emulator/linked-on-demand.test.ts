/** What a program has no value for is not linked (docs/decisions/019-linked-on-demand.md). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ElfFile } from "../../emulator/elf.ts";
import { buildForBoard } from "../support/board-program.ts";

/** Functions of the runtime, and what a program has to do to need them. */
const UNNEEDED = {
    tsp_number_format: "make a text of a number with a fraction",
    tsp_string_to_number: "read a number from a text",
    tsp_string_join: "put together a text that can be long",
    tsp_string_to_upper_case: "change the case of a text",
    tsp_array_append: "have an array that grows",
};

test("the echo server carries no code for values that it never has", { timeout: 600_000 }, () => {
    const { elf } = buildForBoard("ts-src/echo.ts", "pico", "usb");
    const file = new ElfFile(readFileSync(elf));
    assert.ok(file.symbol("tsp_string_join_short") !== undefined, "what it needs is there");
    for (const [name, use] of Object.entries(UNNEEDED))
        assert.equal(file.symbol(name), undefined, `${name} is linked, and echo does not ${use}`);
});
