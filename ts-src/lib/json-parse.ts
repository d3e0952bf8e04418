/**
 * ECMA-262 25.5.1: JSON.parse with a reviver, which is called for each property from the innermost
 * on. What is open lies on a stack of our own, so that depth costs heap.
 */
import { putProperty } from "tspico:json";
import { ownValue } from "tspico:object";

type Revive = (this: unknown, key: string, value: unknown) => unknown;

/** An object or array whose properties are being visited. */
class Level {
    readonly value: unknown;
    /** Where it is a property, and under which name. */
    readonly holder: unknown;
    readonly key: string;
    /** Of an array undefined. */
    readonly names: string[] | undefined;
    readonly count: int32;
    at = 0;

    constructor(holder: unknown, key: string, value: object) {
        this.holder = holder;
        this.key = key;
        this.value = value;
        const names = Array.isArray(value) ? undefined : Object.keys(value);
        this.names = names;
        this.count = Array.isArray(value) ? value.length : names === undefined ? 0 : names.length;
    }
}

/** In fields, so that no method is compiled for each kind of reviver. */
class Reviving {
    root: unknown = undefined;
    reviver: Revive | undefined = undefined;
    private readonly levels: Level[] = [];

    run(): unknown {
        const holder: Record<string, unknown> = {};
        putProperty(holder, "", this.root);
        this.visit(holder, "", this.root);
        while (this.levels.length > 0) this.step(this.levels[this.levels.length - 1]!);
        return ownValue(holder, "");
    }

    private visit(holder: unknown, key: string, value: unknown): void {
        if (typeof value === "object" && value !== null) this.levels.push(new Level(holder, key, value));
        else this.revive(holder, key, value);
    }

    private revive(holder: unknown, key: string, value: unknown): void {
        const { reviver } = this;
        if (reviver !== undefined) putProperty(holder, key, reviver.call(holder, key, value));
    }

    private step(level: Level): void {
        const { value } = level;
        const at = level.at;
        if (at >= level.count) {
            this.levels.pop();
            this.revive(level.holder, level.key, value);
            return;
        }
        level.at = (at + 1) | 0;
        const key = level.names === undefined ? String(at) : level.names[at]!;
        this.visit(value, key, Array.isArray(value) ? (value as unknown[])[at] : ownValue(value, key));
    }
}

export function parse(text: string, reviver?: unknown): unknown {
    const value: unknown = JSON.parse(text);
    if (typeof reviver !== "function") return value;
    const reviving = new Reviving();
    reviving.root = value;
    reviving.reviver = reviver as Revive;
    return reviving.run();
}
