/**
 * The two ways of a serial console: what the firmware prints, cut into lines, and what is typed to
 * it.
 */
import type { Time, TimeAlarm } from "./board-time.ts";

/**
 * Output beyond this is kept only at its end, so that a firmware that prints forever does not fill
 * the host's memory.
 */
const KEPT_CHARACTERS = 1_000_000;

export class FirmwareConsole {
    private readonly decoder = new TextDecoder();
    private line = "";
    private kept: string[] = [];
    private keptLength = 0;

    constructor(
        private readonly onText: (text: string) => void,
        private readonly onLine: (line: string) => void,
    ) {}

    /** One byte from the UART. */
    byte(value: number): void {
        const text = this.decoder.decode(Uint8Array.of(value), { stream: true });
        if (text === "") return;
        this.keep(text);
        this.onText(text);
        if (text === "\n" || this.line.length >= KEPT_CHARACTERS) {
            const line = this.line.endsWith("\r") ? this.line.slice(0, -1) : this.line;
            this.line = "";
            this.onLine(line);
        } else {
            this.line += text;
        }
    }

    /** Everything printed, from the start or, for very long output, the last part of it. */
    get text(): string {
        return this.kept.join("");
    }

    private keep(text: string): void {
        this.kept.push(text);
        this.keptLength += text.length;
        if (this.keptLength > 2 * KEPT_CHARACTERS) {
            const tail = this.kept.join("").slice(-KEPT_CHARACTERS);
            this.kept = [tail];
            this.keptLength = tail.length;
        }
    }
}

/** A start bit, eight data bits and a stop bit at 115200 baud, which is the console's speed. */
const UART_BYTE_NANOS = 10e9 / 115_200;

/** Feeds typed bytes to a UART at the pace of its line, so that its FIFO does not run over. */
export class UartInput {
    private readonly waiting: number[] = [];
    private readonly alarm: TimeAlarm;
    private busy = false;

    constructor(
        time: Time,
        private readonly feed: (byte: number) => void,
    ) {
        this.alarm = time.createAlarm(() => this.next());
    }

    send(bytes: Uint8Array): void {
        this.waiting.push(...bytes);
        if (this.busy) return;
        this.busy = true;
        this.alarm.schedule(UART_BYTE_NANOS);
    }

    private next(): void {
        const byte = this.waiting.shift();
        if (byte !== undefined) this.feed(byte);
        this.busy = this.waiting.length > 0;
        if (this.busy) this.alarm.schedule(UART_BYTE_NANOS);
    }
}
