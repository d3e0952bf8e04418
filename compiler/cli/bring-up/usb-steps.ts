/** What only a Pico on its USB cable does: attach itself, have its pins wired, lack a radio. */
import { formatAddress, parseAddress } from "../../../emulator/network/host/addresses.ts";
import { checkDevice } from "../../../emulator/usb/index.ts";
import { APPEARS, ask, expectLine, expectReady, MIRROR, type Reached } from "./asking.ts";
import type { Bench, Firmware, Held } from "./bench.ts";
import type { BringUpBoard } from "./boards.ts";
import { ping, typeHelp } from "./network-steps.ts";
import type { DefaultRoute } from "./routes.ts";
import { Difference, type Notes, Skipped, type Step } from "./step.ts";

const PROGRAM = "ts-src/bring-up.ts";
const BOARD = "192.168.7.1";
/** Milliseconds: the median of pings over a cable. */
export const USB_PING = 2;
/** Seconds from the start of a program until the computer has drivers for both functions. */
const ENUMERATED = 3;
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

export function overUsb(board: BringUpBoard): Reached {
    return { firmware: { program: PROGRAM, board, link: "usb" }, expectNetwork };
}

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

/** The board's adapter may have been there before, with the same mistake. */
function isStrange({ text, isBoards }: DefaultRoute, before: readonly DefaultRoute[]): boolean {
    return isBoards || !before.some((route) => route.text === text);
}

async function expectRoutes(bench: Bench, before: readonly DefaultRoute[] | string, notes: Notes): Promise<void> {
    const after = await bench.defaultRoutes();
    if (typeof before === "string" || typeof after === "string") {
        notes.remark(`the default routes were not looked at: ${String(typeof before === "string" ? before : after)}`);
        return;
    }
    const strange = after.find((route) => isStrange(route, before));
    notes.figure("default routes of the computer", after.length, "in all");
    if (strange === undefined) return;
    const look = "what the board's DHCP server and router advertisements offer, and whether another network came up";
    throw new Difference("the default routes from before the board came", strange.text, look);
}

/** One adapter and one port are the board's, soon after its program has started. */
async function expectDrivers(bench: Bench, { figure }: Notes): Promise<void> {
    const began = bench.now();
    let sight = await bench.usb();
    const isWhole = (): boolean => sight?.adapters.length === 1 && sight.ports.length === 1;
    // Where an adapter is known by its address alone, that has to come first.
    const patience = (): number => (typeof sight?.device === "string" ? APPEARS : ENUMERATED);
    for (; !isWhole() && bench.now() < began + patience(); sight = await bench.usb()) await bench.sleep(0.1);
    if (isWhole()) {
        figure("adapter and port after the start", bench.now() - began, "s");
        return;
    }
    const { adapters = [], ports = [] } = sight ?? {};
    const seen = sight === undefined ? "no device" : `${listOf(adapters, "adapter")}, ${listOf(ports, "port")}`;
    const look = "the cable, this computer's kernel log, and its drivers for NCM and CDC ACM (docs/usb.md)";
    throw new Difference(`one network adapter and one serial port within ${patience().toString()} s`, seen, look);
}

function listOf(names: readonly string[], what: string): string {
    return names.length === 0 ? `no ${what}` : `${what} ${names.join(" ")}`;
}

/** What hosts of all systems want to see, as the emulated one checks it. */
async function checkDescriptors(bench: Bench, { figure }: Notes): Promise<void> {
    const sight = await bench.usb();
    const look = "the cable, and firmware/port/pico/links/usb/descriptors.c";
    if (sight === undefined) throw new Difference("a device on the bus", "none", look);
    const { device } = sight;
    if (typeof device === "string") throw new Skipped(`the descriptors were not looked at: ${device}`);
    const problems = checkDevice(device);
    const expected = "descriptors as hosts want them";
    if (problems.length > 0) throw new Difference(expected, problems.join("; "), look);
    figure("interfaces of the device", device.configuration.interfaceCount, "in all");
}

async function attach(bench: Bench, notes: Notes, firmware: Firmware): Promise<void> {
    bench.boardAddress = BOARD;
    await bench.hand("bootsel");
    const routes = await bench.defaultRoutes();
    await bench.flash(firmware);
    const began = bench.now();
    await expectDrivers(bench, notes);
    await expectNetwork(bench);
    notes.figure("address after the start", bench.now() - began, "s");
    await expectQuietKernel(bench, Math.ceil(bench.now() - began), notes);
    // Router advertisements bring theirs.
    await bench.waitForIpv6(APPEARS);
    await expectRoutes(bench, routes, notes);
}

/** The board has the first address of the network that it has announced (docs/usb.md). */
function boardIn(network: string): string {
    const address = parseAddress(network).fill(0, 8);
    address[15] = 1;
    return formatAddress(address);
}

async function pingIpv6(bench: Bench, notes: Notes): Promise<void> {
    const own = await bench.waitForIpv6(APPEARS);
    if (own === undefined) {
        const look = "the cable, and whether IPv6 is switched off on this computer, or on the board's adapter";
        throw new Difference(
            "an address in a network fd… for this computer",
            `none within ${APPEARS.toString()} s`,
            look,
        );
    }
    await ping(bench, notes, USB_PING, boardIn(own));
}

/** How many connections to the mirror are over, as the program counts them. */
async function endedConnections(bench: Bench): Promise<number> {
    return Number(/^ended (\d+)$/.exec(await ask(bench, "/ended"))?.[1]);
}

/** A connection that the program has, too: it has mirrored something. */
async function holdMirror(bench: Bench): Promise<Held> {
    const held = await bench.hold(MIRROR, APPEARS);
    held.send(Buffer.from("there"));
    for (const end = bench.now() + APPEARS; held.received === 0 && bench.now() < end;) await bench.sleep(0.1);
    if (held.received > 0) return held;
    throw new Difference("a connection that mirrors", held.end ?? "nothing", "the cable, and the console");
}

async function expectEnd(bench: Bench, held: Held): Promise<void> {
    for (const end = bench.now() + APPEARS; held.end === undefined && bench.now() < end;) {
        held.send(Buffer.from("still there?"));
        await bench.sleep(1);
    }
    if (held.end !== undefined) return;
    const look = "whether the computer really slept: a port that stays under power may leave the board awake";
    throw new Difference("connections from before to have ended", "one that lives", look);
}

/** A computer that wakes may list its address before the network is there. */
async function expectReadyAgain(bench: Bench): Promise<void> {
    for (const end = bench.now() + APPEARS; bench.now() < end; await bench.sleep(1)) {
        const answer = await ask(bench, "/").catch(() => undefined);
        if (answer === "ready") return;
    }
    await expectReady(bench);
}

/** A computer that sleeps suspends the bus, or takes the power: connections end, listeners stay. */
async function sleep(bench: Bench, { figure, remark }: Notes): Promise<void> {
    const before = await endedConnections(bench);
    const held = await holdMirror(bench);
    await bench.hand("sleep");
    const began = bench.now();
    await expectNetwork(bench);
    await expectReadyAgain(bench);
    figure("answer after waking", bench.now() - began, "s");
    await expectEnd(bench, held);
    held.close();
    // A board that was without power meanwhile counts anew.
    const ended = (await endedConnections(bench)) - before;
    if (ended > 0) figure("connections that sleep has ended", ended, "in all");
    else remark("the board was started again while the computer slept");
    await typeHelp(bench);
    await pingIpv6(bench, { figure, remark });
}

async function reattach(bench: Bench, { figure }: Notes, firmware: Firmware): Promise<void> {
    const times: number[] = [];
    for (let count = 0; count < bench.effort.attachments; count++) {
        await bench.flash(firmware);
        const began = bench.now();
        await expectNetwork(bench);
        times.push(bench.now() - began);
        await expectReady(bench);
    }
    figure("address after an attachment, longest", Math.max(...times), "s");
}

/** The wire stays, for the waves of the next step. */
async function wire(bench: Bench): Promise<void> {
    await bench.hand("wire");
    const look = "the wire between GPIO 2 and GPIO 3, and that nothing else is connected there";
    const edges = await ask(bench, "/edges");
    if (edges !== "rising 10 falling 10") throw new Difference("rising 10 falling 10", edges, look);
    const drain = await ask(bench, "/drain");
    const expected = "falling at open 0 when written 1";
    if (drain !== expected) throw new Difference(expected, drain, look);
}

/** The likeliest mistake of all: firmware for a Pico W on a board without its radio. */
async function lackRadio(bench: Bench): Promise<void> {
    await bench.flash({ program: PROGRAM, board: "pico-w", link: "wifi" });
    const look = "whether this is a Pico W: then run the bring-up with --target pico-w";
    await expectLine(bench, /^tspico: the radio does not answer; is this a Pico W\?$/, APPEARS, look);
    const reset = /^tspico: reset because the hardware of the network did not answer$/;
    await expectLine(bench, reset, 2 * APPEARS, "the console: ten seconds later the board starts again");
    await bench.flash(overUsb("pico").firmware);
    await expectNetwork(bench);
}

export function attachSteps(board: BringUpBoard): Readonly<Record<"attach" | "reattach", Step>> {
    const { firmware } = overUsb(board);
    return {
        attach: {
            name: "attach",
            title: "The board takes a program and appears as a network adapter",
            run: (bench, notes) => attach(bench, notes, firmware),
        },
        reattach: {
            name: "attachments",
            title: "The network is there after each attachment",
            run: (bench, notes) => reattach(bench, notes, firmware),
        },
    };
}

export const descriptorStep: Step = {
    name: "descriptors",
    title: "The device says of itself what hosts expect",
    run: checkDescriptors,
};

export const ipv6Step: Step = { name: "ping-ipv6", title: "Pings come back over IPv6", run: pingIpv6 };

export const sleepStep: Step = {
    name: "sleep",
    title: "A computer that has slept finds the board again",
    run: sleep,
};

export const pinStep: Step = { name: "pins", title: "Pins drive, read and start as they should", run: wire };

export const noRadioStep: Step = {
    name: "no-radio",
    title: "Firmware for a Pico W says that this board has no radio",
    run: lackRadio,
};
