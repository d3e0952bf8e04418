/**
 * The USB controller of the emulated chip, driven by hand as firmware drives it: what the bus finds
 * there.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Chip } from "../../emulator/chip.ts";
import { EmulatedFault } from "../../emulator/fault.ts";
import { DeviceController } from "../../emulator/usb/controller.ts";

const FLASH_SIZE = 2 * 1024 * 1024;
const DPRAM = 0x5010_0000;
const REGISTERS = 0x5011_0000;
const SET = 0x2000;
const SOF_RD = 0x48;
const SIE_CTRL = 0x4c;
const SIE_STATUS = 0x50;
const BUFF_STATUS = 0x58;
const EP_STALL_ARM = 0x68;
const INTR = 0x8c;
const ENDPOINT_CONTROL_1_IN = 0x08;
const BUFFER_CONTROL = 0x80;
const BUFFER = 0x180;
const ENABLED = 0x8000_0000;
const DOUBLE = 0x5000_0000;
const SINGLE = 0x2000_0000;
const AVAILABLE = 0x400;
const FULL = 0x8000;
const DATA1 = 0x2000;
const STALL = 0x800;
const SELECT_FIRST = 0x1000;

interface Bench {
    chip: Chip;
    controller: DeviceController;
    events: string[];
    write: (offset: number, value: number) => void;
    read: (offset: number) => number;
    memory: (offset: number, value: number) => void;
    memoryAt: (offset: number) => number;
}

function bench(): Bench {
    const chip = new Chip(new Uint8Array(FLASH_SIZE), FLASH_SIZE);
    const events: string[] = [];
    const controller = new DeviceController(chip, {
        onPullUp: (on) => events.push(on ? "attached" : "detached"),
        onArmed: () => events.push("armed"),
        onFramesWanted: () => events.push("frames"),
        frameNumber: () => 0x1234,
    });
    return {
        chip,
        controller,
        events,
        write: (offset, value) => chip.mcu.writeUint32(REGISTERS + offset, value),
        read: (offset) => chip.mcu.readUint32(REGISTERS + offset),
        memory: (offset, value) => chip.mcu.writeUint32(DPRAM + offset, value),
        memoryAt: (offset) => chip.mcu.readUint32(DPRAM + offset),
    };
}

/** Endpoint 1 IN with two packets, told apart by their first byte and length. */
function armBoth({ memory }: Bench, mode: number): void {
    memory(ENDPOINT_CONTROL_1_IN, (ENABLED | mode | BUFFER) >>> 0);
    memory(BUFFER, 0xaa);
    memory(BUFFER + 64, 0xbb);
    const first = AVAILABLE | FULL | SELECT_FIRST | 64;
    const second = AVAILABLE | FULL | DATA1 | 5;
    memory(BUFFER_CONTROL + 8, ((second << 16) | first) >>> 0);
}

describe("the USB controller", () => {
    test("sends the first buffer of two before the second, and interrupts once", () => {
        const desk = bench();
        armBoth(desk, DOUBLE);
        const { controller, read, memoryAt } = desk;
        assert.deepEqual(desk.events, ["armed"]);
        assert.equal(controller.endpointState(1, "in"), "ready");
        const first = controller.takeIn(1);
        assert.deepEqual([first.data[0], first.data.length, first.toggle], [0xaa, 64, 0]);
        assert.equal(read(BUFF_STATUS), 0, "the pair is not done");
        const second = controller.takeIn(1);
        assert.deepEqual([second.data[0], second.data.length, second.toggle], [0xbb, 5, 1]);
        assert.equal(read(BUFF_STATUS), 1 << 2);
        assert.equal(controller.endpointState(1, "in"), "busy");
        assert.equal(memoryAt(BUFFER_CONTROL + 8) & ((AVAILABLE | FULL) * 0x1_0001), 0);
    });

    test("takes the first buffer alone where only that is used", () => {
        const desk = bench();
        armBoth(desk, SINGLE);
        assert.equal(desk.controller.takeIn(1).data[0], 0xaa);
        assert.equal(desk.read(BUFF_STATUS), 1 << 2);
        assert.equal(desk.controller.endpointState(1, "in"), "busy");
    });

    test("answers for no endpoint that is not enabled", () => {
        const desk = bench();
        armBoth(desk, SINGLE);
        desk.memory(ENDPOINT_CONTROL_1_IN, 0);
        assert.equal(desk.controller.endpointState(1, "in"), "busy");
    });

    test("takes a packet of the expected toggle, and discards a repetition", () => {
        const { controller, memory, memoryAt, read } = bench();
        memory(ENDPOINT_CONTROL_1_IN + 4, (ENABLED | SINGLE | BUFFER) >>> 0);
        memory(BUFFER_CONTROL + 12, AVAILABLE | DATA1 | 64);
        controller.giveOut(1, Uint8Array.of(1, 2, 3), 0);
        assert.equal(controller.toggleErrors, 1);
        assert.equal(read(BUFF_STATUS), 0);
        assert.equal(controller.endpointState(1, "out"), "ready");
        controller.giveOut(1, Uint8Array.of(4, 5, 6, 7), 1);
        assert.equal(read(BUFF_STATUS), 1 << 3);
        assert.equal(memoryAt(BUFFER_CONTROL + 12), FULL | DATA1 | 4);
        assert.equal(memoryAt(BUFFER), 0x0706_0504);
        assert.equal(controller.overflows, 0);
    });

    test("cuts a packet that is longer than the buffer, and says so", () => {
        const { controller, memory, memoryAt } = bench();
        memory(ENDPOINT_CONTROL_1_IN + 4, (ENABLED | SINGLE | BUFFER) >>> 0);
        memory(BUFFER_CONTROL + 12, AVAILABLE | 8);
        controller.giveOut(1, new Uint8Array(9).fill(9), 0);
        assert.equal(memoryAt(BUFFER_CONTROL + 12) & 0x3ff, 8);
        assert.equal(memoryAt(BUFFER + 8), 0);
        assert.equal(controller.overflows, 1);
    });

    test("stalls endpoint 0 only while that is armed, until the next setup packet", () => {
        const { controller, memory, write, read } = bench();
        memory(BUFFER_CONTROL, STALL);
        assert.equal(controller.endpointState(0, "in"), "busy");
        write(EP_STALL_ARM | SET, 1);
        assert.equal(controller.endpointState(0, "in"), "stalled");
        controller.setup(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
        assert.equal(controller.endpointState(0, "in"), "busy");
        assert.equal(read(INTR) & (1 << 16), 1 << 16);
    });

    test("raises suspend, resume and frames until they are acknowledged", () => {
        const { controller, write, read } = bench();
        controller.suspend();
        assert.equal(read(INTR) & (1 << 14), 1 << 14);
        write(SIE_STATUS, 1 << 4);
        assert.equal(read(INTR) & (1 << 14), 0);
        controller.resume();
        assert.equal(read(INTR) & (1 << 15), 1 << 15);
        write(SIE_STATUS, 1 << 11);
        assert.equal(read(INTR) & (1 << 15), 0);
        controller.startOfFrame();
        assert.equal(read(INTR) & (1 << 17), 1 << 17);
        assert.equal(read(SOF_RD), 0x234, "eleven bits");
        assert.equal(read(INTR) & (1 << 17), 0);
    });

    test("tells when the pull-up goes on and off, once each", () => {
        const { events, write } = bench();
        write(SIE_CTRL, 1 << 16);
        write(SIE_CTRL, (1 << 16) | (1 << 29));
        write(SIE_CTRL, 1 << 29);
        assert.deepEqual(events, ["attached", "detached"]);
    });

    test("lets the one harmless null write of TinyUSB pass, and no other", () => {
        const { chip } = bench();
        const word = chip.mcu.readUint32(0);
        const harmless = ((word & ~0x5000_0000) | 0x2000_0000) >>> 0;
        chip.mcu.writeUint32(0, harmless);
        assert.equal(chip.mcu.readUint32(0), word, "nothing is written");
        assert.throws(() => chip.mcu.writeUint32(0, harmless ^ 1), EmulatedFault);
        assert.throws(() => chip.mcu.writeUint32(4, harmless), EmulatedFault);
        const without = new Chip(new Uint8Array(FLASH_SIZE), FLASH_SIZE);
        assert.throws(() => without.mcu.writeUint32(0, harmless), EmulatedFault, "without a host it cannot be that");
    });
});
