/**
 * Plays a recording to a new radio and tells where it answers otherwise than the recorded one did.
 */
import { SimulatedClock } from "../clock.ts";
import { perform } from "./actions.ts";
import { Air } from "./air.ts";
import { encodeCommand, swapWord } from "./gspi.ts";
import { Radio } from "./radio.ts";
import { bytesToText, parseStep, type Recording, type Transaction } from "./recording.ts";

export interface ReplayResult {
    /** Transactions that were played. */
    readonly transactions: number;
    /** Each in one line: the step and what came instead. */
    readonly differences: readonly string[];
    readonly complaints: readonly string[];
}

const BACKPLANE = 1;
const KEPT_DIFFERENCES = 20;

class Replay {
    readonly differences: string[] = [];
    transactions = 0;
    private readonly clock = new SimulatedClock();
    readonly radio: Radio;
    /**
     * Lengths of frames that the chip handed to the network, and the recording has not named yet.
     */
    private readonly out: number[] = [];
    /** Lengths that the recording has named; the write that carries the frame comes after them. */
    private readonly expected: number[] = [];

    constructor({ air }: Recording) {
        this.radio = new Radio(this.clock, { air: new Air(air), savesPower: false });
        this.radio.onFrame = (frame) => {
            this.out.push(frame.length);
        };
    }

    play(line: string): void {
        const step = parseStep(line);
        this.clock.tick(step.delta);
        switch (step.kind) {
            case "frame":
                this.radio.deliver(step.data);
                break;
            case "out":
                this.expected.push(step.length);
                break;
            case "power":
                this.radio.setPower(step.on);
                break;
            case "do":
                perform(this.radio, step.action);
                break;
            default:
                for (let i = 0; i < step.times; i++) this.transact(step, step.address + i * step.length, line);
        }
    }

    private transact(step: Transaction, address: number, line: string): void {
        this.transactions++;
        if (step.write) this.write(step, address);
        else this.read(step, address, line);
        if (step.write) this.compare(line, `wake ${String(this.radio.hostWake)}`, `wake ${String(step.wake)}`);
        this.compare(line, this.out.splice(0).join(), this.expected.splice(0).join());
    }

    private command(step: Transaction, address: number): void {
        this.radio.port.select();
        this.radio.port.put(swapWord(encodeCommand({ ...step, address }), this.radio.wordLength32));
    }

    private write(step: Transaction, address: number): void {
        const { port, wordLength32 } = this.radio;
        this.command(step, address);
        const words = Buffer.alloc((step.data.length + 3) & ~3);
        step.data.copy(words);
        for (let at = 0; at < words.length; at += 4) port.put(swapWord(words.readUInt32LE(at), wordLength32));
        port.deselect();
    }

    private read(step: Transaction, address: number, line: string): void {
        const { port, wordLength32 } = this.radio;
        this.compare(line, `wake ${String(this.radio.hostWake)}`, `wake ${String(step.wake)}`);
        this.command(step, address);
        const padding = step.function === BACKPLANE ? this.radio.backplanePadding : 0;
        const words = Buffer.alloc((padding + step.length + 3) & ~3);
        for (let at = 0; at < words.length; at += 4) words.writeUInt32LE(swapWord(port.take(), wordLength32), at);
        port.deselect();
        this.compare(line, bytesToText(words.subarray(padding, padding + step.length)), bytesToText(step.data));
    }

    private compare(line: string, actual: string, expected: string): void {
        if (actual !== expected && this.differences.length < KEPT_DIFFERENCES)
            this.differences.push(`${line}: ${actual} instead of ${expected}`);
    }
}

export function replay(recording: Recording): ReplayResult {
    const run = new Replay(recording);
    for (const line of recording.steps) run.play(line);
    const { transactions, differences, radio } = run;
    return { transactions, differences, complaints: radio.complaints };
}
