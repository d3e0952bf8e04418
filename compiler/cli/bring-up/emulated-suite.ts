/**
 * A suite on the emulated Pico as on a real one: with its console on USB, and a drive afterwards
 * where it is asked for one at 1200 baud.
 */
import type { Stop } from "../../../emulator/board.ts";
import { createBoard } from "../../../emulator/run.ts";
import { END_OF_SUITE } from "../../../emulator/suite.ts";
import { UsbHost } from "../../../emulator/usb/index.ts";
import { judgeSuite } from "../device/board-suite.ts";
import { BOOTSEL_BAUD } from "../device/serial-ports.ts";
import type { SuiteOutcome } from "./bench.ts";

/** Simulated seconds for a suite, and for the boot loader to start. */
const LONGEST = 30;
const RESTART = 2;
const NANOS = 1e9;

function describe(stop: Stop | undefined): string {
    if (stop === undefined) return `not done after ${LONGEST.toString()} simulated seconds`;
    return stop.fault?.message ?? stop.reason;
}

export async function runEmulatedSuite(
    name: string,
    firmware: { readonly uf2: string; readonly elf: string },
): Promise<SuiteOutcome> {
    const usb = new UsbHost();
    let ended = false;
    const board = await createBoard({
        ...firmware,
        usb,
        consolePort: "usb",
        onLine: (line) => {
            if (!END_OF_SUITE.test(line)) return;
            ended = true;
            board.interrupt();
        },
    });
    const complaints: string[] = [];
    const stop = board.run(Infinity, LONGEST * NANOS);
    if (!ended) complaints.push(describe(stop));
    const { passed, failed } = judgeSuite(name, board.console.text, firmware.elf, (line) => complaints.push(line));
    usb.openConsole(BOOTSEL_BAUD);
    const asked = board.run(Infinity, board.time.nanos + RESTART * NANOS);
    if (asked?.reason !== "bootsel") complaints.push("it does not become a drive when it is asked at 1200 baud");
    return { passed, failed, complaints };
}
