/** Timers and digital pins: the same on the host as in Node. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { buildHost, freePort, type Program, root, startHost, startOracle } from "../support/program.ts";

const desk = path.join(root, "tests", "fixtures", "desk");
const run = promisify(execFile);

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

test("an exception that leaves a timer is reported and ends nothing", async () => {
    const { node, host } = await both(path.join(desk, "failing-timer.ts"));
    assert.equal(host.stdout, "before\nafter\n");
    assert.equal(node.stdout, host.stdout);
    for (const program of [node, host]) assert.match(program.stderr, /^Uncaught Error: no way/);
});

test("pins obey the same rules on the host and in Node, and say what outputs do", async () => {
    const { node, host } = await both(path.join(desk, "pins.ts"));
    assert.equal(host.stdout, node.stdout);
    assert.equal(host.stderr, "pin LED: 1\npin LED: 0\npin 6: 1\n");
    assert.equal(node.stderr, host.stderr);
});

async function serveLed(program: Program, port: number): Promise<void> {
    const answers = new Set<string>();
    try {
        await program.serving();
        for (let round = 0; round < 40 && answers.size < 2; round++) {
            const { stdout } = await run("curl", [
                "--silent",
                "--max-time",
                "5",
                `http://localhost:${port.toString()}/`,
            ]);
            answers.add(stdout);
            await program.pause(100);
        }
        await program.warned("pin LED: 1\npin LED: 0\n");
    } finally {
        await program.stop();
    }
    assert.deepEqual([...answers].sort(), ["off\n", "on\n"]);
}

test("led.ts blinks and serves its state, on the host and in Node", async () => {
    const entry = path.join(root, "ts-src", "led.ts");
    const executable = await buildHost(entry);
    for (const start of [startOracle, (_: string, ports: Record<number, number>) => startHost(executable, ports)]) {
        const port = await freePort();
        await serveLed(start(entry, { [port]: 80 }), port);
    }
});
