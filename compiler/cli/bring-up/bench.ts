/**
 * What a step of the bring-up can do with the board before it. There is a bench of hardware and one
 * of the emulator; times are those of the board's world, simulated or real.
 */

/** What a person does with the board, and what the bench says to them. */
export type Hand = "bootsel" | "wire" | "unwire";

export const handTexts: Readonly<Record<Hand, string>> = {
    bootsel:
        "hold the board's BOOTSEL button while you plug its USB cable directly into the computer, then let go of it",
    wire: "connect GPIO 2 (pin 4 of the board) to GPIO 3 (pin 5) by a wire",
    unwire: "take the wire away",
};

/** Programs that steps put onto the board, each built for a board and link. */
export interface Firmware {
    /** The entry file, relative to the repository. */
    readonly program: string;
    readonly board: "pico" | "pico-w";
    readonly link: "usb" | "wifi";
}

/** How often the steps repeat what they do. */
export interface Effort {
    readonly pings: number;
    readonly requests: number;
    readonly bulkBytes: number;
    readonly attachments: number;
}

export interface Bench {
    readonly effort: Effort;
    /** Board, chip, computer and versions, by their names. */
    describe(): Promise<Readonly<Record<string, string>>>;
    /** Returns when it has been done. */
    hand(what: Hand): Promise<void>;
    /** Puts a program onto the board; a hand is needed if the board cannot be asked. */
    flash(firmware: Firmware): Promise<void>;
    /** What the board's console has printed since the last flash, in lines. */
    readonly lines: readonly string[];
    /** The first line from `from` on that matches; undefined after so many seconds. */
    waitForLine(pattern: RegExp, seconds: number, from?: number): Promise<string | undefined>;
    type(text: string): Promise<void>;
    /** The computer's own address in the board's network; undefined after so many seconds. */
    waitForAddress(seconds: number): Promise<string | undefined>;
    /** The milliseconds of each ping that came back, of so many. */
    ping(count: number): Promise<readonly number[]>;
    /**
     * Sends bytes to a port of the board and returns what comes, until the board ends the
     * connection or `enough` bytes are there. Rejects when the connection fails or takes longer.
     */
    exchange(port: number, bytes: Uint8Array, enough: number, seconds: number): Promise<Uint8Array>;
    /** Seconds since some start. */
    now(): number;
    sleep(seconds: number): Promise<void>;
}
