/**
 * The bench of the emulator: a Pico with a computer on its USB cable, and hands that always do as
 * they are asked.
 */
import os from "node:os";
import { GPIOPinState, type GPIOPin } from "rp2040js";
import type { Chip } from "../../../emulator/chip.ts";
import { connectStation, createDesk, type Desk } from "../../../emulator/desk.ts";
import { Drive } from "../../../emulator/drive.ts";
import { parseAddress } from "../../../emulator/network/host/addresses.ts";
import { Host } from "../../../emulator/network/host/host.ts";
import type { Bench, Effort, Firmware, Hand } from "./bench.ts";

const BOARD = "192.168.7.1";
const UNSET = "0.0.0.0";
const OUTPUT = 2;
const INPUT = 3;
const NANOS = 1e9;
/** Simulated time between two looks, in seconds. */
const LOOK = 0.005;
const PING_PATIENCE = 1;

export interface BuiltFirmware {
    readonly uf2: string;
    readonly elf: string;
}

/** One program on its board, from power-on. */
interface Running {
    readonly desk: Desk;
    readonly host: Host;
    readonly drive: Drive;
}

function pinOf(chip: Chip, index: number): GPIOPin {
    const pin = chip.mcu.gpio[index];
    if (pin === undefined) throw new Error(`no GPIO ${index.toString()} on this chip`);
    return pin;
}

export class EmulatedBench implements Bench {
    readonly effort: Effort = { pings: 20, requests: 50, bulkBytes: 64 * 1024, attachments: 3 };
    lines: string[] = [];
    private running: Running | undefined;
    private before = 0;
    private wired = false;
    private pings = 0;

    constructor(private readonly build: (firmware: Firmware) => Promise<BuiltFirmware>) {}

    describe(): Promise<Readonly<Record<string, string>>> {
        return Promise.resolve({
            board: "emulated Pico, RP2040 (rp2040js)",
            computer: `${os.type()} ${os.release()} ${os.arch()}, which emulates the computer on the cable too`,
            node: process.version,
        });
    }

    hand(what: Hand): Promise<void> {
        if (what === "wire" || what === "unwire") {
            this.wired = what === "wire";
            if (this.running !== undefined) this.showOutput(this.running.desk.board.chip);
        }
        return Promise.resolve();
    }

    async flash(firmware: Firmware): Promise<void> {
        const { uf2, elf } = await this.build(firmware);
        this.before = this.now();
        this.lines = [];
        const { lines } = this;
        const desk = await createDesk({
            uf2,
            elf,
            link: firmware.link,
            consolePort: "usb",
            stackArray: "stack",
            onChip: (chip) => {
                pinOf(chip, OUTPUT).addListener(() => {
                    this.showOutput(chip);
                });
            },
            onLine: (line) => lines.push(line),
        });
        const host = new Host({ time: desk.board.time, ipv4: "dhcp" });
        connectStation(desk, host);
        this.running = { desk, host, drive: new Drive(desk.board) };
    }

    /** What the wire carries: the output's level, or that of the pull-ups where nothing drives. */
    private showOutput(chip: Chip): void {
        if (!this.wired) return;
        pinOf(chip, INPUT).setInputValue(pinOf(chip, OUTPUT).value !== GPIOPinState.Low);
    }

    private get present(): Running {
        if (this.running === undefined) throw new Error("no program is on the board");
        return this.running;
    }

    now(): number {
        return this.before + (this.running === undefined ? 0 : this.running.desk.board.time.nanos / NANOS);
    }

    async sleep(seconds: number): Promise<void> {
        const { drive } = this.present;
        await drive.run(drive.sleep(seconds * NANOS));
    }

    async type(text: string): Promise<void> {
        // Whoever types has opened the port before.
        await this.until(() => this.present.desk.board.type(text), PING_PATIENCE);
    }

    /** Lets time pass until `done`; whether it came to that. */
    private async until(done: () => boolean, seconds: number): Promise<boolean> {
        for (const end = this.now() + seconds; ; await this.sleep(LOOK)) {
            if (done()) return true;
            if (this.now() >= end) return false;
        }
    }

    /** Lets time pass until `happens` has called back, or so many seconds are over. */
    private async during(seconds: number, happens: (done: () => void) => void): Promise<void> {
        const { drive } = this.present;
        const event = new Promise<void>((resolve) => {
            happens(() => {
                resolve();
                drive.wake();
            });
        });
        await drive.run(Promise.race([event, drive.sleep(seconds * NANOS)]));
    }

    async waitForLine(pattern: RegExp, seconds: number, from = 0): Promise<string | undefined> {
        const find = (): string | undefined => this.lines.slice(from).find((line) => pattern.test(line));
        await this.until(() => find() !== undefined, seconds);
        return find();
    }

    async waitForAddress(seconds: number): Promise<string | undefined> {
        const { desk, host } = this.present;
        const address = (): string => host.addresses[0] ?? UNSET;
        const isThere = await this.until(() => desk.usb?.ethernet.linkUp === true && address() !== UNSET, seconds);
        return isThere ? address() : undefined;
    }

    async ping(count: number): Promise<readonly number[]> {
        const { host } = this.present;
        const times: number[] = [];
        for (let each = 0; each < count; each++) {
            const sequence = ++this.pings;
            const began = this.now();
            await this.during(PING_PATIENCE, (done) => {
                host.onEchoReply = (reply) => {
                    if (reply.sequence !== sequence) return;
                    times.push((this.now() - began) * 1000);
                    done();
                };
                host.ping(parseAddress(BOARD), 1, sequence, Buffer.alloc(56));
            });
        }
        return times;
    }

    async exchange(port: number, bytes: Uint8Array, enough: number, seconds: number): Promise<Uint8Array> {
        const { host } = this.present;
        const parts: Buffer[] = [];
        let received = 0;
        let over: string | undefined;
        const connection = host.tcp.connect(parseAddress(BOARD), port);
        await this.during(seconds, (done) => {
            const end = (why: string): void => {
                over ??= why;
                done();
            };
            connection.events = {
                connected: () => {
                    connection.write(Buffer.from(bytes));
                },
                data: (data) => {
                    parts.push(data);
                    received += data.length;
                    if (received >= enough) end("");
                },
                end: () => {
                    end("");
                },
                error: end,
            };
        });
        if (over !== "") throw new Error(over ?? `no end within ${seconds.toString()} s`);
        connection.finish();
        return Buffer.concat(parts);
    }
}
