/**
 * Boards that leave, and drives and ports that are not as they should be: each gives one line that
 * says what to do, and the next run works.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { HardwareBench } from "../../compiler/cli/bring-up/hardware-bench.ts";
import { runSteps } from "../../compiler/cli/bring-up/run-steps.ts";
import type { Step } from "../../compiler/cli/bring-up/step.ts";
import { copyUf2, whyNotTaken } from "../../compiler/cli/device/copy-uf2.ts";
import { describePortError } from "../../compiler/cli/device/serial-ports.ts";
import { obtainDrive } from "../../compiler/cli/device/waiting-board.ts";
import { Progress } from "../../compiler/system/progress.ts";
import { root, temporaryFolder, tspico } from "./fixtures.ts";
import { isOpen, RP2040, RP2350, shows, standInDrive, standInPort, Talk, until, writeUf2 } from "./stand-in-board.ts";

interface Place {
    readonly folder: string;
    readonly drive: string;
    readonly uf2: string;
}

/** What is wrong with the drive, and what is said. */
const driveTroubles: readonly {
    readonly when: string;
    readonly prepare: (place: Place) => void;
    readonly said: RegExp;
}[] = [
    {
        when: "the cable is pulled while the file is written",
        // A file whose every write fails as one to a device that has gone does.
        prepare: ({ drive }) => {
            symlinkSync("/proc/self/mem", path.join(drive, "firmware.uf2"));
        },
        said: /the board left while the file was written: is its cable loose\? unplug it, press BOOTSEL and try again$/,
    },
    {
        when: "the drive is full",
        prepare: ({ drive }) => {
            symlinkSync("/dev/full", path.join(drive, "firmware.uf2"));
        },
        said: /the board's drive .* is full; unplug it, press BOOTSEL and try again$/,
    },
    {
        when: "the board has another chip",
        prepare: ({ uf2 }) => {
            writeUf2(uf2, RP2350);
        },
        said: /is for the RP2350, and the board at .* has an RP2040; build for it with --target$/,
    },
    {
        when: "the cable was pulled before the file",
        prepare: ({ drive }) => {
            rmSync(path.join(drive, "INFO_UF2.TXT"));
        },
        said: /is not the drive of a board in BOOTSEL mode: it has no INFO_UF2\.TXT .*; hold BOOTSEL while you plug the board in$/,
    },
];

function place(context: TestContext): Place {
    const folder = temporaryFolder(context);
    const drive = standInDrive(context, folder, "RPI-RP2");
    const uf2 = path.join(folder, "firmware.uf2");
    writeUf2(uf2, RP2040);
    return { folder, drive, uf2 };
}

/** The board as it is after the cable has been in again with the button held. */
function mend({ drive, uf2 }: Place): void {
    rmSync(path.join(drive, "firmware.uf2"), { force: true });
    writeFileSync(path.join(drive, "INFO_UF2.TXT"), "UF2 Bootloader v3.0\r\nBoard-ID: RPI-RP2\r\n");
    writeUf2(uf2, RP2040);
}

for (const { when, prepare, said } of driveTroubles) {
    test(`flash when ${when}: one line, and the next run works`, async (context) => {
        const here = place(context);
        prepare(here);
        const failed = await tspico(["flash", here.uf2, "--drive", here.drive]);
        assert.equal(failed.status, 1);
        const complaints = failed.stderr.split("\n").filter((line) => /^tspico: (?!copying|writing)/.test(line));
        assert.equal(complaints.length, 1, failed.stderr);
        assert.match(complaints[0] ?? "", said);
        mend(here);
        const again = await tspico(["flash", here.uf2, "--drive", here.drive]);
        assert.equal(again.status, 0, again.stderr);
        assert.deepEqual(readFileSync(path.join(here.drive, "firmware.uf2")), readFileSync(here.uf2));
    });
}

const flashing: Step = {
    name: "flash",
    title: "It takes a program",
    run: (bench) => bench.flash({ program: "none", board: "pico", link: "usb" }),
};

test("the bring-up ends with the same line, and the next run works", async (context) => {
    for (const { when, prepare, said } of driveTroubles.slice(0, 3)) {
        const here = place(context);
        const { device } = await standInPort(context, here.folder);
        const build = (): Promise<{ uf2: string }> => Promise.resolve({ uf2: here.uf2 });
        const names = { drive: here.drive, device };
        const bench = new HardwareBench({ names, build, buildSuite: build, suites: [], say: () => undefined });
        context.after(() => bench.close());
        prepare(here);
        const lines: string[] = [];
        const [failed] = await runSteps([flashing], bench, (line) => lines.push(line));
        assert.equal(failed?.outcome, "differs", when);
        assert.match(failed.seen ?? "", said);
        assert.equal(lines.filter((line) => line.includes(failed.seen ?? "?")).length, 1);
        mend(here);
        const [again] = await runSteps([flashing], bench, () => undefined);
        assert.equal(again?.outcome, "passed", again?.seen);
    }
});

test("a board that does not wait for its second suite by itself is named, and the next run works", async (context) => {
    const here = place(context);
    const { device, child } = await standInPort(context, here.folder);
    const build = (): Promise<{ uf2: string }> => Promise.resolve({ uf2: here.uf2 });
    const names = { drive: here.drive, device };
    const said: string[] = [];
    const say = (line: string): number => said.push(line);
    const bench = new HardwareBench({ names, build, buildSuite: build, suites: [], say });
    context.after(() => bench.close());
    rmSync(path.join(here.drive, "INFO_UF2.TXT"));
    await assert.rejects(bench.runSuite("test_b", false), {
        name: "UserError",
        message: "the board did not wait for test_b by itself; press BOOTSEL and run this again",
    });
    // Not even the bench itself has the port at that moment.
    assert.deepEqual(said, [`asking the board at ${device} to wait for a program`]);
    mend(here);
    const outcome = bench.runSuite("test_b", true);
    await until(
        () => existsSync(path.join(here.drive, "firmware.uf2")) && isOpen(device),
        () => "nobody opened the console behind the suite",
    );
    const lines = ["tspico: test test_b", "b.c:1:test_b:PASS", "tspico: suite ended with status 0"];
    child.stdin?.write(lines.map((line) => `${line}\r\n`).join(""));
    assert.deepEqual(await outcome, { passed: 1, failed: 0, complaints: [] });
});

test("a board cannot be asked for its drive while a monitor has its port, which is said", async (context) => {
    const here = place(context);
    const { device } = await standInPort(context, here.folder);
    rmSync(path.join(here.drive, "INFO_UF2.TXT"));
    const watching = monitor(context, device);
    await shows(() => watching.text, /console at/);
    const said: string[] = [];
    const drive = await obtainDrive({ drive: here.drive, device }, (line) => said.push(line));
    assert.equal(drive, undefined);
    assert.equal(said[1], `${device} is in use by another program; close that, and run this again`);
});

test("a drive that leaves before the first byte is a loose cable too", async (context) => {
    const { folder, uf2 } = place(context);
    const say = (): void => undefined;
    const gone = { folder: path.join(folder, "gone"), chip: "RP2040" } as const;
    await assert.rejects(copyUf2(uf2, gone, new Progress("writing", say), say), /is its cable loose\?/);
});

function failure(code: string): Error {
    return Object.assign(new Error(`${code}: it failed, write`), { code });
}

test("flash tells what else stops a file, each with what to do", () => {
    const drive = { folder: "/mnt", chip: "RP2040", device: "/dev/sdx1" } as const;
    const rows: readonly (readonly [code: string, platform: NodeJS.Platform, said: RegExp])[] = [
        ["EACCES", "linux", /^no permission .*: sudo umount \/mnt && sudo mount -o uid=\$\(id -u\) \/dev\/sdx1 \/mnt$/],
        ["EPERM", "darwin", /^no permission to write to \/mnt; allow the terminal removable volumes \(System Settings/],
        ["EPERM", "win32", /^no permission to write to \/mnt; another program may have the drive open/],
        [
            "EROFS",
            "linux",
            /^the board's drive \/mnt is read-only now, as after a pulled cable; unplug it, press BOOTSEL/,
        ],
        [
            "EINVAL",
            "linux",
            /^the board did not take the whole file: EINVAL.*; unplug it, press BOOTSEL and try again$/,
        ],
    ];
    for (const [code, platform, said] of rows) assert.match(whyNotTaken(drive, failure(code), platform), said);
});

test("a port that does not open says why in each system's words, and what to do", () => {
    const rows: readonly (readonly [text: string, platform: NodeJS.Platform, said: RegExp])[] = [
        [
            "Error Permission denied, cannot open /dev/p",
            "linux",
            /^no permission for \/dev\/p; join its group: sudo user/,
        ],
        ["Error Permission denied, cannot open /dev/p", "darwin", /^no permission for \/dev\/p; ask who administers/],
        [
            "Error Resource temporarily unavailable Cannot lock port",
            "linux",
            /^\/dev\/p is in use by another program; clo/,
        ],
        ["Error Resource busy, cannot open /dev/p", "darwin", /^\/dev\/p is in use by another program; close that/],
        ["Opening COM3: Access denied", "win32", /^\/dev\/p is in use by another program; close that/],
        ["Opening COM3: File not found", "win32", /^there is no port \/dev\/p; plug the board in/],
        [
            "Opening COM3: Unknown error code 31",
            "win32",
            /^\/dev\/p does not answer: pull the board's cable out and plug/,
        ],
        [
            "Error Input/output error, cannot open /dev/p",
            "linux",
            /^\/dev\/p does not answer: pull the board's cable out/,
        ],
        [
            "Error No such file or directory, cannot open /dev/p",
            "linux",
            /^there is no port \/dev\/p; plug the board in/,
        ],
    ];
    for (const [text, platform, said] of rows)
        assert.match(describePortError("/dev/p", new Error(text), platform).message, said);
});

function monitor(context: TestContext, device: string): Talk {
    const talk = new Talk(spawn(path.join(root, "tspico"), ["monitor", "--device", device]));
    context.after(() => talk.child.kill("SIGKILL"));
    return talk;
}

test("monitor goes on when the board is back, after a cable that was pulled", async (context) => {
    const folder = temporaryFolder(context);
    const device = path.join(folder, "console");
    const first = await standInPort(context, folder);
    symlinkSync(first.device, device);
    const watching = monitor(context, device);
    await shows(() => watching.text, /console at/);
    first.child.stdin?.end();
    await shows(() => watching.text, /the board has gone; waiting for it to come back/);
    rmSync(device);
    const second = await standInPort(context, folder);
    // As a system does that gives a new port to its group a moment after it has appeared.
    const held = spawn("flock", [second.device, "sleep", "1"]);
    context.after(() => held.kill("SIGKILL"));
    symlinkSync(second.device, device);
    await until(
        () => watching.text.match(/console at/g)?.length === 2,
        () => watching.text,
    );
    second.child.stdin?.write("serving again\r\n");
    await shows(() => watching.text, /^serving again$/m);
    assert.equal(watching.child.exitCode, null);
});

test("a second monitor of one board says that the port is in use; alone it works", async (context) => {
    const { device, child } = await standInPort(context, temporaryFolder(context));
    const first = monitor(context, device);
    await shows(() => first.text, /console at/);
    const second = await tspico(["monitor", "--device", device]);
    assert.equal(second.status, 1);
    assert.equal(second.stderr, `tspico: ${device} is in use by another program; close that, and run this again\n`);
    const ended = new Promise((resolve) => first.child.once("close", resolve));
    first.child.kill("SIGINT");
    await ended;
    assert.ok(!isOpen(device));
    const third = monitor(context, device);
    await shows(() => third.text, /console at/);
    child.stdin?.write("alone\r\n");
    await shows(() => third.text, /^alone$/m);
});
