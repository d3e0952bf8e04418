import type { Meter } from "./meter.mjs";

export function describe(meter: Meter): string {
    return `${meter.counts.length} counts, the last is ${String(meter.last)}`;
}
