/** The longest pause of the collector, from the emulated board. */
import path from "node:path";
import { runUf2 } from "../../emulator/index.ts";
import { repositoryRoot } from "../../compiler/system/layout.ts";
import { buildFirmware } from "../firmware.ts";

/** The shapes of pause.c. */
const shapes = [
    "chain",
    "cycle",
    "hubs",
    "array",
    "arrays",
    "buffers",
    "combs",
    "ropes",
    "fragmented",
    "garbage",
] as const;

export interface PauseMeasurement {
    /** Bytes of the script heap; all of them are taken. */
    readonly heap: number;
    /** Cycles of an allocation that collects, for each shape of the heap. */
    readonly cycles: Readonly<Record<string, number>>;
}

const filled = /^pause: (\w+) with (\d+) of (\d+) bytes used, 1 collections$/;

export async function measurePause(say: (line: string) => void): Promise<PauseMeasurement> {
    const target = { board: "pico", link: "loopback", connections: undefined, sanitize: false } as const;
    const firmware = await buildFirmware("pause", path.join(repositoryRoot, "bench", "pause"), target, say);
    say("measuring the collector's pause on the emulated board");
    const run = await runUf2({
        uf2: firmware.uf2,
        elf: firmware.elf,
        probes: shapes.map((shape) => `pause_${shape}`),
        until: /^pause: done$/,
        wallSeconds: 300,
        uartPace: "instant",
    });
    if (run.reason !== "marker") throw new Error(`the measurement ended by ${run.reason}: ${run.console}`);
    const lines = run.console.split(/\r?\n/).map((line) => filled.exec(line));
    const heaps = lines.filter((line) => line !== null).map(([, , used, size]) => ({ used, size }));
    const [first] = heaps;
    if (
        first === undefined ||
        heaps.length !== shapes.length ||
        heaps.some(({ used, size }) => Number(used) < 0.97 * Number(size))
    )
        throw new Error(`the heap was not full, or not collected once, in every shape:\n${run.console}`);
    const cycles = run.probes.map(({ function: name, longestCycles }) => [name.slice("pause_".length), longestCycles]);
    return { heap: Number(first.size), cycles: Object.fromEntries(cycles) as Record<string, number> };
}
