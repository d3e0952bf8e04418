/**
 * ECMA-262 25.5.2: JSON.stringify. What a call is given goes through one array, so that there is
 * one writer for all calls of a program. Objects that contain others lie on a stack of our own:
 * depth costs heap, and no room is a RangeError.
 */
import { JsonText } from "tspico:json";
import { invoke, memberValue, ownValue } from "tspico:object";
import { refuseCycle } from "./json-cycle.ts";

/** What is being written: an array, or an object with the names that are left to it. */
class Level {
    readonly holder: unknown;
    /** Of an array undefined. */
    readonly names: string[] | undefined;
    readonly count: int32;
    /** How many of its properties have been looked at. */
    at = 0;
    isEmpty = true;

    constructor(holder: unknown, names: string[] | undefined, count: int32) {
        this.holder = holder;
        this.names = names;
        this.count = count;
    }

    /** The name of the property that was looked at last. */
    key(): string {
        const index = (this.at - 1) | 0;
        return this.names === undefined ? String(index) : this.names[index]!;
    }
}

export class Writer {
    root: unknown = undefined;
    replacer: ((this: unknown, key: string, value: unknown) => unknown) | undefined = undefined;
    /** The names that a list gives for all objects, and the same as they are in the list. */
    names: string[] | undefined = undefined;
    private readonly listed: (string | number)[] = [];
    gap = "";
    private readonly text = new JsonText();
    private readonly levels: Level[] = [];
    /** What is being written: in a field, so that no method is compiled for each kind of value. */
    private value: unknown = undefined;

    /** Undefined where JSON has nothing for the value. */
    write(): string | undefined {
        this.value = this.root;
        this.prepare(this.replacer === undefined ? undefined : { "": this.root }, "");
        if (isNothing(this.value)) return undefined;
        this.begin();
        while (this.levels.length > 0) this.step(this.levels[this.levels.length - 1]!);
        return this.text.finish();
    }

    /** SerializeJSONProperty up to the replacer. */
    private prepare(holder: unknown, key: string): void {
        const { value } = this;
        if (typeof value === "object" && value !== null) this.value = invoke(value, "toJSON", key);
        if (this.replacer !== undefined) this.value = this.replacer.call(holder, key, this.value);
    }

    /** The next property of the innermost object, or its end. */
    private step(level: Level): void {
        if (level.at >= level.count) {
            this.end(level);
            return;
        }
        level.at++;
        const { holder, names } = level;
        const isKeyAsked = names !== undefined || this.replacer !== undefined;
        const key = isKeyAsked ? level.key() : "";
        const value = Array.isArray(holder)
            ? (holder as unknown[])[level.at - 1]
            : this.property(holder, key, level.at);
        this.value = value;
        if (this.replacer !== undefined || (typeof value === "object" && value !== null))
            this.prepare(holder, isKeyAsked ? key : level.key());
        if (isNothing(this.value)) {
            if (names !== undefined) return;
            this.value = null;
        }
        if (!level.isEmpty) this.text.add(",");
        level.isEmpty = false;
        if (this.gap !== "") this.text.line(this.gap, this.levels.length);
        if (names !== undefined) {
            this.text.quote(key);
            this.text.add(this.gap === "" ? ":" : ": ");
        }
        this.begin();
    }

    private property(holder: unknown, key: string, at: int32): unknown {
        // As it is in the list: its texts may be known.
        return this.names === undefined ? ownValue(holder, key) : memberValue(holder, this.listed[at - 1]!);
    }

    /** What is listed is written, each name once. */
    restrict(list: readonly unknown[]): void {
        const names: string[] = [];
        for (const item of list) {
            if (typeof item !== "string" && typeof item !== "number") continue;
            const name = String(item);
            if (names.includes(name)) continue;
            names.push(name);
            this.listed.push(item);
        }
        this.names = names;
    }

    private end(level: Level): void {
        this.levels.pop();
        if (this.gap !== "" && !level.isEmpty) this.text.line(this.gap, this.levels.length);
        this.text.add(level.names === undefined ? "]" : "}");
    }

    /** A value that JSON has something for: a primitive whole, of an object the beginning. */
    private begin(): void {
        const { value } = this;
        if (typeof value === "string") this.text.quote(value);
        else if (typeof value === "number") this.text.number(value);
        else if (typeof value === "boolean") this.text.add(value ? "true" : "false");
        else if (value === null) this.text.add("null");
        else this.open();
    }

    private open(): void {
        const { value } = this;
        for (const level of this.levels) if (level.holder === value) this.refuse();
        if (Array.isArray(value)) {
            this.text.add("[");
            this.levels.push(new Level(value, undefined, value.length));
        } else {
            this.text.add("{");
            const names = this.names ?? Object.keys(value);
            this.levels.push(new Level(value, names, names.length));
        }
    }

    /** The object is on the stack already. */
    private refuse(): void {
        const { value } = this;
        const holders: unknown[] = [];
        const keys: string[] = [];
        for (const level of this.levels) {
            if (holders.length === 0 && level.holder !== value) continue;
            holders.push(level.holder);
            keys.push(level.names === undefined ? `index ${level.key()}` : `property '${level.key()}'`);
        }
        refuseCycle(holders, keys);
    }
}

function isNothing(value: unknown): boolean {
    return value === undefined || typeof value === "function";
}

/** What stands before a property, for each object around it. */
function gapOf(space: unknown): string {
    if (typeof space === "string") return space.slice(0, 10);
    if (typeof space !== "number" || !(space >= 1)) return "";
    return " ".repeat(Math.min(10, Math.trunc(space)));
}

export function stringify(value: unknown, replacer?: unknown, space?: unknown): string | undefined {
    const writer = new Writer();
    writer.root = value;
    writer.gap = gapOf(space);
    if (typeof replacer === "function") writer.replacer = replacer as Writer["replacer"];
    else if (Array.isArray(replacer)) writer.restrict(replacer);
    return writer.write();
}
