/**
 * A program's UF2 on the emulated board, for people: console, ports on localhost, and the reason of
 * its end.
 */
import path from "node:path";
import { createDesk, connectStation, type Desk, type DeskLink } from "./desk.ts";
import { gdbCommand, GdbServer } from "./gdb/index.ts";
import { LiveRun } from "./live.ts";
import { Bridge } from "./network/bridge/bridge.ts";
import { bridgeNetwork, type FixedAddress } from "./network/bridge/guest-addresses.ts";
import type { PortMapping } from "./network/bridge/port-map.ts";
import { PcapWriter } from "./network/pcap.ts";
import { typeStandardInput } from "./typing.ts";
import type { Stop } from "./board.ts";

export interface EmulateOptions {
    uf2: string;
    elf: string;
    link: DeskLink;
    /** The program that firmware/port/bridge builds; none for the loopback link. */
    bridge: string | undefined;
    ports: readonly PortMapping[];
    /** Ends the run. */
    signal: AbortSignal;
    /** Of the host's time; endless unless given. */
    seconds?: number;
    /** Probability that a frame is lost. */
    loss: number;
    /** Port of this machine for a debugger, for which the board waits; 0 takes a free one. */
    gdbPort?: number;
    /** File for a log of all frames. */
    pcap?: string;
    /** The network that the firmware was built for. */
    wifi?: { ssid: string; passphrase: string };
    /** The address that the firmware was built with. */
    fixed?: FixedAddress;
    say: (line: string) => void;
}

export type Outcome =
    /** By the signal or after the seconds. */
    | { kind: "ended" }
    /** A port of this machine cannot be had. */
    | { kind: "refused"; hostPort: number; guestPort: number; reason: string }
    /** A fault, an uncaught error or a stuck program; a sentence for the user. */
    | { kind: "stopped"; message: string };

/**
 * The network in the air where the firmware knows none: it is told of this one as a user would tell
 * it.
 */
const EMULATED_AIR = { ssid: "tspico-emulated", passphrase: "emulated air" };

class Emulation {
    private desk: Desk | undefined;
    private live: LiveRun | undefined;
    private bridge: Bridge | undefined;
    private outcome: Outcome = { kind: "ended" };
    private uncaught = false;

    constructor(private readonly options: EmulateOptions) {}

    async run(): Promise<Outcome> {
        const { link, uf2, elf, wifi, seconds, signal, gdbPort } = this.options;
        const desk = await createDesk({
            uf2,
            elf,
            link,
            stackArray: "stack",
            accessPoints: [wifi ?? EMULATED_AIR],
            calls: {
                tsp_port_listening: (port) => this.bridge?.listening(port & 0xffff),
                tsp_port_unlistening: (port) => this.bridge?.unlistening(port & 0xffff),
            },
            onChip: (_chip, bornAt) => {
                if (bornAt > 0) this.wasReset();
            },
            onText: (text) => process.stdout.write(text.replaceAll("\r", "")),
            onLine: (line) => {
                this.heard(line);
            },
        });
        this.desk = desk;
        const gdb = await this.listenForDebugger(desk).catch((error: unknown) => {
            const message = `port ${String(gdbPort)} of this machine, for the debugger: ${String(error)}; name another one`;
            this.outcome = { kind: "stopped", message };
            return undefined;
        });
        if (this.outcome.kind !== "ended") return this.outcome;
        this.live = new LiveRun(desk.board, gdb);
        const endTyping = typeStandardInput(desk.board);
        let log: PcapWriter | undefined;
        const end = (): void => this.live?.end();
        signal.addEventListener("abort", end);
        if (signal.aborted) end();
        try {
            log = this.connect(desk);
            const stop = await this.live.run(seconds);
            if (stop !== undefined) this.outcome = { kind: "stopped", message: describeStop(stop) };
            return this.outcome;
        } finally {
            signal.removeEventListener("abort", end);
            endTyping();
            this.bridge?.close();
            log?.close();
            await gdb?.close();
        }
    }

    private async listenForDebugger({ board }: Desk): Promise<GdbServer | undefined> {
        const { gdbPort, elf, say } = this.options;
        if (gdbPort === undefined) return undefined;
        const gdb = await GdbServer.listen(board, gdbPort);
        say(`the board waits for a debugger: ${gdbCommand(path.relative(process.cwd(), elf), gdb.port)}`);
        return gdb;
    }

    private connect(desk: Desk): PcapWriter | undefined {
        const { bridge: executable, link, loss, pcap, ports, say } = this.options;
        if (executable === undefined || link === "loopback") return undefined;
        const log = pcap === undefined ? undefined : new PcapWriter(pcap);
        this.bridge = new Bridge({
            executable,
            network: bridgeNetwork(link, this.options.fixed),
            ports,
            onServing: (own, guest, family) => {
                if (family === 6) return;
                process.stderr.write(`serving on ${guest === 80 ? "http://" : ""}localhost:${own.toString()}\n`);
            },
            onRefused: (hostPort, guestPort, reason) => {
                this.end({ kind: "refused", hostPort, guestPort, reason });
            },
            onEnd: () => {
                this.end({ kind: "stopped", message: "the bridge to this machine's network has ended" });
            },
            onArrival: () => this.live?.arrival(),
        });
        connectStation(desk, this.bridge, {
            impairments: { loss },
            ...(log === undefined ? {} : { onFrame: (nanos, frame) => log.frame(nanos, frame) }),
        });
        if (log !== undefined) say(`logging frames to ${pcap ?? ""}`);
        return log;
    }

    private heard(line: string): void {
        if (line.startsWith("tspico: the program ended by an uncaught error")) this.uncaught = true;
        if (this.options.wifi === undefined && line.startsWith("tspico: no Wi-Fi network is known"))
            this.desk?.board.type(`wifi "${EMULATED_AIR.ssid}" "${EMULATED_AIR.passphrase}"\r`);
    }

    /** The board starts again. A program that failed would do so forever. */
    private wasReset(): void {
        this.bridge?.boardReset();
        const reset = this.desk?.board.resets.at(-1);
        if (this.uncaught) {
            this.end({ kind: "stopped", message: "the program ended by an uncaught error; the board was reset" });
        } else if (reset?.cause === "timer") {
            const message = "the watchdog reset the board: the program did not return to its event loop";
            this.end({ kind: "stopped", message });
        }
    }

    private end(outcome: Outcome): void {
        this.outcome = outcome;
        this.live?.end();
    }
}

function describeStop(stop: Stop): string {
    switch (stop.reason) {
        case "fault":
            return `the firmware faulted: ${stop.fault?.message ?? ""}`;
        case "bootsel":
            return "the firmware waits in BOOTSEL mode for another one";
        default:
            return `the emulation ended: ${stop.reason}`;
    }
}

/** Runs the program until the signal, the end of its time, or its own end. */
export function emulateProgram(options: EmulateOptions): Promise<Outcome> {
    return new Emulation(options).run();
}
