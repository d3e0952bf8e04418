/**
 * A location that values flow into from anywhere in a program: a field, element, cell, global,
 * capture, parameter, result, exception. It remembers the pieces of code that read it; they run
 * again when it grows.
 */
import type { Span } from "../../ir/program.ts";
import { kindsOf } from "../../types/kinds.ts";
import type { Kind } from "../../types/kinds.ts";
import { NEVER } from "../../types/lattice.ts";
import type { Representation } from "../../types/representation.ts";
import type { Field } from "../../types/shape.ts";
import type { TypeTable } from "../../types/table.ts";
import type { Type } from "../../types/type.ts";
import type { Piece } from "./pieces.ts";

/**
 * How often a piece may push the range of a place out a little; each time after that, the range
 * goes to the next landmark.
 */
const WIDEN_AFTER = 3;

/** Who runs, and who has to run again. */
export interface Flow {
    readonly types: TypeTable;
    /** The piece that runs; undefined while nothing is being found out. */
    readonly running: Piece | undefined;
    /** Nothing grows any more. */
    readonly isSettled: boolean;
    /** Where each kind of value comes from is wanted, to explain it. */
    readonly isExplained: boolean;
    /** The instruction that is looked at. */
    readonly at: Span | undefined;
    wake(reader: Piece): void;
}

/** Whether the range of numbers is wider than it was. */
export function movesRange({ number: before }: Type, { number: after }: Type): boolean {
    return before !== undefined && after !== undefined && (before.min !== after.min || before.max !== after.max);
}

/** The pieces that depend on something that can change. */
export class Readers {
    private readonly readers = new Set<Piece>();
    private readonly flow: Flow;

    constructor(flow: Flow) {
        this.flow = flow;
    }

    /** What runs depends on it. */
    note(): void {
        if (this.flow.running !== undefined) this.readers.add(this.flow.running);
    }

    wake(): void {
        this.readers.forEach((reader) => {
            this.flow.wake(reader);
        });
    }
}

export class Place implements Field {
    readonly name: string;
    readonly optional: boolean;
    representation?: Representation;
    reasons?: Map<Kind, Span>;
    private readonly flow: Flow;
    private readonly readers: Readers;
    private content: Type = NEVER;
    /** The runs of each piece that pushed the range out. */
    private pushes: Map<Piece | undefined, { times: number; run: number }> | undefined;

    constructor(flow: Flow, name: string, initial: Type = NEVER, optional = false) {
        this.flow = flow;
        this.name = name;
        this.optional = optional;
        this.readers = new Readers(flow);
        this.content = flow.types.get(initial);
    }

    /** All that has flowed in. */
    get type(): Type {
        this.readers.note();
        return this.flow.types.current(this.content);
    }

    /** What runs when the place grows runs again. */
    wakeReaders(): void {
        this.readers.wake();
    }

    /** Lets values in. */
    grow(added: Type): void {
        const { types } = this.flow;
        const before = types.current(this.content);
        const joined = types.join(before, types.get(added));
        if (joined === before) return;
        if (this.flow.isSettled) throw new Error(`${this.name} grew after the analysis`);
        this.content = this.isPushed(before, joined) ? types.widen(before, joined) : joined;
        if (this.flow.isExplained) this.explain();
        this.readers.wake();
    }

    /** Notes what brought the first value of each kind. */
    private explain(): void {
        const { at } = this.flow;
        if (at === undefined) return;
        this.reasons ??= new Map();
        for (const kind of kindsOf(this.content)) if (!this.reasons.has(kind)) this.reasons.set(kind, at);
    }

    /** Whether the piece that runs has pushed the range out again and again: it will go on. */
    private isPushed(before: Type, after: Type): boolean {
        if (!movesRange(before, after)) return false;
        const { running } = this.flow;
        this.pushes ??= new Map();
        const pushed = this.pushes.get(running) ?? { times: 0, run: 0 };
        if (pushed.run !== running?.runs) {
            pushed.run = running?.runs ?? 0;
            pushed.times++;
        }
        this.pushes.set(running, pushed);
        return pushed.times > WIDEN_AFTER;
    }
}
