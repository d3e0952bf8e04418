import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { readCallGraph } from "../../compiler/report/call-graph.ts";
import { deepestChain } from "../../compiler/report/worst-stack.ts";
import { run } from "../../compiler/system/process.ts";
import { temporaryFolder } from "./fixtures.ts";

/** The call graph that GCC itself writes for a C text. */
async function graphOf(context: TestContext, text: string) {
    const folder = temporaryFolder(context);
    const source = path.join(folder, "program.c");
    writeFileSync(source, text);
    const flags = ["-O0", "-fcallgraph-info=su", "-c", source, "-o", path.join(folder, "program.o")];
    const outcome = await run("gcc", flags, { cwd: folder });
    assert.equal(outcome.status, 0, outcome.stderr);
    return readCallGraph([path.join(folder, "program.ci")]);
}

const text = `
int small(int n) { return n; }
static int large(int n) { volatile char room[4000]; room[n] = 1; return small(room[n]); }
int even(int n); int odd(int n) { return n == 0 ? 0 : even(n - 1); } int even(int n) { return n == 0 ? 1 : odd(n - 1); }
int (*pointer)(int);
int through(int n) { return pointer(n); }
int main(void) { return small(1) + large(2) + even(3) + through(4) + outside(5); }
`.replace("int main", "int outside(int n); int main");

test("the deepest chain counts its frames", async (context) => {
    const stack = deepestChain(await graphOf(context, text), "main", {});
    assert.deepEqual(stack.chain, ["main", "large", "small"]);
    assert.ok(stack.bytes > 4000 && stack.bytes < 4400, stack.bytes.toString());
});

test("what the figure cannot hold is named: recursion, foreign functions, pointers", async (context) => {
    const stack = deepestChain(await graphOf(context, text), "main", {});
    assert.deepEqual(
        stack.recursion.map((cycle) => [...cycle].sort()),
        [["even", "odd"]],
    );
    assert.deepEqual(stack.unknownFrames, ["outside"]);
    assert.deepEqual(stack.unresolvedPointers, ["through"]);
});

test("a cycle of which it is known how often it is gone through counts as often", async (context) => {
    const graph = await graphOf(context, text);
    const frame = (name: string): number => graph.get(name)?.frame ?? 0;
    const stack = deepestChain(graph, "even", {}, { even: 3 });
    assert.deepEqual(stack.recursion, []);
    assert.deepEqual(stack.chain, ["even", "odd", "even", "odd", "even", "odd"]);
    assert.equal(stack.bytes, 3 * (frame("even") + frame("odd")));
    // From the other end, and beside a cycle that nobody knows.
    assert.equal(deepestChain(graph, "odd", {}, { even: 3 }).bytes, stack.bytes + frame("odd"));
    assert.equal(deepestChain(graph, "even", {}, { through: 3 }).recursion.length, 1);
});

test("a known set of callbacks takes the place of the pointer", async (context) => {
    const stack = deepestChain(await graphOf(context, text), "through", { through: ["small", "large"] });
    assert.deepEqual(stack.unresolvedPointers, []);
    assert.deepEqual(stack.chain, ["through", "large", "small"]);
});

test("a star stands for the names that a program gives", async (context) => {
    const graph = await graphOf(context, text);
    assert.deepEqual(deepestChain(graph, "through", { through: ["l*ge"] }).chain, ["through", "large", "small"]);
    assert.deepEqual(deepestChain(graph, "through", { through: ["largel*arge", "nothing_*"] }).chain, ["through"]);
});
