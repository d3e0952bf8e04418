/**
 * A step of the bring-up: what it does, what it expects, and what to look at where that differs.
 */
import type { Bench } from "./bench.ts";

export interface Figure {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
}

/** Tells of a figure that the record keeps. */
export type Note = (name: string, value: number, unit: string) => void;

export interface Step {
    readonly name: string;
    /** What the record and the console call it. */
    readonly title: string;
    /** Throws `Difference` where the board does not do what is expected. */
    run(bench: Bench, note: Note): Promise<void>;
}

/** The board does something else than is expected. */
export class Difference extends Error {
    override name = "Difference";

    constructor(
        readonly expected: string,
        readonly seen: string,
        /** Where to look, for the person at the bench. */
        readonly look: string,
    ) {
        super(`expected ${expected}; saw ${seen}`);
    }
}

export function median(values: readonly number[]): number {
    const sorted = [...values].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
