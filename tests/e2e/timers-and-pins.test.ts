/** Timers and digital pins: the same on the host as in Node. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { buildHost, type Program, root, startHost, startOracle } from "../support/program.ts";

const desk = path.join(root, "tests", "fixtures", "desk");

/** Runs a program that ends by itself, in both places. */
async function both(entry: string): Promise<{ node: Program; host: Program }> {
    const executable = await buildHost(entry);
    const node = startOracle(entry);
    const host = startHost(executable);
    await Promise.all([node.finished(), host.finished()]);
    return { node, host };
}

test("timers fire in the same order on the host and in Node", async () => {
    const { node, host } = await both(path.join(desk, "timers.ts"));
    assert.equal(host.stdout, node.stdout);
    assert.deepEqual(host.lines.slice(0, 4), ["at once", "negative", "early", "after early"]);
    assert.ok(!host.lines.includes("never"));
});

test("timers hand their arguments to the callback, on the host as in Node", async () => {
    const { node, host } = await both(path.join(desk, "timer-arguments.ts"));
    assert.equal(host.stdout, node.stdout);
    assert.ok(host.lines.includes("first 1 true") && host.lines.includes("tick!!! 30"));
});

test("immediates come in the next turn, on the host as in Node", async () => {
    const { node, host } = await both(path.join(desk, "immediates.ts"));
    assert.equal(host.stdout, node.stdout);
    assert.ok(host.lines.includes("third 3 true") && host.lines.includes("goes on") && host.lines.includes("timer"));
});

test("the reference implementation's timers and trace do on the host what they do in Node", async () => {
    const { node, host } = await both(path.join(desk, "reference-timers.ts"));
    assert.equal(host.stdout, node.stdout);
    assert.ok(host.stdout.endsWith("rested\nticks 3 é true\nthe end\n"), host.stdout);
});

test("an exception that leaves a timer is reported and ends nothing", async () => {
    const { node, host } = await both(path.join(desk, "failing-timer.ts"));
    assert.equal(host.stdout, "before\nafter\n");
    assert.equal(node.stdout, host.stdout);
    for (const program of [node, host]) assert.match(program.stderr, /^Uncaught Error: no way/);
});

test("the provider `device` gives the board's classes and pins", async () => {
    const { node, host } = await both(path.join(desk, "device-provider.ts"));
    assert.equal(host.stdout, node.stdout);
    assert.equal(host.stdout, "true LED 1\nfunction function\nundefined true\nlater\n");
    assert.equal(host.stderr, "pin LED: 1\npin LED: 0\npin LED: 1\npin 6: 1\npin 7: 1\n");
    assert.equal(node.stderr, host.stderr);
});

test("pins obey the same rules on the host and in Node, and say what outputs do", async () => {
    const { node, host } = await both(path.join(desk, "pins.ts"));
    assert.equal(host.stdout, node.stdout);
    assert.equal(host.stderr, "pin LED: 1\npin LED: 0\npin 6: 1\n");
    assert.equal(node.stderr, host.stderr);
});
