/**
 * What a step of the bring-up can do with the board before it. There is a bench of hardware and one
 * of the emulator; times are those of the board's world, simulated or real.
 */
import type { UsbDevice } from "../../../emulator/usb/index.ts";
import type { BringUpBoard } from "./boards.ts";
import type { DefaultRoute } from "./routes.ts";

/** What a person does with the board, and what the bench says to them. */
export type Hand =
    | "bootsel"
    | "wire"
    | "unwire"
    | "power"
    | "sleep"
    | "access-point-off"
    | "access-point-on"
    | "access-point-channel"
    | "foil"
    | "unfoil";

export const handTexts: Readonly<Record<Hand, string>> = {
    bootsel:
        "hold the board's BOOTSEL button while you plug its USB cable directly into the computer, then let go of it",
    wire: "connect GPIO 2 (pin 4 of the board) to GPIO 3 (pin 5) by a wire",
    unwire: "take the wire away",
    power: "pull the board's USB cable out, wait a second, and plug it in again without touching the button",
    sleep: "let this computer sleep for ten seconds or longer, wake it, and wait until you can type again",
    "access-point-off": "switch the access point off, or its Wi-Fi",
    "access-point-on": "switch the access point on again",
    "access-point-channel": "set the access point to another channel of its 2.4 GHz band (of 1, 6 and 11)",
    foil: "wrap the board in aluminium foil, over paper so that it touches no pin",
    unfoil: "take the foil away",
};

/** What only a person can see; the question has yes for its answer where all is well. */
export type Sight = "led-flashes";

export const sightTexts: Readonly<Record<Sight, string>> = {
    "led-flashes": "does the board's LED flash for a moment every two seconds?",
};

/** Programs that steps put onto the board, each built for a board and link. */
export interface Firmware {
    /** The entry file, relative to the repository. */
    readonly program: string;
    /** Files of C and headers that belong to it, likewise. */
    readonly native?: readonly string[];
    readonly board: BringUpBoard;
    readonly link: "usb" | "wifi";
}

export interface WifiNetwork {
    readonly ssid: string;
    readonly password: string;
    /** Two capital letters, or none: the channels of every country. */
    readonly country: string;
}

/** How often the steps repeat what they do, and how long they wait. */
export interface Effort {
    /** Names of the Unity suites that are run. */
    readonly suites: readonly string[];
    readonly pings: number;
    readonly requests: number;
    readonly bulkBytes: number;
    readonly attachments: number;
    /** Requests that each come after so many seconds of silence. */
    readonly idleRequests: number;
    readonly silence: number;
    /** Seconds without an access point. */
    readonly absence: number;
    /** Seconds for which the drive of a board in its boot loader is watched. */
    readonly drive: number;
    /** Seconds of each wave on a watched input. */
    readonly wave: number;
    /** Seconds of the soak; without them there is none. */
    readonly soak?: number;
}

/** What a Unity suite came to on the board. */
export interface SuiteOutcome {
    readonly passed: number;
    readonly failed: number;
    /** What failed, or how the suite ended otherwise; empty after status 0. */
    readonly complaints: readonly string[];
}

/** A connection that somebody has open for a while. */
export interface Held {
    /** Bytes that have come. */
    readonly received: number;
    /** Why it is over; undefined while it is not. */
    readonly end: string | undefined;
    send(bytes: Uint8Array): void;
    close(): void;
}

/** What a computer has of a board that is plugged into it. */
export interface UsbSight {
    /** By the computer's names for them. */
    readonly adapters: readonly string[];
    readonly ports: readonly string[];
    /** What the board has said of itself, or why that cannot be read. */
    readonly device: UsbDevice | string;
}

export interface Bench {
    readonly effort: Effort;
    /** What must not be in a record, and what stands there instead. */
    readonly secrets: ReadonlyMap<string, string>;
    /** Where pings and exchanges go. */
    boardAddress: string;
    /** Board, chip, computer and versions, by their names. */
    describe(): Promise<Readonly<Record<string, string>>>;
    /** Returns when it has been done. */
    hand(what: Hand): Promise<void>;
    sees(what: Sight): Promise<boolean>;
    /** A network to join; undefined where there is none. */
    network(which: "first" | "second"): Promise<WifiNetwork | undefined>;
    /** Runs a suite to its end; rejects where the button would have to be pressed and must not. */
    runSuite(name: string, mayPress: boolean): Promise<SuiteOutcome>;
    /** Puts a program onto the board; a hand is needed if the board cannot be asked. */
    flash(firmware: Firmware): Promise<void>;
    /** Whether the board is a drive that takes a program, within so many seconds. */
    isDrive(seconds: number): Promise<boolean>;
    /** What the last program's ELF says of a line of the console: its places in the source. */
    explain(line: string): readonly string[];
    /** Undefined where there is no device. */
    usb(): Promise<UsbSight | undefined>;
    /** What the board's console has printed since the last flash, in lines. */
    readonly lines: readonly string[];
    /** The first line from `from` on that matches; undefined after so many seconds. */
    waitForLine(pattern: RegExp, seconds: number, from?: number): Promise<string | undefined>;
    type(text: string): Promise<void>;
    /** The computer's own address in the board's network; undefined after so many seconds. */
    waitForAddress(seconds: number): Promise<string | undefined>;
    /** The computer's own address of IPv6 in a network that the board has announced, likewise. */
    waitForIpv6(seconds: number): Promise<string | undefined>;
    /** The computer's ways to other networks, or why they cannot be read. */
    defaultRoutes(): Promise<readonly DefaultRoute[] | string>;
    /** The milliseconds of each ping that came back, of so many, at such intervals in seconds. */
    ping(address: string, count: number, interval: number): Promise<readonly number[]>;
    /**
     * Sends bytes to a port of the board and returns what comes, until the board ends the
     * connection or `enough` bytes are there. Rejects when the connection fails or takes longer.
     */
    exchange(port: number, bytes: Uint8Array, enough: number, seconds: number): Promise<Uint8Array>;
    /** A connection to a port of the board that stays open. Rejects when it fails. */
    hold(port: number, seconds: number): Promise<Held>;
    /** The address that multicast DNS gives for a name; undefined after so many seconds. */
    lookUp(name: string, seconds: number): Promise<string | undefined>;
    /** What the kernel has logged in the last seconds, or why it cannot be read. */
    kernelLog(seconds: number): Promise<readonly string[] | string>;
    /** Seconds since some start. */
    now(): number;
    sleep(seconds: number): Promise<void>;
}
