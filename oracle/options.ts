/**
 * Reading of options as ECMA-419's Base Class Pattern asks: present means HasProperty, and
 * everything is checked before anything is made. Errors of the classes have the messages of
 * firmware/io, because a program may print them.
 */

export type Options = Readonly<Record<string, unknown>>;
export type Callback = (this: unknown, ...values: unknown[]) => unknown;

export function optionsObject(value: unknown): Options {
    if (typeof value !== "object" || value === null) throw new TypeError("options are required");
    return value as Options;
}

export function callbackOption(options: Options, name: string): Callback | null {
    if (!(name in options)) return null;
    const value = options[name];
    if (value === null) return null;
    if (typeof value !== "function") throw new TypeError("callback is not a function");
    return value as Callback;
}

export function integerOption(options: Options, name: string, lowest: number, highest: number): number | undefined {
    if (!(name in options)) return undefined;
    const value = options[name];
    if (value === undefined) throw new Error("option is undefined");
    const number = (typeof value === "object" && value !== null) || typeof value === "function" ? NaN : Number(value);
    if (!Number.isInteger(number) || number < lowest || number > highest) throw new RangeError("number out of range");
    return number;
}

export function formatOption<T extends string>(value: unknown, formats: readonly T[]): T {
    const text = String(value);
    const format = formats.find((known) => known === text);
    if (format === undefined) throw new RangeError("unsupported format");
    return format;
}

/** The bytes of a Byte Buffer, shared with it; undefined where the value is none. */
export function byteBuffer(value: unknown): Uint8Array | undefined {
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : undefined;
}
