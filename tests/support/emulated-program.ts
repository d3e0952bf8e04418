/**
 * A program's UF2 on an emulated board, with an in-process host at the other end of its link, on
 * simulated time.
 */
import { GPIOPinState } from "rp2040js";
import { type Board } from "../../emulator/board.ts";
import { connectStation, createDesk, type DeskOptions } from "../../emulator/desk.ts";
import { Drive } from "../../emulator/drive.ts";
import { parseAddress } from "../../emulator/network/host/addresses.ts";
import { Host, type HostOptions } from "../../emulator/network/host/host.ts";
import type { WireOptions } from "../../emulator/network/wire.ts";
import type { PeerNetwork, Transport, TransportEvents } from "./peer.ts";

const MILLISECOND = 1e6;
/** Simulated time after which a step of a script waits for too long. */
const STEP_LIMIT_SECONDS = 60;

/** Where a board is, and what stands at the other end, for each link. */
const networks = {
    usb: { address: "192.168.7.1", host: { ipv4: "dhcp" } },
    wifi: {
        address: "10.0.2.15",
        host: { ipv4: "10.0.2.2", dhcpServer: { firstAddress: "10.0.2.15" }, ipv6Prefix: "fec0::" },
    },
} as const satisfies Record<string, { address: string; host: Omit<HostOptions, "time"> }>;

export interface EmulatedOptions extends Omit<DeskOptions, "link" | "calls" | "onLine"> {
    link: keyof typeof networks;
    wire?: WireOptions;
    /** Port of the program that peers connect to; 80 unless given. */
    port?: number;
}

/** Where the LED of a Pico is. */
const LED_PIN = 25;

/**
 * Lines of the board itself, and reports of uncaught errors: on a host they go to standard error.
 */
function isProgramLine(line: string): boolean {
    return !/^(tspico: |Uncaught | {4}at )/.test(line);
}

export class EmulatedProgram implements PeerNetwork {
    readonly lines: string[] = [];
    readonly led: number[] = [];
    readonly drive: Drive;
    readonly host: Host;
    listeners = 0;
    private wakers: (() => void)[] = [];
    private readonly address: Buffer;

    private constructor(
        readonly board: Board,
        link: keyof typeof networks,
        private readonly port: number,
    ) {
        this.drive = new Drive(board);
        this.host = new Host({ time: board.time, ...networks[link].host });
        this.address = parseAddress(networks[link].address);
        board.chip.mcu.gpio[LED_PIN]?.addListener((state, before) => {
            const driven = [state, before].every((each) => each === GPIOPinState.High || each === GPIOPinState.Low);
            if (driven) this.led.push(state === GPIOPinState.High ? 1 : 0);
        });
    }

    static async start(options: EmulatedOptions): Promise<EmulatedProgram> {
        const { wire = {}, port = 80, ...rest } = options;
        const early: string[] = [];
        const state: { program?: EmulatedProgram } = {};
        const desk = await createDesk({
            stackArray: "stack",
            ...rest,
            calls: {
                tsp_port_listening: () => state.program?.listened(1),
                tsp_port_unlistening: () => state.program?.listened(-1),
            },
            onLine: (line) => {
                if (state.program === undefined) early.push(line);
                else state.program.printedLine(line);
            },
        });
        const program = new EmulatedProgram(desk.board, options.link, port);
        state.program = program;
        early.forEach((line) => {
            program.printedLine(line);
        });
        program.host.onLease = () => {
            program.changed();
        };
        connectStation(desk, program.host, wire);
        return program;
    }

    private printedLine(line: string): void {
        if (isProgramLine(line)) this.lines.push(line);
        this.changed();
    }

    private listened(change: number): void {
        this.listeners += change;
        this.changed();
    }

    /** Something happened for which a script may wait. */
    private changed(): void {
        const { wakers } = this;
        this.wakers = [];
        for (const wake of wakers) wake();
        this.drive.wake();
    }

    /** Runs board and script until the script ends. */
    play<T>(script: () => Promise<T>): Promise<T> {
        return this.drive.run(script());
    }

    async within<T>(promise: Promise<T>, what: string): Promise<T> {
        const { board } = this;
        return new Promise((resolve, reject) => {
            const limit = board.time.createAlarm(() => {
                reject(new Error(`still waiting for ${what} after simulated ${STEP_LIMIT_SECONDS.toString()} s`));
                this.drive.wake();
            });
            limit.schedule(STEP_LIMIT_SECONDS * 1e9);
            promise.then(resolve, reject).finally(() => {
                limit.cancel();
            });
        });
    }

    async until(condition: () => boolean, what: string): Promise<void> {
        while (!condition()) {
            const woken = new Promise<void>((resolve) => this.wakers.push(resolve));
            await this.within(woken, `${what}; so far:\n${this.lines.join("\n")}`);
        }
    }

    async printed(line: string, times = 1): Promise<void> {
        const count = (): number => this.lines.filter((printed) => printed === line).length;
        await this.until(() => count() >= times, `"${line}" (${times.toString()}x)`);
    }

    /** The program listens, and this host has an address in its network. */
    async serving(listeners = 1): Promise<void> {
        const addressed = (): boolean => this.host.ipv4.some((byte) => byte !== 0);
        await this.until(() => this.listeners >= listeners && addressed(), "it serves");
    }

    /** A board does not end: its program has nothing left to wait for. */
    async finished(): Promise<void> {
        await this.until(() => this.listeners === 0, "the last listener's end");
        await this.pause(1000);
    }

    pause(milliseconds: number): Promise<void> {
        return this.drive.sleep(milliseconds * MILLISECOND);
    }

    stop(): Promise<void> {
        return Promise.resolve();
    }

    async connect(events: TransportEvents): Promise<Transport> {
        const connection = this.host.tcp.connect(this.address, this.port);
        const opened = new Promise<void>((resolve, reject) => {
            connection.events = {
                connected: () => {
                    resolve();
                    this.drive.wake();
                },
                data: (bytes) => {
                    events.data(bytes);
                    this.drive.wake();
                },
                end: () => {
                    events.end();
                    this.drive.wake();
                },
                error: (error) => {
                    if (error === "reset") events.reset();
                    // A reset that comes right after the handshake is an end, not a failure to
                    // connect.
                    if (error === "reset") resolve();
                    else reject(new Error(`connecting: ${error}`));
                    this.drive.wake();
                },
            };
        });
        await opened;
        return {
            write: (bytes) => {
                connection.write(Buffer.from(bytes as Uint8Array));
                return Promise.resolve();
            },
            pause: () => {
                connection.pause();
            },
            resume: () => {
                connection.resume();
            },
            finish: () => {
                connection.finish();
            },
            reset: () => {
                connection.reset();
            },
            destroy: () => {
                connection.reset();
            },
        };
    }
}
