/**
 * The bench of the emulator: a Pico with a computer on its USB cable, or a Pico W with two networks
 * around it, and hands that always do as they are asked.
 */
import os from "node:os";
import { GPIOPinState, type GPIOPin } from "rp2040js";
import type { Chip } from "../../../emulator/chip.ts";
import { connectStation, createDesk, type Desk } from "../../../emulator/desk.ts";
import { BoardEnded, Drive } from "../../../emulator/drive.ts";
import { parseAddress } from "../../../emulator/network/host/addresses.ts";
import { Host } from "../../../emulator/network/host/host.ts";
import type { EmulatedBoard } from "./boards.ts";
import { explainLine } from "../device/fault-lines.ts";
import type { Bench, Effort, Firmware, Hand, Held, SuiteOutcome, UsbSight, WifiNetwork } from "./bench.ts";
import { runEmulatedSuite } from "./emulated-suite.ts";
import { accessPointOf, changeAir, emulatedNetworks, Routers } from "./emulated-wifi.ts";
import { MDNS_GROUP, MDNS_PORT, mdnsAddress, mdnsQuestion } from "./mdns.ts";
import type { DefaultRoute } from "./routes.ts";

const UNSET = "0.0.0.0";
const OUTPUT = 2;
const INPUT = 3;
const NANOS = 1e9;
/** Simulated time between two looks, in seconds. */
const LOOK = 0.005;
const PING_PATIENCE = 1;
/** Seconds in which a LED that flashes every two seconds does so three times. */
const WATCH = 6;
/** Seconds for which the computer sleeps. */
const NAP = 10;

/** A small part of what a board of one's own does: simulated time is dear. */
export const smallEffort: Effort = {
    suites: ["test_runtime_array", "test_io_digital"],
    pings: 20,
    requests: 50,
    bulkBytes: 64 * 1024,
    attachments: 3,
    idleRequests: 2,
    silence: 5,
    absence: 5,
    // The emulator ends where the boot loader begins.
    drive: 0,
    wave: 1,
};

export interface BuiltFirmware {
    readonly uf2: string;
    readonly elf: string;
}

/** One program on its board, from power-on. */
interface Running {
    readonly desk: Desk;
    /** Who the board has at the other end of its link now. */
    readonly host: () => Host;
    readonly drive: Drive;
    readonly elf: string;
}

function pinOf(chip: Chip, index: number): GPIOPin {
    const pin = chip.mcu.gpio[index];
    if (pin === undefined) throw new Error(`no GPIO ${index.toString()} on this chip`);
    return pin;
}

export interface EmulatedOptions {
    readonly board: EmulatedBoard;
    readonly build: (firmware: Firmware) => Promise<BuiltFirmware>;
    readonly buildSuite: (name: string) => Promise<BuiltFirmware>;
    readonly effort?: Partial<Effort>;
    /** Told of each desk before its board runs; there is one for each program. */
    readonly onDesk?: (desk: Desk) => void;
}

export class EmulatedBench implements Bench {
    readonly effort: Effort;
    readonly secrets = new Map<string, string>();
    boardAddress = UNSET;
    lines: string[] = [];
    private running: Running | undefined;
    private before = 0;
    private wired = false;
    private pings = 0;

    constructor(private readonly options: EmulatedOptions) {
        this.effort = { ...smallEffort, ...options.effort };
    }

    describe(): Promise<Readonly<Record<string, string>>> {
        return Promise.resolve({
            board: `emulated ${this.options.board === "pico" ? "Pico" : "Pico W"}, RP2040 (rp2040js)`,
            computer: `${os.type()} ${os.release()} ${os.arch()}, which emulates the computer on the cable too`,
            node: process.version,
        });
    }

    async hand(what: Hand): Promise<void> {
        if (what === "wire" || what === "unwire") {
            this.wired = what === "wire";
            if (this.running !== undefined) this.showOutput(this.running.desk.board.chip);
        } else if (what === "power") {
            this.present.desk.board.restart("power");
        } else if (what === "sleep") {
            this.present.desk.usb?.suspend();
            await this.sleep(NAP);
            this.present.desk.usb?.resume();
        } else if (this.running?.desk.radio !== undefined) {
            changeAir(this.running.desk.radio.air, what);
        }
    }

    /** The LED hangs on the radio: it is looked at as often as an eye does. */
    async sees(): Promise<boolean> {
        let [flashes, lit, looks, before] = [0, 0, 0, false];
        for (const end = this.now() + WATCH; this.now() < end; looks++) {
            await this.sleep(LOOK);
            const now = this.present.desk.radio?.pins.led ?? false;
            if (now && !before) flashes++;
            if (now) lit++;
            before = now;
        }
        return flashes >= 2 && flashes <= 4 && lit < looks / 4;
    }

    network(which: "first" | "second"): Promise<WifiNetwork | undefined> {
        return Promise.resolve(emulatedNetworks[which]);
    }

    async runSuite(name: string): Promise<SuiteOutcome> {
        return runEmulatedSuite(name, await this.options.buildSuite(name));
    }

    async flash(firmware: Firmware): Promise<void> {
        const { uf2, elf } = await this.options.build(firmware);
        this.before = this.now();
        this.lines = [];
        const { lines } = this;
        const hasRadio = this.options.board === "pico-w";
        const isWifi = firmware.link === "wifi";
        const desk = await createDesk({
            uf2,
            elf,
            // A Pico has nothing where the radio of a Pico W is.
            link: isWifi && !hasRadio ? "loopback" : firmware.link,
            consolePort: isWifi ? "uart" : "usb",
            stackArray: "stack",
            onFault: "deliver",
            // A network that the board remembers outlives a new program.
            ...(this.running === undefined ? {} : { flashBefore: this.running.desk.board.chip.survivors().flash }),
            accessPoints: Object.values(emulatedNetworks).map(accessPointOf),
            onChip: (chip) => {
                pinOf(chip, OUTPUT).addListener(() => {
                    this.showOutput(chip);
                });
            },
            onLine: (line) => lines.push(line),
        });
        this.running = { desk, host: this.connect(desk), drive: new Drive(desk.board), elf };
        this.options.onDesk?.(desk);
    }

    private connect(desk: Desk): () => Host {
        if (desk.radio !== undefined) {
            const routers = new Routers(desk.board.time, desk.radio);
            connectStation(desk, routers);
            return () => routers.current;
        }
        const host = new Host({ time: desk.board.time, ipv4: "dhcp" });
        if (desk.attachment !== undefined) connectStation(desk, host);
        return () => host;
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

    async isDrive(seconds: number): Promise<boolean> {
        try {
            await this.sleep(seconds);
            return false;
        } catch (error) {
            if (error instanceof BoardEnded && error.stop.reason === "bootsel") return true;
            throw error;
        }
    }

    explain(line: string): readonly string[] {
        return explainLine(line, [this.present.elf]);
    }

    /** The names are those that Linux gives to the first of their kind. */
    usb(): Promise<UsbSight | undefined> {
        const { usb } = this.present.desk;
        if (usb?.device === undefined) return Promise.resolve(undefined);
        const adapters = usb.ethernet.port === undefined ? [] : ["usb0"];
        return Promise.resolve({ adapters, ports: usb.console.open ? ["ttyACM0"] : [], device: usb.device });
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
        const address = (): string => host().addresses[0] ?? UNSET;
        const isThere = await this.until(() => desk.usb?.ethernet.linkUp === true && address() !== UNSET, seconds);
        return isThere ? address() : undefined;
    }

    async waitForIpv6(seconds: number): Promise<string | undefined> {
        const { host } = this.present;
        const find = (): string | undefined => host().addresses.find((address) => /^f[cd]/.test(address));
        await this.until(() => find() !== undefined, seconds);
        return find();
    }

    /** The computer on the cable has no other network. */
    defaultRoutes(): Promise<readonly DefaultRoute[]> {
        const routers = this.running?.host().defaultRouters ?? [];
        return Promise.resolve(routers.map((router) => ({ text: `by ${router} on the cable`, isBoards: true })));
    }

    async ping(address: string, count: number, interval: number): Promise<readonly number[]> {
        const host = this.present.host();
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
                host.ping(parseAddress(address), 1, sequence, Buffer.alloc(56));
            });
            await this.sleep(Math.max(0, began + interval - this.now()));
        }
        return times;
    }

    async exchange(port: number, bytes: Uint8Array, enough: number, seconds: number): Promise<Uint8Array> {
        const host = this.present.host();
        const parts: Buffer[] = [];
        let received = 0;
        let over: string | undefined;
        const connection = host.tcp.connect(parseAddress(this.boardAddress), port);
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

    async hold(port: number, seconds: number): Promise<Held> {
        const connection = this.present.host().tcp.connect(parseAddress(this.boardAddress), port);
        const held = {
            received: 0,
            end: undefined as string | undefined,
            send: (bytes: Uint8Array): void => {
                connection.write(Buffer.from(bytes));
            },
            close: (): void => {
                connection.finish();
            },
        };
        await this.during(seconds, (done) => {
            connection.events = {
                connected: done,
                data: ({ length }) => (held.received += length),
                end: () => (held.end ??= "closed"),
                error: (error) => {
                    held.end ??= error;
                    done();
                },
            };
        });
        if (!connection.isOpen) throw new Error(held.end ?? `not open within ${seconds.toString()} s`);
        return held;
    }

    async lookUp(name: string, seconds: number): Promise<string | undefined> {
        const host = this.present.host();
        let address: string | undefined;
        const port = host.udp.bind(0, ({ data }) => {
            address ??= mdnsAddress(Buffer.from(data), name);
        });
        for (const end = this.now() + seconds; address === undefined && this.now() < end;) {
            host.sendUdp(port, parseAddress(MDNS_GROUP), MDNS_PORT, mdnsQuestion(name));
            await this.until(() => address !== undefined, 1);
        }
        return address;
    }

    /** The computer on the cable keeps its own log. */
    kernelLog(): Promise<readonly string[]> {
        const problem = this.present.desk.usb?.problem;
        return Promise.resolve(problem === undefined ? [] : [problem]);
    }
}
