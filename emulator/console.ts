/** What the firmware prints on a serial console, cut into lines. */

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
