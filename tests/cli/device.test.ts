/**
 * `flash` against a folder that stands in for a board's drive, `monitor` against a pty that stands
 * in for its console.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    watch,
    writeFileSync,
} from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { HardwareBench } from "../../compiler/cli/bring-up/hardware-bench.ts";
import { runBoardSuite } from "../../compiler/cli/device/board-suite.ts";
import { copyUf2 } from "../../compiler/cli/device/copy-uf2.ts";
import { isBoardPort } from "../../compiler/cli/device/serial-ports.ts";
import { run } from "../../compiler/system/process.ts";
import { Progress } from "../../compiler/system/progress.ts";
import { root, temporaryFolder, tspico } from "./fixtures.ts";
import {
    BLOCKS,
    isOpen,
    RP2040,
    RP2350,
    shows,
    standInDrive,
    standInPort,
    Talk,
    until,
    writeUf2,
} from "./stand-in-board.ts";

interface Case {
    readonly name: string;
    readonly family?: number;
    readonly boardId?: string;
    readonly restarts?: boolean;
    readonly prepare?: (folder: string, drive: string) => void;
    readonly expected: RegExp;
}

const refusals: readonly Case[] = [
    {
        name: "a UF2 for another chip",
        family: RP2350,
        expected: /firmware\.uf2 is for the RP2350, and the board at .* has an RP2040; build for it with --target/,
    },
    {
        name: "a UF2 that was cut off",
        prepare: (folder) => {
            const file = path.join(folder, "firmware.uf2");
            writeFileSync(file, readFileSync(file).subarray(0, 1000));
        },
        expected: /not a whole UF2 file: 1000 bytes/,
    },
    {
        name: "a file that is no UF2",
        prepare: (folder) => {
            writeFileSync(path.join(folder, "firmware.uf2"), Buffer.alloc(1024, "text"));
        },
        expected: /not a UF2 file: block 0 is malformed/,
    },
    {
        name: "a folder that is no board",
        prepare: (_, drive) => {
            rmSync(path.join(drive, "INFO_UF2.TXT"));
        },
        expected: /is not the drive of a board in BOOTSEL mode/,
    },
    { name: "a drive of something else", boardId: "SAMD21", expected: /is not the drive of a board in BOOTSEL mode/ },
    { name: "a board that does not restart", restarts: false, expected: /the board took the file but did not restart/ },
    {
        name: "a drive that does not take the file",
        prepare: (_, drive) => {
            mkdirSync(path.join(drive, "firmware.uf2"));
        },
        expected: /the board did not take the whole file: .*; unplug it, press BOOTSEL and try again/,
    },
];

test("flash copies a UF2 onto the board's drive", async (context) => {
    for (const [family, boardId] of [
        [RP2040, "RPI-RP2"],
        [RP2350, "RP2350"],
    ] as const) {
        const folder = temporaryFolder(context);
        const drive = standInDrive(context, folder, boardId);
        const uf2 = path.join(folder, "firmware.uf2");
        writeUf2(uf2, family);
        const outcome = await tspico(["flash", uf2, "--drive", drive]);
        assert.equal(outcome.status, 0, outcome.stderr);
        assert.match(outcome.stdout, /firmware\.uf2 is on the board, which runs it/);
        assert.deepEqual(readFileSync(path.join(drive, "firmware.uf2")), readFileSync(uf2));
    }
});

for (const { name, family = RP2040, boardId = "RPI-RP2", restarts = true, prepare, expected } of refusals) {
    test(`flash refuses ${name} in one line`, async (context) => {
        const folder = temporaryFolder(context);
        const drive = standInDrive(context, folder, boardId, restarts);
        const uf2 = path.join(folder, "firmware.uf2");
        writeUf2(uf2, family);
        prepare?.(folder, drive);
        const outcome = await tspico(["flash", uf2, "--drive", drive]);
        assert.equal(outcome.status, 1);
        assert.match(outcome.stderr, expected);
        assert.doesNotMatch(outcome.stderr, /^\s+at /m);
    });
}

test("flash without a board says what to press", async (context) => {
    const folder = temporaryFolder(context);
    const uf2 = path.join(folder, "firmware.uf2");
    writeUf2(uf2, RP2040);
    const outcome = await tspico(["flash", uf2, "--wait", "0"]);
    assert.equal(outcome.status, 1);
    assert.match(outcome.stderr, /hold the board's BOOTSEL button while you plug in its USB cable/);
    assert.match(outcome.stderr, /no board after 0 seconds; run this again, or copy .*firmware\.uf2 onto the drive/);
});

test("monitor shows the console, sends what is typed and gives addresses their source lines", async (context) => {
    const folder = temporaryFolder(context);
    const board = await standInPort(context, folder);
    // A firmware's worth: the line of a function, and the name of the build as a string.
    const source = path.join(folder, "led.c");
    writeFileSync(
        source,
        [
            'const char tsp_build_id[] = "0123456789abcdef";',
            '#line 7 "ts-src/led.ts"',
            "void blink(void) { for (;;) { } }",
            "void start(void) { blink(); }",
        ].join("\n"),
    );
    const elf = path.join(folder, "led.elf");
    const flags = ["-g", "-O0", "-mcpu=cortex-m0plus", "-mthumb", "-nostdlib", "-Wl,-e,start", "-Wl,-Ttext=0x10000000"];
    // As real builds do: no folder of this machine is in the line information.
    const mapped = `-ffile-prefix-map=${process.cwd()}=program`;
    const built = await run("arm-none-eabi-gcc", [...flags, mapped, "-o", elf, source]);
    assert.equal(built.status, 0, built.stderr);

    const monitor = new Talk(spawn(path.join(root, "tspico"), ["monitor", "--device", board.device, "--elf", elf]));
    context.after(() => monitor.child.kill("SIGKILL"));
    await shows(() => monitor.text, /console at .*; Ctrl-C ends/);
    board.child.stdin?.write("serving on port 80\r\n");
    await shows(() => monitor.text, /^serving on port 80$/m);
    monitor.child.stdin?.write("status\n");
    await shows(() => board.text, /status\n/);
    board.child.stdin?.write("tspico: hard fault at 0x10000002, called from 0x1000000a (build 0123456789abcdef)\r\n");
    await shows(() => monitor.text, /^ {4}at 0x10000002 in blink\+0x2 \(program\/ts-src\/led\.ts:7\)$/m);
    await shows(() => monitor.text, /^ {4}called from 0x10000008 in start\+0x\d \(program\/ts-src\/led\.ts:8\)$/m);
    board.child.stdin?.write("tspico: hard fault at 0x10000002, called from 0x1000000a (build 00000000)\r\n");
    await shows(() => monitor.text, /no ELF file of build 00000000 in .*: name it with --elf/);
    const ended = new Promise((resolve) => monitor.child.once("close", resolve));
    monitor.child.kill("SIGINT");
    assert.equal(await ended, 0);
});

test("monitor waits for a board that has gone", async (context) => {
    const folder = temporaryFolder(context);
    const board = await standInPort(context, folder);
    const monitor = new Talk(spawn(path.join(root, "tspico"), ["monitor", "--device", board.device]));
    context.after(() => monitor.child.kill("SIGKILL"));
    await shows(() => monitor.text, /console at/);
    board.child.stdin?.end();
    await shows(() => monitor.text, /the board has gone; waiting for it to come back/);
    assert.equal(monitor.child.exitCode, null);
});

test("a board is known by its port, whichever console its firmware has", () => {
    const header = readFileSync(path.join(root, "firmware/port/pico/links/usb/descriptors.h"), "utf8");
    const usbNumber = (name: string) => new RegExp(`define TSP_USB_${name} 0x([0-9a-f]{4})`).exec(header)?.[1];
    const numbers = { vendorId: usbNumber("VID"), productId: usbNumber("PID") };
    assert.ok(isBoardPort({ vendorId: "2E8A", productId: "000a", manufacturer: "Raspberry Pi" }), "the SDK's console");
    assert.ok(isBoardPort({ ...numbers, manufacturer: "Microsoft" }), "the USB link's, on Windows");
    assert.ok(
        isBoardPort({ vendorId: "cafe", productId: "4001", manufacturer: "tspico" }),
        "with numbers of one's own",
    );
    assert.ok(!isBoardPort({ vendorId: "0403", productId: "6001", manufacturer: "FTDI" }));
    assert.ok(!isBoardPort({}), "a port that is no USB device");
    assert.ok(!isBoardPort({ vendorId: "2e8a", productId: "000c" }), "a Debug Probe beside its board");
    assert.ok(!isBoardPort({ ...numbers, manufacturer: "Somebody" }), "a hobby device with the same numbers");
});

test("a board has left when its device has, though a stale mount still shows the drive", async (context) => {
    const folder = temporaryFolder(context);
    const uf2 = path.join(folder, "firmware.uf2");
    writeUf2(uf2, RP2040);
    const drive = standInDrive(context, folder, "RPI-RP2", false);
    const device = path.join(folder, "sdx1");
    writeFileSync(device, "");
    const watcher = watch(drive, () => {
        const copy = path.join(drive, "firmware.uf2");
        if (existsSync(copy) && statSync(copy).size === BLOCKS * 512) rmSync(device, { force: true });
    });
    context.after(() => {
        watcher.close();
    });
    const said: string[] = [];
    const say = (line: string): number => said.push(line);
    await copyUf2(uf2, { folder: drive, chip: "RP2040", device }, new Progress("writing", say), say);
    assert.ok(existsSync(path.join(drive, "INFO_UF2.TXT")));
    assert.ok(said.includes(`the board has left; its drive is still mounted: sudo umount ${drive}`), said.join("\n"));
});

test("monitor without a board says what to do", async () => {
    const absent = await tspico(["monitor", "--device", "/dev/no-such-port"]);
    assert.deepEqual(
        [absent.status, absent.stderr],
        [1, "tspico: there is no port /dev/no-such-port; plug the board in, or name another port with --device\n"],
    );
    const file = await tspico(["monitor", "--elf", "nowhere.elf"]);
    assert.deepEqual([file.status, file.stderr], [1, "tspico: there is no file nowhere.elf\n"]);
});

test("test --board flashes a suite, reads its console and counts; one that fails or does not end is red", async (context) => {
    const folder = temporaryFolder(context);
    const drive = standInDrive(context, folder, "RPI-RP2");
    const board = await standInPort(context, folder);
    const uf2 = path.join(folder, "firmware.uf2");
    writeUf2(uf2, RP2040);
    const information = readFileSync(path.join(drive, "INFO_UF2.TXT"));
    const names = { drive, device: board.device };
    const shown: string[] = [];
    const runSuite = async (lines: readonly string[]) => {
        writeFileSync(path.join(drive, "INFO_UF2.TXT"), information);
        rmSync(path.join(drive, "firmware.uf2"), { force: true });
        const tally = runBoardSuite(
            "suite",
            uf2,
            names,
            () => undefined,
            (line) => shown.push(line),
        );
        // As the suites' firmware does: nothing is printed before somebody has opened the console,
        // which is this process.
        await until(
            () => isOpen(board.device),
            () => "nobody opened the console",
        );
        board.child.stdin?.write(lines.map((line) => `${line}\r\n`).join(""));
        return tally;
    };
    const good = ["tspico: test test_a", "a.c:1:test_a:PASS", "tspico: test test_b", "a.c:2:test_b:PASS"];
    const end = "tspico: suite ended with status";
    assert.deepEqual(await runSuite([...good, `${end} 0`]), { passed: 2, failed: 0, skipped: [] });
    assert.deepEqual(shown, []);

    const bad = ["tspico: test test_c", "a.c:3:test_c:FAIL: Expected 1 Was 2"];
    assert.deepEqual(await runSuite([...good, ...bad, `${end} 1`]), { passed: 2, failed: 1, skipped: [] });
    assert.deepEqual(shown.splice(0), ["suite: test_c: Expected 1 Was 2"]);

    assert.deepEqual(await runSuite([`${end} 0`]), { passed: 0, failed: 1, skipped: [] });
    assert.deepEqual(shown.splice(0), ["suite: ran no test"]);

    assert.deepEqual(await runSuite([...good, "tspico: test test_d", `${end} 0`]), {
        passed: 2,
        failed: 1,
        skipped: [],
    });
    assert.deepEqual(shown.splice(0), ["suite: did not end, in test_d (status 0)"]);
});

test("test --board says why and where a suite stopped the board, and flashes the next one", async (context) => {
    const folder = temporaryFolder(context);
    const drive = standInDrive(context, folder, "RPI-RP2");
    const information = readFileSync(path.join(drive, "INFO_UF2.TXT"));
    const uf2 = path.join(folder, "firmware.uf2");
    writeUf2(uf2, RP2040);
    // A board that restarts gets another port by the same name.
    const device = path.join(folder, "console");
    const shown: string[] = [];
    const plug = async (): Promise<Talk & { readonly device: string }> => {
        const port = await standInPort(context, mkdtempSync(path.join(folder, "port-")));
        rmSync(device, { force: true });
        symlinkSync(port.device, device);
        return port;
    };
    const start = () => {
        writeFileSync(path.join(drive, "INFO_UF2.TXT"), information);
        rmSync(path.join(drive, "firmware.uf2"), { force: true });
        const show = (line: string): number => shown.push(line);
        return runBoardSuite("suite", uf2, { drive, device }, () => undefined, show);
    };
    const print = async (port: Talk & { readonly device: string }, lines: readonly string[]) => {
        await until(
            () => isOpen(port.device),
            () => "nobody opened the console",
        );
        port.child.stdin?.write(lines.map((line) => `${line}\r\n`).join(""));
    };

    const first = await plug();
    const faulting = start();
    await print(first, ["tspico: test test_a", "a.c:1:test_a:PASS", "tspico: te"]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    first.child.stdin?.end();
    await new Promise((resolve) => first.child.once("close", resolve));
    const second = await plug();
    const reason = "reset after a hard fault at 0x10006a7e, called from 0x1000040a (build ed5c8d4af7354006)";
    await print(second, ["", `tspico: ${reason}`, "tspico: suite stopped in test_b"]);
    assert.deepEqual(await faulting, { passed: 1, failed: 1, skipped: [] });
    assert.deepEqual(shown.splice(0), [`suite: stopped in test_b: ${reason}`]);

    const next = start();
    await print(second, ["tspico: test test_a", "a.c:1:test_a:PASS", "tspico: suite ended with status 0"]);
    assert.deepEqual(await next, { passed: 1, failed: 0, skipped: [] });
    assert.deepEqual(shown, []);
});

test("the bring-up leaves the console alone while it writes a program, and opens it again behind", async (context) => {
    const folder = temporaryFolder(context);
    const drive = standInDrive(context, folder, "RPI-RP2");
    const board = await standInPort(context, folder);
    const uf2 = path.join(folder, "firmware.uf2");
    writeUf2(uf2, RP2040);
    const information = path.join(drive, "INFO_UF2.TXT");
    const text = readFileSync(information);
    rmSync(information);
    const names = { drive, device: board.device };
    const say = (): void => undefined;
    const build = (): Promise<{ uf2: string }> => Promise.resolve({ uf2 });
    const bench = new HardwareBench({ names, build, buildSuite: build, suites: [], say });
    context.after(() => bench.close());
    const opens = (): Promise<void> =>
        until(
            () => isOpen(board.device),
            () => "nobody opened the console",
        );
    await opens();
    const flashed = bench.flash({ program: "none", board: "pico", link: "usb" });
    // The board takes a second to become a drive, longer than the bench waits between two looks.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const wasOpen = isOpen(board.device);
    writeFileSync(information, text);
    await flashed;
    assert.ok(!wasOpen, "the console was open beside the 1200 baud that ask for the drive");
    await opens();
    board.child.stdin?.write("tspico: commands are\r\n");
    assert.equal(await bench.waitForLine(/^tspico: commands are$/, 5), "tspico: commands are");
});
