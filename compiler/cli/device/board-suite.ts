/**
 * Runs one Unity suite on a connected board: flashes it, reads its console to its end, and counts.
 */
import { existsSync } from "node:fs";
import type { SerialPort } from "serialport";
import { END_OF_SUITE, parseTests, STOPPED_SUITE } from "../../../emulator/suite.ts";
import { type Tally } from "../testing/tally.ts";
import { Progress } from "../../system/progress.ts";
import { UserError } from "../../system/user-error.ts";
import { isPortThere } from "./computer.ts";
import { copyUf2 } from "./copy-uf2.ts";
import { explainLine } from "./fault-lines.ts";
import { CONSOLE_BAUD, describePortError, findBoardPort, openPort } from "./serial-ports.ts";
import { type BoardNames, obtainDrive, pressForDrive } from "./waiting-board.ts";

/** How long the console may take to appear after the board has restarted. */
const CONSOLE_MS = 15_000;
/** How long a suite may be silent; the slowest test takes a few seconds. */
const SILENCE_MS = 60_000;

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Opens the console as soon as it is there: its port may come before the right to open it. */
async function openConsole({ device }: BoardNames): Promise<SerialPort> {
    const deadline = Date.now() + CONSOLE_MS;
    for (;;) {
        const found = device ?? (await findBoardPort());
        const opened =
            found !== undefined && isPortThere(found)
                ? await openPort(found, CONSOLE_BAUD).catch((error: unknown) => describePortError(found, error))
                : new UserError(
                      "the board restarted, but its console did not appear: " +
                          "pull its cable out, plug it in with BOOTSEL held, and run this again",
                  );
        if (!(opened instanceof UserError)) return opened;
        if (Date.now() > deadline) throw opened;
        await pause(100);
    }
}

function isLast(line: string): boolean {
    return END_OF_SUITE.test(line) || STOPPED_SUITE.test(line);
}

/**
 * What a start prints, until the suite ends, the console is silent for long, or the board leaves.
 */
function readStart(port: SerialPort): Promise<{ readonly text: string; readonly left: boolean }> {
    return new Promise((resolve) => {
        let text = "";
        let left = true;
        const ended = () => {
            clearTimeout(silence);
            resolve({ text, left });
        };
        /** The next suite's console belongs to its reader alone. */
        const end = () => {
            left = false;
            if (port.isOpen) port.close(() => undefined);
            else ended();
        };
        const silence = setTimeout(end, SILENCE_MS);
        port.on("data", (chunk: Buffer) => {
            silence.refresh();
            text += chunk.toString("latin1");
            if (text.split(/\r?\n/).some(isLast)) end();
        });
        port.on("error", () => {
            if (port.isOpen) port.close(() => undefined);
            else ended();
        });
        port.once("close", ended);
    });
}

/** A suite that faults or hangs leaves, and its second start says why (firmware: unity_guard.h). */
async function readSuite(names: BoardNames): Promise<string> {
    const first = await readStart(await openConsole(names));
    if (!first.left) return first.text;
    const again = await openConsole(names).catch(() => undefined);
    return first.text + (again === undefined ? "" : (await readStart(again)).text);
}

/** Where and why a suite was stopped, and the source lines of a fault; undefined if it was not. */
function describeStop(text: string, elf: string): readonly string[] | undefined {
    const lines = text.split(/\r?\n/);
    const test = lines.map((line) => STOPPED_SUITE.exec(line)?.[1]).find((found) => found !== undefined);
    if (test === undefined) return undefined;
    const reason = lines.find((line) => line.startsWith("tspico: reset ")) ?? "tspico: reset";
    const places = existsSync(elf) ? explainLine(reason, [elf]) : [];
    return [`stopped in ${test}: ${reason.slice("tspico: ".length)}`, ...places];
}

/**
 * Counts the tests; a suite that did not end, or ended badly without a failed test, is one failure
 * more.
 */
export function judgeSuite(name: string, text: string, elf: string, show: (line: string) => void): Tally {
    const { tests, underWay } = parseTests(text);
    const stop = describeStop(text, elf);
    const failed = tests.filter(({ result }) => result === "failed");
    for (const test of failed) show(`${name}: ${test.name}: ${test.message}`);
    const passed = tests.filter(({ result }) => result === "passed").length;
    const skipped = tests
        .filter(({ result }) => result === "ignored")
        .map((test) => `${name}: ${test.name}: ${test.message}`);
    const status = text
        .split(/\r?\n/)
        .map((line) => END_OF_SUITE.exec(line)?.[1])
        .find((found) => found !== undefined);
    const ended = status !== undefined && underWay === undefined && (status === "0" || failed.length > 0);
    if (stop !== undefined) for (const line of stop) show(`${name}: ${line}`);
    else if (!ended)
        show(`${name}: did not end${underWay === undefined ? "" : `, in ${underWay}`} (status ${status ?? "none"})`);
    const empty = ended && tests.length === 0;
    if (empty) show(`${name}: ran no test`);
    return { passed, failed: failed.length + (ended && !empty ? 0 : 1), skipped };
}

export async function runBoardSuite(
    name: string,
    uf2: string,
    names: BoardNames,
    say: (line: string) => void,
    show: (line: string) => void,
): Promise<Tally> {
    const drive = (await obtainDrive(names, say)) ?? (await pressForDrive(names, say));
    await copyUf2(uf2, drive, new Progress(`writing ${name}`, say), say);
    return judgeSuite(name, await readSuite(names), uf2.replace(/\.uf2$/, ".elf"), show);
}
