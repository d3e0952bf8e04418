/**
 * gSPI, the serial bus of the CYW43439: while the chip is selected the host sends one command word,
 * and then either the host sends data words or the chip answers with some. A word on the wire is 32
 * bits, the first bit on top; which bytes of it make which value depends on the word length that
 * the host has set.
 */

export interface Command {
    readonly write: boolean;
    /** 0: the bus's own registers; 1: backplane; 2: packets. */
    readonly function: number;
    /** 17 bits. */
    readonly address: number;
    /** Bytes, 0 to 2047. */
    readonly length: number;
}

/** What is behind the bus. */
export interface BusTarget {
    /**
     * Whether the host has switched to words of 32 bits; until then halves of a word are exchanged,
     * little endian each.
     */
    readonly wordLength32: boolean;
    /** The answer to a read, with the padding that precedes it. */
    read(command: Command): Uint8Array;
    /**
     * A write, when the host ends it; `bytes` has at most `command.length` bytes, fewer if the host
     * ended it early.
     */
    write(command: Command, bytes: Uint8Array): void;
}

function decodeCommand(value: number): Command {
    return {
        write: value >>> 31 === 1,
        function: (value >>> 28) & 3,
        address: (value >>> 11) & 0x1_ffff,
        length: value & 0x7ff,
    };
}

export function encodeCommand(command: Command): number {
    const { write, function: fn, address, length } = command;
    const INCREMENT = 1 << 30;
    return ((write ? 0x8000_0000 : 0) | INCREMENT | (fn << 28) | (address << 11) | length) >>> 0;
}

/** Changes a word on the wire to its value and back: the mapping is its own inverse. */
export function swapWord(word: number, wordLength32: boolean): number {
    const bytesSwapped = ((word & 0x00ff_00ff) << 8) | ((word >>> 8) & 0x00ff_00ff);
    return (wordLength32 ? (bytesSwapped << 16) | (bytesSwapped >>> 16) : (word << 16) | (word >>> 16)) >>> 0;
}

/**
 * A finished transaction, for whoever records the bus. `data`: what the host wrote, or what the
 * chip answered with its padding.
 */
export type TransactionListener = (command: Command, data: Uint8Array) => void;

const MAXIMUM_WORDS = 600;

export class GspiPort {
    /** Called when a command has come, before a read is answered. */
    onCommand: ((command: Command) => void) | undefined;
    /** Called when a transaction is over. */
    onTransaction: TransactionListener | undefined;
    private command: Command | undefined;
    private readonly data = new DataView(new ArrayBuffer(MAXIMUM_WORDS * 4));
    /** Words written or answered so far. */
    private words = 0;
    private answer = new Uint8Array(0);

    constructor(private readonly target: BusTarget) {}

    /** Whether the chip drives the data line: a read command has come. */
    get answering(): boolean {
        return this.command?.write === false;
    }

    /** The chip is selected: what follows is a command. */
    select(): void {
        this.command = undefined;
        this.words = 0;
    }

    /** A word from the host. */
    put(word: number): void {
        const value = swapWord(word, this.target.wordLength32);
        if (this.command === undefined) {
            this.command = decodeCommand(value);
            this.onCommand?.(this.command);
            this.answer = this.command.write ? new Uint8Array(0) : padToWords(this.target.read(this.command));
            return;
        }
        if (!this.command.write || this.words >= MAXIMUM_WORDS) return;
        this.data.setUint32(this.words * 4, value, true);
        this.words++;
    }

    /** The next word of the answer; zero where there is none. */
    take(): number {
        const offset = this.words * 4;
        this.words++;
        if (offset >= this.answer.length) return 0;
        const value = new DataView(this.answer.buffer, this.answer.byteOffset).getUint32(offset, true);
        return swapWord(value, this.target.wordLength32);
    }

    /** The host ends the transaction: a write takes effect. */
    deselect(): void {
        const { command } = this;
        if (command === undefined) return;
        this.command = undefined;
        const length = Math.min(command.length, this.words * 4);
        const bytes = command.write ? new Uint8Array(this.data.buffer, 0, length) : this.answer;
        if (command.write) this.target.write(command, bytes);
        this.onTransaction?.(command, bytes);
    }
}

function padToWords(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const padded = new Uint8Array((bytes.length + 3) & ~3);
    padded.set(bytes);
    return padded;
}
