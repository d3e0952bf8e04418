/**
 * A step of the bring-up: what it does, what it expects, and what to look at where that differs.
 */
import type { Bench } from "./bench.ts";

export interface Figure {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
}

/** What a step leaves for the record, beside its outcome. */
export interface Notes {
    figure(name: string, value: number, unit: string): void;
    /** A sentence; the first thousand are kept. */
    remark(text: string): void;
}

export interface Step {
    readonly name: string;
    /** What the record and the console call it. */
    readonly title: string;
    /** Throws `Difference` where the board does not do what is expected. */
    run(bench: Bench, notes: Notes): Promise<void>;
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

/** What the step needs is not at hand; the steps behind it go on without it. */
export class Skipped extends Error {
    override name = "Skipped";
}

export function median(values: readonly number[]): number {
    const sorted = [...values].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
