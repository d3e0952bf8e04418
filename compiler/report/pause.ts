import { readFileSync } from "node:fs";

/**
 * The longest that the collector holds the processor, with the heap full in the worst shape that
 * bench/pause has.
 */
export interface CollectorPause {
    readonly cycles: number;
    /** At the clock of the board. */
    readonly milliseconds: number;
    /** Bytes of the script heap. */
    readonly heap: number;
}

const MEGAHERTZ = 125;

/** What a measurement on the emulated board found, in firmware/pause.json; a test repeats it. */
export function readPause(file: string): CollectorPause {
    const { cycles, heap } = JSON.parse(readFileSync(file, "utf8")) as { cycles: number; heap: number };
    return pauseOf(cycles, heap);
}

function pauseOf(cycles: number, heap: number): CollectorPause {
    return { cycles, milliseconds: Number((cycles / MEGAHERTZ / 1000).toFixed(2)), heap };
}

/** The same of a heap of another size: marking takes time in proportion to what is alive. */
export function pauseForHeap(measured: CollectorPause, heap: number): CollectorPause {
    return pauseOf(Math.ceil((measured.cycles * heap) / measured.heap), heap);
}

const MOST_WITHOUT_WARNING = 128 * 1024;

/** What whoever asked for a large heap should know. */
export function warningOf(pause: CollectorPause): string | undefined {
    if (pause.heap <= MOST_WITHOUT_WARNING) return undefined;
    const size = (pause.heap / 1024).toString();
    return `a script heap of ${size} KiB can stop the program for ${pause.milliseconds.toString()} ms while it is collected; 128 KiB stay under 10 ms`;
}
