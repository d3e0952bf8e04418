/**
 * Planted suites: each way in which a suite can end is told apart, in the emulator and on the host.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { before, describe, test } from "node:test";
import { type Board, createBoard, runSuite } from "../../emulator/index.ts";
import { END_OF_SUITE, STOPPED_SUITE } from "../../emulator/suite.ts";
import { UsbHost } from "../../emulator/usb/index.ts";
import { buildBoardSuites, buildFixtures, buildFolder, type Firmware, plantedSuite } from "./fixtures.ts";

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

    test("a suite that drives a pin of a Pico W's radio is red", async () => {
        const result = await runSuite(plantedSuite("lighting"));
        assert.equal(result.passed, false);
        assert.match(result.summary, /^a test drove GPIO 25, which the radio of a Pico W has \(1 passed/);
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
        assert.deepEqual(red.sort(), ["deaf", "empty", "failing", "faulting", "lighting", "overflowing"]);
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

describe("suites as a board runs them, with their console on USB", () => {
    let suite: (name: string) => Firmware;
    before(() => void (suite = buildBoardSuites(["passing", "faulting", "hanging", "deaf"])), { timeout: 600_000 });

    interface Desk {
        readonly board: Board;
        readonly usb: UsbHost;
        readonly lines: string[];
    }

    /** Runs until the last line is such a one: with nothing to do the emulated board would end. */
    async function run(name: string, last: RegExp): Promise<Desk> {
        const lines: string[] = [];
        const usb = new UsbHost();
        const board = await createBoard({
            ...suite(name),
            usb,
            consolePort: "usb",
            onFault: "deliver",
            onLine: (line) => lines.push(line),
        });
        while (!last.test(lines.at(-1) ?? "") && board.counters.nanos < 6e9)
            assert.equal(board.run(120_000, board.counters.nanos + 1e6), undefined);
        return { board, usb, lines };
    }

    /** What `test --board` does before it flashes the next suite. */
    function assertGoesToBootLoader({ board, usb }: Desk): void {
        const acm = usb.device?.configuration.interfaces.find(({ subClass }) => subClass === 2);
        assert.ok(acm !== undefined);
        const data = Uint8Array.of(0xb0, 0x04, 0, 0, 0, 0, 8);
        usb.request({ requestType: 0x21, request: 0x20, value: 0, index: acm.number, data }, () => undefined);
        assert.equal(board.run(60_000, board.counters.nanos + 100e6)?.reason, "bootsel");
    }

    test("one that has ended waits for the next one", async () => {
        const desk = await run("passing", END_OF_SUITE);
        assert.equal(desk.lines.at(-1), "tspico: suite ended with status 0");
        // Longer than the watchdog and the patience with a test.
        assert.equal(desk.board.run(60_000, desk.board.counters.nanos + 4e9), undefined);
        assert.equal(desk.board.resets.length, 0);
        assertGoesToBootLoader(desk);
    });

    const STOPS = {
        faulting: /^tspico: reset after a hard fault at 0x10\w+, called from 0x10\w+ \(build \w{16}\)$/,
        hanging: /^tspico: reset by the watchdog: the test did not end$/,
        deaf: /^tspico: reset by the watchdog: the test did not end$/,
    } as const;
    for (const [name, reason] of Object.entries(STOPS)) {
        test(`one that is ${name} restarts once, says why and where, and waits for the next one`, async () => {
            const desk = await run(name, STOPPED_SUITE);
            assert.match(desk.lines[1] ?? "", /:test_before:PASS$/);
            assert.match(desk.lines.at(-2) ?? "", reason);
            assert.equal(desk.lines.at(-1), "tspico: suite stopped in test_planted");
            assert.equal(desk.board.resets.length, 1);
            assertGoesToBootLoader(desk);
        });
    }
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
