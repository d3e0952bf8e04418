/** The bench of hardware: a board on this computer's USB, and a person who does what it says. */
import { existsSync } from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import { createInterface } from "node:readline/promises";
import type { SerialPort } from "serialport";
import { Progress } from "../../system/progress.ts";
import { run } from "../../system/process.ts";
import { UserError } from "../../system/user-error.ts";
import { copyUf2 } from "../device/copy-uf2.ts";
import { CONSOLE_BAUD, findBoardPort, openPort } from "../device/serial-ports.ts";
import { type BoardNames, howToPress, obtainDrive, waitForDrive } from "../device/waiting-board.ts";
import { type Bench, type Effort, type Firmware, type Hand, handTexts } from "./bench.ts";

const BOARD = "192.168.7.1";
const NETWORK = "192.168.7.";
/** How long somebody has to press the button of a board that cannot be asked, in seconds. */
const BUTTON = 120;
const LOOK_MS = 100;

export interface HardwareOptions {
    readonly names: BoardNames;
    readonly build: (firmware: Firmware) => Promise<{ readonly uf2: string }>;
    readonly say: (line: string) => void;
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The system's own ping, one packet after the other; the times that it prints. */
function pingCommand(count: number): readonly string[] {
    const packets = process.platform === "win32" ? ["-n", count.toString()] : ["-i", "0.2", "-c", count.toString()];
    return [...packets, BOARD];
}

/**
 * The milliseconds of each answer: "time=0.41 ms" on Linux and macOS, "time<1ms" on Windows, in the
 * language of the system. Every line about an answer has the word TTL.
 */
export function parsePings(text: string): readonly number[] {
    return text
        .split("\n")
        .filter((line) => /\bttl\b/i.test(line))
        .flatMap((line) => /[=<]\s?([\d.]+) ?ms\b/.exec(line)?.[1] ?? [])
        .map(Number);
}

export class HardwareBench implements Bench {
    readonly effort: Effort = { pings: 100, requests: 1000, bulkBytes: 1024 * 1024, attachments: 20 };
    lines: string[] = [];
    private rest = "";
    private port: SerialPort | undefined;
    private ended = false;
    private writing = false;

    constructor(private readonly options: HardwareOptions) {
        void this.keepConsole();
    }

    describe(): Promise<Readonly<Record<string, string>>> {
        return Promise.resolve({
            computer: `${os.type()} ${os.release()} ${os.arch()}`,
            node: process.version,
        });
    }

    /** Nothing of the board is held any more. */
    async close(): Promise<void> {
        this.ended = true;
        await this.closePort();
    }

    async hand(what: Hand): Promise<void> {
        // A board that runs our firmware, or waits already, needs no hand on its button.
        if (what === "bootsel") return;
        if (!process.stdin.isTTY) throw new UserError(`a hand is needed, and this is no terminal: ${handTexts[what]}`);
        const ask = createInterface({ input: process.stdin, output: process.stderr });
        await ask.question(`${handTexts[what]}, then press Enter `);
        ask.close();
    }

    async flash(firmware: Firmware): Promise<void> {
        const { uf2 } = await this.options.build(firmware);
        this.writing = true;
        try {
            await this.closePort();
            await this.write(uf2);
        } finally {
            this.writing = false;
        }
    }

    private async write(uf2: string): Promise<void> {
        const { names, say } = this.options;
        let drive = await obtainDrive(names, say);
        if (drive === undefined) {
            say(`no board waits for a program: ${howToPress}`);
            drive = await waitForDrive(BUTTON, names, say);
        }
        if (drive === undefined) throw new UserError(`no board after ${BUTTON.toString()} seconds`);
        this.lines = [];
        await copyUf2(uf2, drive, new Progress("writing", say), say);
    }

    /** While a program is written, the port belongs to the 1200 baud that ask for the drive. */
    private get mustClose(): boolean {
        return this.writing || this.ended;
    }

    /** Opens the console whenever it is there: a reset takes it away. */
    private async keepConsole(): Promise<void> {
        for (; !this.ended; await pause(LOOK_MS)) {
            if (this.port !== undefined || this.mustClose) continue;
            const device = this.options.names.device ?? (await findBoardPort().catch(() => undefined));
            if (device === undefined || (process.platform !== "win32" && !existsSync(device))) continue;
            const port = await openPort(device, CONSOLE_BAUD).catch(() => undefined);
            if (port === undefined) continue;
            this.port = port;
            if (this.mustClose) await this.closePort();
            else this.listen(port);
        }
    }

    private listen(port: SerialPort): void {
        const forget = (): void => {
            if (this.port === port) this.port = undefined;
        };
        port.on("data", (chunk: Buffer) => {
            this.hear(chunk.toString("latin1"));
        });
        port.once("close", forget);
        port.on("error", forget);
    }

    private closePort(): Promise<void> {
        const { port } = this;
        this.port = undefined;
        if (port?.isOpen !== true) return Promise.resolve();
        return new Promise((resolve) => {
            port.close(() => {
                resolve();
            });
        });
    }

    private hear(text: string): void {
        const lines = (this.rest + text).split(/\r?\n/);
        this.rest = lines.pop() ?? "";
        this.lines.push(...lines);
    }

    async type(text: string): Promise<void> {
        await this.until(() => this.port?.isOpen === true, 15);
        this.port?.write(text);
    }

    private async until(done: () => boolean, seconds: number): Promise<void> {
        for (const end = this.now() + seconds; !done() && this.now() < end;) await pause(LOOK_MS);
    }

    async waitForLine(pattern: RegExp, seconds: number, from = 0): Promise<string | undefined> {
        const find = (): string | undefined => this.lines.slice(from).find((line) => pattern.test(line));
        await this.until(() => find() !== undefined, seconds);
        return find();
    }

    async waitForAddress(seconds: number): Promise<string | undefined> {
        const find = (): string | undefined =>
            Object.values(os.networkInterfaces())
                .flatMap((addresses) => addresses ?? [])
                .map(({ address }) => address)
                .find((address) => address.startsWith(NETWORK));
        await this.until(() => find() !== undefined, seconds);
        return find();
    }

    async ping(count: number): Promise<readonly number[]> {
        const { stdout } = await run("ping", [...pingCommand(count)]);
        return parsePings(stdout).slice(0, count);
    }

    exchange(port: number, bytes: Uint8Array, enough: number, seconds: number): Promise<Uint8Array> {
        return new Promise((resolve, reject) => {
            const parts: Buffer[] = [];
            let received = 0;
            const socket = connect({ host: BOARD, port });
            const patience = setTimeout(() => {
                socket.destroy(new Error(`no end within ${seconds.toString()} s`));
            }, seconds * 1000);
            const end = (): void => {
                clearTimeout(patience);
                socket.destroy();
                resolve(Buffer.concat(parts));
            };
            socket.on("connect", () => socket.write(bytes));
            socket.on("data", (data) => {
                parts.push(data);
                received += data.length;
                if (received >= enough) end();
            });
            socket.on("end", end);
            socket.on("error", (error) => {
                clearTimeout(patience);
                reject(error);
            });
        });
    }

    now(): number {
        return performance.now() / 1000;
    }

    sleep(seconds: number): Promise<void> {
        return pause(seconds * 1000);
    }
}
