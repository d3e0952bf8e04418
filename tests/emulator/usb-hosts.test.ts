/** The firmware on the USB port of each family of hosts. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { createBoard, ElfFile } from "../../emulator/index.ts";
import { Chip } from "../../emulator/chip.ts";
import { attachUsbHost, checkDevice, hostProfiles, linux, macos, UsbHost, windows } from "../../emulator/usb/index.ts";
import { buildForBoard } from "../support/board-program.ts";
import { POWER_ON } from "./fixtures.ts";
import { connected, echoProgram, pass, ping, PingPeer, switchOn, type Desk } from "./usb-support.ts";

/** NCM's functional descriptor, up to the byte of network capabilities. */
const NCM_FUNCTIONAL = Buffer.from([6, 0x24, 0x1a, 0x00, 0x01]);

const FLASH_SIZE = 2 * 1024 * 1024;
const SIE_CTRL = 0x5011_004c;
const PULL_UP = 1 << 16;

/** Overwrites the one place in flash that has these bytes, from `offset` on. */
function patch({ board }: Desk, bytes: Buffer, offset: number, value: number): void {
    const flash = Buffer.from(board.chip.mcu.flash.buffer);
    const at = flash.indexOf(bytes);
    assert.ok(at > 0 && flash.indexOf(bytes, at + 1) < 0, "the descriptor must be in flash once");
    board.chip.mcu.flash[at + offset] = value;
}

/** A program that never comes back to its loop. */
async function stuck(): Promise<Desk> {
    const { uf2, elf } = buildForBoard("tests/fixtures/board-programs/stuck.ts", "pico", "usb");
    const usb = new UsbHost();
    const board = await createBoard({ uf2, elf, usb, consolePort: "usb", stackArray: "stack" });
    return { board, usb, peer: new PingPeer(usb) };
}

describe("a host and a program that computes for long", () => {
    let desk: Desk;
    before(async () => void (desk = await stuck()), { timeout: 600_000 });

    test("come together: descriptors and requests are answered meanwhile", () => {
        const { usb, board } = desk;
        pass(board, 300);
        assert.equal(usb.state, "configured", usb.problem);
        assert.ok(usb.console.open, "the port is opened");
        assert.ok(usb.ethernet.linkUp, "and the network");
        assert.equal(board.resets.length, 0);
        // The bus may be reset at any instruction of it.
        for (let moment = 0.1; moment < 1; moment += 0.13) {
            usb.resetBus();
            pass(board, 60 + moment);
            assert.equal(usb.state, "configured", usb.problem);
        }
        assert.deepEqual(usb.wireErrors, { host: 0, device: 0, overflows: 0 });
    });

    test("and 1200 baud start the boot loader out of it", () => {
        const { usb, board } = desk;
        const coding = Uint8Array.of(0xb0, 0x04, 0, 0, 0, 0, 8);
        const acm = usb.device?.configuration.interfaces.find(({ subClass }) => subClass === 2);
        assert.ok(acm !== undefined);
        const setup = { requestType: 0x21, request: 0x20, value: 0, index: acm.number, data: coding };
        usb.request(setup, () => undefined);
        assert.equal(board.run(60_000, board.counters.nanos + 100e6)?.reason, "bootsel");
    });
});

describe("a host that runs", () => {
    before(() => void echoProgram(), { timeout: 600_000 });

    for (const profile of hostProfiles) {
        test(`${profile.name} takes the board, its network and its console, and keeps them`, async () => {
            const desk = await connected({ profile });
            const { usb, board } = desk;
            assert.ok(usb.device !== undefined);
            assert.deepEqual(checkDevice(usb.device), []);
            pass(board, 2000);
            assert.ok(usb.ethernet.linkUp, "the network must stay open");
            for (const size of [0, 100, 1472]) assert.ok(ping(desk, size), `ping of ${String(size)} bytes`);
            usb.console.write(Buffer.from("help\r"));
            pass(board, 100);
            assert.match(board.console.text, /tspico: {3}reset {6}start again/);
            usb.resetBus();
            pass(board, 300);
            assert.ok(ping(desk, 100), "after a reset of the bus");
            assert.deepEqual(usb.wireErrors, { host: 0, device: 0, overflows: 0 });
        });
    }

    test("macos closes the network of a device without a packet filter, and never opens it again", async () => {
        const desk = await switchOn({ profile: macos });
        patch(desk, NCM_FUNCTIONAL, NCM_FUNCTIONAL.length, 0);
        const changes: boolean[] = [];
        desk.usb.ethernet.onLinkChange = (up) => changes.push(up);
        pass(desk.board, 3000);
        assert.equal(desk.usb.state, "configured", desk.usb.problem);
        assert.deepEqual(changes, [true, false]);
        const problems = desk.usb.device === undefined ? [] : checkDevice(desk.usb.device);
        assert.deepEqual(problems, ["NCM announces no packet filter: macOS would close the network"]);
    });

    test("linux puts up with that", async () => {
        const desk = await switchOn({ profile: linux });
        patch(desk, NCM_FUNCTIONAL, NCM_FUNCTIONAL.length, 0);
        pass(desk.board, 200);
        assert.ok(desk.usb.ethernet.linkUp);
    });

    test("windows reads which driver to take", async () => {
        const { usb } = await connected({ profile: windows });
        assert.ok(usb.device?.driverNames !== undefined);
        assert.ok(Buffer.from(usb.device.driverNames).includes("WINNCM"), "the identity of Windows' NCM driver");
    });

    for (const profile of hostProfiles) {
        test(`${profile.name} tries a silent device three times, five seconds each, and gives the port up`, () => {
            // A controller without firmware: it takes packets, and nothing answers them.
            const chip = new Chip(new Uint8Array(FLASH_SIZE), FLASH_SIZE);
            const states: string[] = [];
            const host = attachUsbHost(chip, { profile, onState: (state) => states.push(state) });
            chip.mcu.writeUint32(SIE_CTRL, PULL_UP);
            for (let second = 0; second < 15; second++) chip.clock.tick(1e9);
            assert.notEqual(host.state, "failed");
            chip.clock.tick(1e9);
            assert.equal(host.state, "failed");
            assert.match(host.problem ?? "", /device descriptor: the device answered with timeout/);
            assert.equal(states.filter((state) => state === "resetting").length, 3);
        });
    }
});

describe("a build for the first chips", () => {
    test("is enumerated, and keeps GPIO 15 for the work-around", { timeout: 900_000 }, async () => {
        process.env["TSPICO_USB_RP2040_E5"] = "on";
        const { uf2, elf } = buildForBoard("tests/fixtures/board-programs/pin-15.ts", "pico", "usb");
        Reflect.deleteProperty(process.env, "TSPICO_USB_RP2040_E5");
        const usb = new UsbHost();
        const lines: string[] = [];
        const board = await createBoard({ uf2, elf, usb, stackArray: "stack", onLine: (line) => lines.push(line) });
        pass(board, 300);
        assert.equal(usb.state, "configured", usb.problem);
        assert.ok(usb.ethernet.linkUp);
        // Who opens the console reads the first line again.
        assert.deepEqual(lines, [POWER_ON, "pin 15 is refused", POWER_ON]);
        const called = new ElfFile(readFileSync(elf)).address("rp2040_usb_device_enumeration_fix");
        assert.ok(called !== undefined, "the work-around must be in the firmware");
    });
});
