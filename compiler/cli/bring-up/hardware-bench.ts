/** The bench of hardware: a board on this computer's USB, and a person who does what it says. */
import os from "node:os";
import type { SerialPort } from "serialport";
import { Progress } from "../../system/progress.ts";
import { run } from "../../system/process.ts";
import { UserError } from "../../system/user-error.ts";
import { runBoardSuite } from "../device/board-suite.ts";
import { isPortThere, thisComputer } from "../device/computer.ts";
import { copyUf2 } from "../device/copy-uf2.ts";
import { explainLine } from "../device/fault-lines.ts";
import { CONSOLE_BAUD, findBoardPort, openPort } from "../device/serial-ports.ts";
import { type BoardNames, obtainDrive, pressForDrive, waitForDrive } from "../device/waiting-board.ts";
import type { Bench, Effort, Firmware, Hand, Held, Sight, SuiteOutcome, UsbSight, WifiNetwork } from "./bench.ts";
import { exchange, hold, kernelLog, lookUp, parsePings, pingCommand } from "./computer.ts";
import { type Ask, askOnTerminal, Hands } from "./hands.ts";
import { adapterNames, type DefaultRoute, localIpv6, readDefaultRoutes } from "./routes.ts";
import { lookAtUsb } from "./usb-sight.ts";

const NETWORK = "192.168.7.";
const LOOK_MS = 100;

export interface HardwareOptions {
    readonly names: BoardNames;
    readonly build: (firmware: Firmware) => Promise<{ readonly uf2: string; readonly elf?: string }>;
    readonly buildSuite: (name: string) => Promise<{ readonly uf2: string }>;
    readonly suites: readonly string[];
    /** Seconds of the soak. */
    readonly soak?: number | undefined;
    readonly say: (line: string) => void;
    readonly ask?: Ask;
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export class HardwareBench implements Bench {
    readonly effort: Effort;
    readonly secrets: ReadonlyMap<string, string>;
    boardAddress = "";
    lines: string[] = [];
    private readonly hands: Hands;
    private rest = "";
    private port: SerialPort | undefined;
    private opening = Promise.resolve();
    private ended = false;
    private writing = false;
    private elf: string | undefined;

    constructor(private readonly options: HardwareOptions) {
        const { suites, soak, ask = askOnTerminal } = options;
        const often = { pings: 100, requests: 1000, bulkBytes: 1024 * 1024, attachments: 20 };
        const long = { idleRequests: 20, silence: 30, absence: 120, drive: 20, wave: 12 };
        this.effort = { suites, ...often, ...long, ...(soak === undefined ? {} : { soak }) };
        this.hands = new Hands(ask);
        this.secrets = this.hands.secrets;
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

    hand(what: Hand): Promise<void> {
        return this.hands.do(what);
    }

    sees(what: Sight): Promise<boolean> {
        return this.hands.see(what);
    }

    network(which: "first" | "second"): Promise<WifiNetwork | undefined> {
        return this.hands.network(which);
    }

    async runSuite(name: string, mayPress: boolean): Promise<SuiteOutcome> {
        const { names, buildSuite, say } = this.options;
        const { uf2 } = await buildSuite(name);
        const complaints: string[] = [];
        return this.withoutConsole(async () => {
            if (!mayPress && (await obtainDrive(names, say)) === undefined)
                throw new UserError(`the board did not wait for ${name} by itself; press BOOTSEL and run this again`);
            const { passed, failed } = await runBoardSuite(name, uf2, names, say, (line) => complaints.push(line));
            return { passed, failed, complaints };
        });
    }

    async flash(firmware: Firmware): Promise<void> {
        const { uf2, elf } = await this.options.build(firmware);
        await this.withoutConsole(() => this.write(uf2));
        this.elf = elf;
    }

    async isDrive(seconds: number): Promise<boolean> {
        const { names, say } = this.options;
        return (await waitForDrive(seconds, names, say)) !== undefined;
    }

    explain(line: string): readonly string[] {
        return this.elf === undefined ? [] : explainLine(line, [this.elf]);
    }

    usb(): Promise<UsbSight | undefined> {
        return lookAtUsb(thisComputer, NETWORK);
    }

    private async write(uf2: string): Promise<void> {
        const { names, say } = this.options;
        const drive = (await obtainDrive(names, say)) ?? (await pressForDrive(names, say));
        this.lines = [];
        await copyUf2(uf2, drive, new Progress("writing", say), say);
    }

    /** While a program is written, the port belongs to the 1200 baud that ask for the drive. */
    private async withoutConsole<Result>(use: () => Promise<Result>): Promise<Result> {
        this.writing = true;
        try {
            await this.opening;
            await this.closePort();
            return await use();
        } finally {
            this.writing = false;
        }
    }

    private get mustClose(): boolean {
        return this.writing || this.ended;
    }

    /** Opens the console whenever it is there: a reset takes it away. */
    private async keepConsole(): Promise<void> {
        for (; !this.ended; await pause(LOOK_MS)) {
            if (this.port !== undefined || this.mustClose) continue;
            const device = this.options.names.device ?? (await findBoardPort().catch(() => undefined));
            if (device === undefined || !isPortThere(device)) continue;
            this.opening = this.openConsole(device);
            await this.opening;
        }
    }

    private async openConsole(device: string): Promise<void> {
        const port = await openPort(device, CONSOLE_BAUD).catch(() => undefined);
        if (port === undefined) return;
        this.port = port;
        if (this.mustClose) await this.closePort();
        else this.listen(port);
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

    async waitForIpv6(seconds: number): Promise<string | undefined> {
        const find = (): string | undefined => localIpv6(os.networkInterfaces(), NETWORK);
        await this.until(() => find() !== undefined, seconds);
        return find();
    }

    defaultRoutes(): Promise<readonly DefaultRoute[] | string> {
        return readDefaultRoutes(process.platform, adapterNames(os.networkInterfaces(), NETWORK));
    }

    async ping(address: string, count: number, interval: number): Promise<readonly number[]> {
        const [command, ...args] = pingCommand(process.platform, address, count, interval);
        const { stdout } = await run(command, args);
        return parsePings(stdout).slice(0, count);
    }

    exchange(port: number, bytes: Uint8Array, enough: number, seconds: number): Promise<Uint8Array> {
        return exchange(this.boardAddress, port, bytes, { enough, seconds });
    }

    hold(port: number, seconds: number): Promise<Held> {
        return hold(this.boardAddress, port, seconds);
    }

    lookUp(name: string, seconds: number): Promise<string | undefined> {
        return lookUp(name, this.boardAddress, seconds);
    }

    kernelLog(seconds: number): Promise<readonly string[] | string> {
        return kernelLog(process.platform, seconds);
    }

    now(): number {
        return performance.now() / 1000;
    }

    sleep(seconds: number): Promise<void> {
        return pause(seconds * 1000);
    }
}
