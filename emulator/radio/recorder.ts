/**
 * Writes down what goes over a radio's bus, for tests that replay it without the firmware that did
 * it.
 */
import type { Time } from "../board-time.ts";
import type { EthernetAttachment } from "../network/ethernet.ts";
import { perform } from "./actions.ts";
import type { Command } from "./gspi.ts";
import type { Radio } from "./radio.ts";
import { type Action, bytesToText, formatTransaction, type Recording } from "./recording.ts";
import { Blobs, memoryWithoutBlobs, packetWithoutBlobs, tableIn } from "./without-blobs.ts";

interface Line {
    readonly nanos: number;
    text: string;
    /** Set where the next transaction may continue this one. */
    run?: { readonly command: Command; readonly data: string; readonly wake: boolean; times: number };
}

const BACKPLANE = 1;
const PACKETS = 2;

export class Recorder implements EthernetAttachment {
    onFrame: (frame: Uint8Array) => void = () => undefined;
    onLinkChange: (up: boolean) => void = () => undefined;
    private readonly lines: Line[] = [];
    private readonly blobs = new Blobs();
    /** The line of a read that has not been answered to its end. */
    private reading: Line | undefined;
    private wakeBefore = false;

    /** Stands between the radio and its network from now on. */
    constructor(
        private readonly radio: Radio,
        private readonly time: Pick<Time, "nanos">,
    ) {
        radio.onPower = (on) => {
            this.add(`power ${on ? "1" : "0"}`);
        };
        radio.onFrame = (frame) => {
            this.add(`out ${String(frame.length)}`);
            this.onFrame(frame);
        };
        radio.onLinkChange = (up) => {
            this.onLinkChange(up);
        };
        radio.port.onCommand = (command) => {
            this.commandCame(command);
        };
        radio.port.onTransaction = (command, data) => {
            this.ended(command, data);
        };
    }

    get linkUp(): boolean {
        return this.radio.linkUp;
    }

    deliver(frame: Uint8Array): boolean {
        this.add(`frame ${this.checked(frame)}`);
        return this.radio.deliver(frame);
    }

    /** Lets something happen in the air, and writes it down. */
    perform(action: Action): void {
        this.add(`do ${action}`);
        perform(this.radio, action);
    }

    recording(title: string, air: Recording["air"]): Recording {
        let before = 0;
        const steps = this.lines.map(({ nanos, text }) => {
            const delta = nanos - before;
            before = nanos;
            return `+${String(delta)} ${text}`;
        });
        return { title, air, steps };
    }

    private add(text: string): Line {
        // Rounded up: what an alarm did before this step shall have happened when it is replayed.
        const line = { nanos: Math.ceil(this.time.nanos), text };
        this.lines.push(line);
        return line;
    }

    private commandCame(command: Command): void {
        if (command.write) return;
        this.wakeBefore = this.radio.hostWake;
        this.reading = this.add("");
    }

    private ended(command: Command, data: Uint8Array): void {
        if (command.write) {
            this.wrote(command, data);
        } else if (this.reading !== undefined) {
            const start = data.length - ((command.length + 3) & ~3);
            const answer = data.subarray(start, start + command.length);
            const text = this.checked(command.function === PACKETS ? packetWithoutBlobs(answer, false) : answer);
            this.reading.text = formatTransaction({ ...command, times: 1, wake: this.wakeBefore }, text);
            this.reading = undefined;
        }
    }

    private wrote(command: Command, bytes: Uint8Array): void {
        const wake = this.radio.hostWake;
        const data = this.checked(this.kept(command, bytes));
        const last = this.lines.at(-1);
        const run = last?.run;
        if (
            last !== undefined &&
            run !== undefined &&
            run.data === data &&
            run.wake === wake &&
            follows(run, command)
        ) {
            run.times++;
            last.text = formatTransaction({ ...run.command, times: run.times, wake }, data);
            return;
        }
        const line = this.add(formatTransaction({ ...command, times: 1, wake }, data));
        if (command.function === BACKPLANE) line.run = { command, data, wake, times: 1 };
    }

    private kept(command: Command, bytes: Uint8Array): Uint8Array {
        if (command.function === PACKETS) {
            const table = tableIn(bytes);
            if (table !== undefined) this.blobs.add(table);
            return packetWithoutBlobs(bytes, true);
        }
        const chipAddress = command.function === BACKPLANE ? this.radio.chipAddress(command.address) : undefined;
        if (chipAddress === undefined) return bytes;
        const kept = memoryWithoutBlobs(chipAddress, bytes);
        if (kept !== bytes) this.blobs.add(bytes);
        return kept;
    }

    /** Bytes as text; throws if something of the firmware is among them. */
    private checked(bytes: Uint8Array): string {
        if (this.blobs.partlyIn(bytes)) throw new Error("a part of the chip's firmware was about to be recorded");
        return bytesToText(bytes);
    }
}

/** Whether a write goes on where a run of writes of the same length ends. */
function follows({ command, times }: { command: Command; times: number }, next: Command): boolean {
    return (
        next.function === command.function &&
        next.length === command.length &&
        next.address === command.address + times * command.length
    );
}
