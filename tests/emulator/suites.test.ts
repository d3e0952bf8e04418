/**
 * Planted suites: each way in which a suite can end is told apart, in the emulator and on the host.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { before, describe, test } from "node:test";
import { runSuite } from "../../emulator/index.ts";
import { buildFixtures, buildFolder, plantedSuite } from "./fixtures.ts";

const root = path.resolve(import.meta.dirname, "../..");

describe("suites on the emulated board", () => {
    before(buildFixtures, { timeout: 300_000 });

    test("a passing suite is green and lists its tests", async () => {
        const result = await runSuite(plantedSuite("passing"));
        assert.equal(result.passed, true, result.summary);
        assert.deepEqual(
            result.tests.map(({ name, result }) => `${name} ${result}`),
            ["test_before passed", "test_planted passed"],
        );
    });

    test("a failing suite is red with the test's name and message", async () => {
        const result = await runSuite(plantedSuite("failing"));
        assert.equal(result.passed, false);
        assert.match(result.summary, /^test_planted: Expected 1 Was 2. planted/);
    });

    test("a hanging suite is red with the test's name", async () => {
        const result = await runSuite({ ...plantedSuite("hanging"), simulatedSeconds: 0.5 });
        assert.equal(result.passed, false);
        assert.match(result.summary, /^in test_planted: hang: not done after 0.5 simulated seconds/);
    });

    test("a faulting suite is red with the test's name and the address", async () => {
        const result = await runSuite(plantedSuite("faulting"));
        assert.equal(result.passed, false);
        assert.match(result.summary, /^in test_planted: fault: 32-bit write to 0x00000000.*faulting\.c:\d+/);
    });

    test("a suite that runs over its stack is red", async () => {
        const result = await runSuite(plantedSuite("overflowing"));
        assert.equal(result.passed, false);
        assert.match(result.summary, /the stack ran over/);
        const { run } = await runSuite(plantedSuite("passing"));
        assert.ok(run.stack !== undefined && run.stack.used > 100 && run.stack.used < 4096);
    });

    test("a suite without a test is red", async () => {
        assert.equal((await runSuite(plantedSuite("empty"))).passed, false);
    });

    test("ctest is green for the passing suite only", { timeout: 300_000 }, () => {
        // The hanging suite is left to the test above: here it would cost its whole minute of
        // simulated time.
        const ctest = spawnSync("ctest", ["--test-dir", buildFolder, "-E", "hanging", "-j2"], { encoding: "utf8" });
        assert.notEqual(ctest.status, 0);
        const verdicts = [...ctest.stdout.matchAll(/target\/planted_(\w+) \.*\s*(\*\*\*Failed|Passed)/g)];
        const red = verdicts.filter(([, , verdict]) => verdict !== "Passed").map(([, name]) => name);
        const green = verdicts.filter(([, , verdict]) => verdict === "Passed").map(([, name]) => name);
        assert.deepEqual(red.sort(), ["empty", "failing", "faulting", "overflowing"]);
        assert.deepEqual(green, ["passing"]);
    });

    test("run-suite ends with 1 at a hang", () => {
        const { uf2, elf } = plantedSuite("hanging");
        const args = ["--import", "tsx", "emulator/run-suite.ts", uf2, "--elf", elf, "--simulated", "0.2"];
        const run = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
        assert.equal(run.status, 1);
        assert.match(run.stdout, /FAIL planted_hanging: in test_planted: hang/);
    });
});

describe("suites on the host", () => {
    const folder = path.join(buildFolder, "host");
    const suites = ["passing", "failing", "hanging", "faulting"];

    before(() => {
        const unity = process.env["UNITY_PATH"];
        if (!unity) throw new Error("UNITY_PATH is not set: run these tests through ./tspico test");
        mkdirSync(folder, { recursive: true });
        for (const suite of suites) {
            execFileSync("cc", [
                ...["-std=c11", "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
                ...["-DUNITY_INCLUDE_DOUBLE", "-I", `${unity}/src`],
                ...["-Wl,--wrap=main", "-Wl,--wrap=UnityDefaultTestRun", "-o", path.join(folder, suite)],
                path.join(root, "tests/fixtures/planted", `${suite}.c`),
                path.join(root, "firmware/port/pico/unity_runner.c"),
                `${unity}/src/unity.c`,
            ]);
        }
    });

    const run = (suite: string, timeout = 60_000): { status: number | null; signal: string | null; stdout: string } =>
        spawnSync(path.join(folder, suite), { encoding: "utf8", timeout });

    test("only the passing suite ends with status 0", () => {
        assert.equal(run("passing").status, 0);
        assert.notEqual(run("failing").status, 0);
    });

    test("a fault ends the process before the suite's last line", () => {
        const { status, stdout } = run("faulting");
        assert.notEqual(status, 0);
        assert.match(stdout, /tspico: test test_planted\n$/);
    });

    test("a hang is cut off, and the test under way was named", () => {
        const { status, signal, stdout } = run("hanging", 3000);
        assert.equal(status, null);
        assert.equal(signal, "SIGTERM");
        assert.match(stdout, /tspico: test test_planted\n$/);
    });
});
