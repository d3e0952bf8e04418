/**
 * What programs may use beyond ECMA-262: ArrayBuffer.fromString and String.fromArrayBuffer, as
 * ts-src/types/library declares them.
 */

/** As programs are built, unless they are for another zone. */
process.env["TZ"] ??= "UTC";

function define(holder: object, name: string, value: unknown): void {
    Object.defineProperty(holder, name, { value, writable: true, configurable: true });
}

define(globalThis, "trace", (...values: readonly unknown[]): void => {
    process.stdout.write(values.map(String).join(""));
});

define(ArrayBuffer, "fromString", (...texts: readonly unknown[]): ArrayBuffer => {
    if (texts.length === 0) throw new TypeError("no string");
    const bytes = new TextEncoder().encode(String(texts[0]));
    // The encoder's buffer may be larger than the text.
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
});

define(String, "fromArrayBuffer", (bytes: unknown): string => {
    if (!(bytes instanceof ArrayBuffer || bytes instanceof Uint8Array)) throw new TypeError("not an ArrayBuffer");
    try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        throw new TypeError("invalid UTF-8");
    }
});
