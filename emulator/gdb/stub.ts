/** The commands of GDB's remote serial protocol, on the emulated board. */
import type { Board, Stop } from "../board.ts";
import type { FaultKind } from "../fault.ts";
import { bytesOfHex, hexOfBytes, hexOfWord, unescape, wordOfHex } from "./packets.ts";
import {
    describeMemory,
    describeRegisters,
    readMemory,
    readRegister,
    registerBytes,
    registerCount,
    writeMemory,
    writeRegister,
} from "./target.ts";

const PACKET_SIZE = 0x4000;
const SIGINT = 2;
const SIGILL = 4;
const SIGTRAP = 5;
const SIGBUS = 7;
const SIGSEGV = 11;

const signals: Partial<Record<FaultKind, number>> = {
    breakpoint: SIGTRAP,
    "undefined-instruction": SIGILL,
    unaligned: SIGBUS,
};

function hexNumber(text: string | undefined): number {
    return parseInt(text ?? "", 16) >>> 0;
}

/** How far the core may go before the stub looks again. */
type Motion = "held" | "running" | "stepping";

export class GdbStub {
    private motion: Motion = "held";
    /** True until the instruction at which the core was held has been let pass. */
    private departing = false;
    private readonly breakpoints = new Set<number>();
    private lastSignal = SIGTRAP;
    private ended: Stop | undefined;

    constructor(
        private readonly board: Board,
        private readonly send: (data: string) => void,
        private readonly onNoAcknowledge: () => void,
    ) {
        board.hold = (pc) => this.arrived(pc);
    }

    get held(): boolean {
        return this.motion === "held";
    }

    /** Lets go of the board: no breakpoints, and it runs. */
    detach(): void {
        this.breakpoints.clear();
        this.board.hold = undefined;
        this.motion = "running";
    }

    /** Ctrl-C. */
    interrupt(): void {
        if (this.motion !== "held") this.halt(SIGINT);
    }

    /** To be told when the board's run is over; GDB may still look around. */
    runEnded(stop: Stop): void {
        if (this.ended !== undefined && this.held) return;
        this.ended = stop;
        const { fault } = stop;
        if (fault === undefined) {
            this.motion = "held";
            this.send("W00");
            return;
        }
        if (fault.pc !== undefined) this.board.chip.mcu.core.PC = fault.pc;
        this.halt(signals[fault.kind] ?? SIGSEGV);
    }

    /**
     * The answer to a command, or undefined where it comes later. An empty one means that the
     * command is unknown.
     */
    command(data: string): string | undefined {
        switch (data[0]) {
            case "?":
                return this.stopReply(this.lastSignal);
            case "g":
                return this.allRegisters();
            case "G":
                return this.setAllRegisters(data.slice(1));
            case "p":
                return this.oneRegister(hexNumber(data.slice(1)));
            case "P":
                return this.setRegister(data.slice(1));
            case "m":
                return this.read(data.slice(1));
            case "M":
            case "X":
                return this.write(data);
            case "Z":
            case "z":
                return this.breakpoint(data);
            case "c":
            case "s":
                return this.go(data[0] === "s", data.slice(1));
            case "v":
                return this.verbose(data);
            case "q":
            case "Q":
                return this.query(data);
            case "D":
                this.detach();
                return "OK";
            case "H":
            case "T":
                return "OK";
            default:
                return "";
        }
    }

    /** Called before each instruction; true holds the core there. */
    private arrived(pc: number): boolean {
        if (this.motion === "held") return true;
        if (this.departing) {
            this.departing = false;
            return false;
        }
        if (this.motion !== "stepping" && !this.breakpoints.has(pc)) return false;
        this.halt(SIGTRAP);
        return true;
    }

    private halt(signal: number): void {
        this.motion = "held";
        this.lastSignal = signal;
        this.board.interrupt();
        this.send(this.stopReply(signal));
    }

    private stopReply(signal: number): string {
        return `S${signal.toString(16).padStart(2, "0")}`;
    }

    private go(step: boolean, address: string): string | undefined {
        if (this.ended !== undefined) return this.ended.fault === undefined ? "W00" : this.stopReply(this.lastSignal);
        if (address !== "") writeRegister(this.board, 15, hexNumber(address));
        this.departing = true;
        this.motion = step ? "stepping" : "running";
        return undefined;
    }

    private verbose(data: string): string | undefined {
        if (data === "vCont?") return "vCont;c;C;s;S";
        const action = /^vCont;([cCsS])/.exec(data)?.[1];
        if (action !== undefined) return this.go(action.toLowerCase() === "s", "");
        return "";
    }

    private query(data: string): string {
        if (data.startsWith("qSupported")) {
            const features = "qXfer:features:read+;qXfer:memory-map:read+;QStartNoAckMode+;hwbreak+;vContSupported+";
            return `PacketSize=${PACKET_SIZE.toString(16)};${features}`;
        }
        const document = /^qXfer:(features:read:target\.xml|memory-map:read:):([0-9a-f]+),([0-9a-f]+)$/.exec(data);
        if (document !== null) return this.document(document);
        switch (data) {
            case "QStartNoAckMode":
                this.onNoAcknowledge();
                return "OK";
            case "qfThreadInfo":
                return "m1";
            case "qsThreadInfo":
                return "l";
            case "qC":
                return "QC1";
            case "qAttached":
                return "1";
            case "qSymbol::":
                return "OK";
            default:
                return "";
        }
    }

    private document([, name, from, length]: readonly string[]): string {
        const text = name?.startsWith("features") ? describeRegisters() : describeMemory(this.board.chip.mcu.flashSize);
        const start = hexNumber(from);
        const part = text.slice(start, start + hexNumber(length));
        return (start + part.length < text.length ? "m" : "l") + part;
    }

    private allRegisters(): string {
        return Array.from({ length: registerCount }, (_, index) => this.oneRegister(index)).join("");
    }

    private setAllRegisters(hex: string): string {
        let at = 0;
        for (let index = 0; index < registerCount && at < hex.length; index++) {
            const digits = registerBytes(index) * 2;
            writeRegister(this.board, index, wordOfHex(hex.slice(at, at + digits)));
            at += digits;
        }
        return "OK";
    }

    private oneRegister(index: number): string {
        if (index >= registerCount) return "E01";
        return hexOfWord(readRegister(this.board, index)).slice(0, registerBytes(index) * 2);
    }

    private setRegister(text: string): string {
        const [number, value = ""] = text.split("=");
        const index = hexNumber(number);
        if (index >= registerCount) return "E01";
        writeRegister(this.board, index, wordOfHex(value));
        return "OK";
    }

    private read(text: string): string {
        const [address, length] = text.split(",");
        const bytes = readMemory(this.board, hexNumber(address), Math.min(hexNumber(length), PACKET_SIZE / 2));
        return bytes.length === 0 ? "E01" : hexOfBytes(bytes);
    }

    private write(data: string): string {
        const parts = /^[MX]([0-9a-f]+),[0-9a-f]+:/.exec(data);
        if (parts === null) return "E01";
        const body = data.slice(parts[0].length);
        const bytes = data.startsWith("X") ? unescape(body) : bytesOfHex(body);
        return writeMemory(this.board, hexNumber(parts[1]), bytes) ? "OK" : "E01";
    }

    /**
     * Kinds 0 and 1 are the same here: nothing is written into the program. Watchpoints are
     * unknown.
     */
    private breakpoint(data: string): string {
        const parts = /^[Zz][01],([0-9a-f]+),/.exec(data);
        if (parts === null) return "";
        const address = hexNumber(parts[1]) & ~1;
        if (data.startsWith("Z")) this.breakpoints.add(address >>> 0);
        else this.breakpoints.delete(address >>> 0);
        return "OK";
    }
}
