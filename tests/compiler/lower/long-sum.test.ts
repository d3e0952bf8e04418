/** A file of its own: code that has not run yet takes the most stack. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { lower, runLowered } from "../../support/lowering.ts";

test("a long sum needs no deep recursion", () => {
    const sum = Array.from({ length: 3000 }, () => "n").join(" + ");
    const { lowered, diagnostics } = lower({
        "main.ts": `function f(n: number) { return ${sum}; }\nconsole.log(f(1));`,
    });
    assert.deepEqual(runLowered({ lowered, diagnostics }), ["3000"]);
});
