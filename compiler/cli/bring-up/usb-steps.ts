/** What only a Pico on its USB cable does: attach itself, have its pins wired, lack a radio. */
import { APPEARS, ask, expectLine, expectReady, type Reached } from "./asking.ts";
import type { Bench } from "./bench.ts";
import { Difference, type Notes, type Step } from "./step.ts";

const PROGRAM = "ts-src/bring-up.ts";
const BOARD = "192.168.7.1";
/** What the kernel logs of a device that it could not talk to. */
const USB_TROUBLE = /device descriptor read|unable to enumerate|not accepting address|can't set config/;

async function expectNetwork(bench: Bench): Promise<void> {
    const address = await bench.waitForAddress(APPEARS);
    if (address?.startsWith("192.168.7.") === true) return;
    throw new Difference(
        "an address 192.168.7.2 to 192.168.7.5 for this computer",
        address ?? `none within ${APPEARS.toString()} s`,
        "the cable, the network adapters of this computer, and its kernel log; docs/usb.md says what each system shows",
    );
}

export const overUsb: Reached = { firmware: { program: PROGRAM, board: "pico", link: "usb" }, expectNetwork };

async function expectQuietKernel(bench: Bench, seconds: number, { remark }: Notes): Promise<void> {
    const log = await bench.kernelLog(seconds);
    if (typeof log === "string") {
        remark(`the kernel's log was not looked at: ${log}`);
        return;
    }
    const trouble = log.find((line) => USB_TROUBLE.test(line));
    if (trouble !== undefined)
        throw new Difference("no trouble in the kernel's log", trouble, "the cable, and a port without a hub");
}

async function attach(bench: Bench, notes: Notes): Promise<void> {
    bench.boardAddress = BOARD;
    await bench.hand("bootsel");
    await bench.flash(overUsb.firmware);
    const began = bench.now();
    await expectNetwork(bench);
    notes.figure("address after the start", bench.now() - began, "s");
    await expectQuietKernel(bench, Math.ceil(bench.now() - began), notes);
}

async function reattach(bench: Bench, { figure }: Notes): Promise<void> {
    const times: number[] = [];
    for (let count = 0; count < bench.effort.attachments; count++) {
        await bench.flash(overUsb.firmware);
        const began = bench.now();
        await expectNetwork(bench);
        times.push(bench.now() - began);
        await expectReady(bench);
    }
    figure("address after an attachment, longest", Math.max(...times), "s");
}

async function wire(bench: Bench): Promise<void> {
    await bench.hand("wire");
    const look = "the wire between GPIO 2 and GPIO 3, and that nothing else is connected there";
    const edges = await ask(bench, "/edges");
    if (edges !== "rising 10 falling 10") throw new Difference("rising 10 falling 10", edges, look);
    const drain = await ask(bench, "/drain");
    const expected = "falling at open 0 when written 1";
    if (drain !== expected) throw new Difference(expected, drain, look);
    await bench.hand("unwire");
}

/** The likeliest mistake of all: firmware for a Pico W on a board without its radio. */
async function lackRadio(bench: Bench): Promise<void> {
    await bench.flash({ program: PROGRAM, board: "pico-w", link: "wifi" });
    const look = "whether this is a Pico W: then run the bring-up with --target pico-w";
    await expectLine(bench, /^tspico: the radio does not answer; is this a Pico W\?$/, APPEARS, look);
    const reset = /^tspico: reset because the hardware of the network did not answer$/;
    await expectLine(bench, reset, 2 * APPEARS, "the console: ten seconds later the board starts again");
    await bench.flash(overUsb.firmware);
    await expectNetwork(bench);
}

export const attachStep: Step = {
    name: "attach",
    title: "The board takes a program and appears as a network adapter",
    run: attach,
};

export const reattachStep: Step = {
    name: "attachments",
    title: "The network is there after each attachment",
    run: reattach,
};

export const pinStep: Step = { name: "pins", title: "Pins drive, read and start as they should", run: wire };

export const noRadioStep: Step = {
    name: "no-radio",
    title: "Firmware for a Pico W says that this board has no radio",
    run: lackRadio,
};
