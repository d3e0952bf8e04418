import { readFileSync } from "node:fs";

/** The longest that the collector holds the processor, with the default heap full in the worst shape that bench/pause has. */
export interface CollectorPause {
    readonly cycles: number;
    /** At the clock of the board. */
    readonly milliseconds: number;
    /** Bytes of the script heap in that measurement. */
    readonly heap: number;
}

const MEGAHERTZ = 125;

/** Reads firmware/pause.json: a measurement on the emulated board, which a test repeats. */
export function readPause(file: string): CollectorPause {
    const { cycles, heap } = JSON.parse(readFileSync(file, "utf8")) as { cycles: number; heap: number };
    return { cycles, milliseconds: Number((cycles / MEGAHERTZ / 1000).toFixed(2)), heap };
}
