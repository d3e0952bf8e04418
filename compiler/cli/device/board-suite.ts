/**
 * Runs one Unity suite on a connected board: flashes it, reads its console to its end, and counts.
 */
import { existsSync } from "node:fs";
import { END_OF_SUITE, parseTests } from "../../../emulator/suite.ts";
import { type Tally } from "../testing/tally.ts";
import { Progress } from "../../system/progress.ts";
import { UserError } from "../../system/user-error.ts";
import { copyUf2 } from "./copy-uf2.ts";
import { CONSOLE_BAUD, describePortError, findBoardPort, openPort } from "./serial-ports.ts";
import { type BoardNames, howToPress, obtainDrive, waitForDrive } from "./waiting-board.ts";

/** How long somebody has to press the button of a board that cannot be asked. */
const BUTTON_SECONDS = 120;
/** How long the console may take to appear after the board has restarted. */
const CONSOLE_MS = 15_000;
/** How long a suite may be silent; the slowest test takes a few seconds. */
const SILENCE_MS = 60_000;

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function findConsole({ device }: BoardNames): Promise<string> {
    const deadline = Date.now() + CONSOLE_MS;
    for (;;) {
        const found = device ?? (await findBoardPort());
        if (found !== undefined && (process.platform === "win32" || existsSync(found))) return found;
        if (Date.now() > deadline) throw new UserError("the board restarted, but its console did not appear");
        await pause(100);
    }
}

/**
 * What the suite prints, up to the line that ends it or a long silence. The console is closed then:
 * the next suite's belongs to its reader alone.
 */
async function readSuite(device: string): Promise<string> {
    const port = await openPort(device, CONSOLE_BAUD).catch((error: unknown) => {
        throw describePortError(device, error);
    });
    return new Promise((resolve) => {
        let text = "";
        const ended = () => {
            clearTimeout(silence);
            resolve(text);
        };
        const end = () => {
            if (port.isOpen) port.close(() => undefined);
            else ended();
        };
        const silence = setTimeout(end, SILENCE_MS);
        port.on("data", (chunk: Buffer) => {
            silence.refresh();
            text += chunk.toString("latin1");
            if (text.split(/\r?\n/).some((line) => END_OF_SUITE.test(line))) end();
        });
        port.on("error", end);
        port.once("close", ended);
    });
}

/**
 * Counts the tests; a suite that did not end, or ended badly without a failed test, is one failure
 * more.
 */
function judge(name: string, text: string, show: (line: string) => void): Tally {
    const { tests, underWay } = parseTests(text);
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
    if (!ended)
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
    let drive = await obtainDrive(names, say);
    if (drive === undefined) {
        say(`no board waits for a program: ${howToPress}`);
        drive = await waitForDrive(BUTTON_SECONDS, names, say);
    }
    if (drive === undefined) throw new UserError(`no board after ${BUTTON_SECONDS.toString()} seconds`);
    await copyUf2(uf2, drive, new Progress(`writing ${name}`, say), say);
    return judge(name, await readSuite(await findConsole(names)), show);
}
