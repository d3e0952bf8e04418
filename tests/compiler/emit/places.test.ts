/** Places of a program: as many as their numbers allow, and the same number for the same line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { printExpression } from "../../../compiler/c/printer.ts";
import { type Span } from "../../../compiler/ir/program.ts";
import { ProgramContext } from "../../../compiler/emit/program-context.ts";
import { span } from "../passes/support.ts";

const context = (): ProgramContext =>
    new ProgramContext({
        modules: [],
        functions: [],
        classes: [],
        globals: [],
        nativeClasses: [],
        shapes: [],
        entries: new Map(),
    });

const placeOf = (program: ProgramContext, where: Partial<Span>): string =>
    printExpression(program.place({ ...span, ...where }));

test("a line has one place", () => {
    const program = context();
    const [first, second] = [1, 2].map((line) => placeOf(program, { line }));
    assert.deepEqual([first, second], ["ts_test_line_1", "ts_test_line_2"]);
    assert.equal(placeOf(program, { line: 1, column: 9 }), first);
    assert.notEqual(placeOf(program, { file: "folder/test.ts", line: 1 }), first);
    assert.deepEqual(
        program.places.map(({ line }) => line),
        [1, 2, 1],
    );
});

test("a program of more lines than there are numbers has places that are unknown", () => {
    const program = context();
    const places = Array.from({ length: 70_000 }, (_, line) => placeOf(program, { line }));
    assert.equal(program.places.length, 0xfffe);
    assert.equal(places.at(-1), "0");
    assert.equal(placeOf(program, { line: 5 }), "ts_test_line_5", "those that have one keep it");
});
