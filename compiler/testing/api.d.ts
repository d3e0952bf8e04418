/** What a program's own tests import from "tspico/testing". */

/**
 * Where a program runs:
 *
 * - `node`: in Node, over Node's own network
 * - `host`: compiled, on this machine over real lwIP
 * - `board`: the UF2 on the emulated board
 */
export type Place = "node" | "host" | "board";

export interface StartOptions {
    /** Default: `host`. */
    readonly place?: Place;
    /**
     * The program's ports that the test will use; each gets a free port of this machine. Default:
     * 80.
     */
    readonly ports?: readonly number[];
    /**
     * Milliseconds until every port must be open, or the program's end. Default: 300000, since the
     * first build takes its time.
     */
    readonly timeout?: number;
    /** Further arguments of `tspico run` or `tspico emulate`, for example `["--link", "usb"]`. */
    readonly arguments?: readonly string[];
}

export interface RunningProgram {
    /** What the program has printed so far, both streams. */
    readonly output: string;
    /** The port of this machine that stands for a port of the program (default 80). */
    port(programPort?: number): number;
    /** `http://localhost:PORT/path`. */
    url(path?: string, programPort?: number): string;
    /** Ends the program as Ctrl-C does and waits for its end. */
    stop(): Promise<void>;
}

/**
 * Starts a program and waits until it listens on its ports. `entry` is relative to the working
 * folder. Rejects with what the program and the compiler printed if it does not come so far.
 */
export function startProgram(entry: string, options?: StartOptions): Promise<RunningProgram>;
