/** Places of a program: as many as their numbers allow, and the same number for the same line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ProgramContext } from "../../../compiler/emit/program-context.ts";
import { span } from "../passes/support.ts";

const context = (): ProgramContext =>
    new ProgramContext({ modules: [], functions: [], classes: [], globals: [], nativeClasses: [] });

test("a line has one place", () => {
    const program = context();
    const [first, second] = [1, 2].map((line) => program.place({ ...span, line }));
    assert.deepEqual([first, second, program.place({ ...span, line: 1, column: 9 })], [1, 2, 1]);
});

test("a program of more lines than there are numbers has places that are unknown", () => {
    const program = context();
    const places = Array.from({ length: 70_000 }, (_, line) => program.place({ ...span, line }));
    assert.ok(places.every((place) => place <= 0xfffe));
    assert.equal(places.at(-1), 0);
    assert.equal(program.place({ ...span, line: 5 }), 6, "those that have one keep it");
});
