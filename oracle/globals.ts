/**
 * What programs may use beyond ECMA-262: ArrayBuffer.fromString and concat, String.fromArrayBuffer
 * and trace, as ts-src/types/library declares them.
 */

import { byteBuffer } from "./options.ts";

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

define(ArrayBuffer.prototype, "concat", function (this: ArrayBuffer, ...parts: readonly unknown[]): ArrayBuffer {
    const views = [this, ...parts].map(byteBuffer).map((view) => {
        if (view === undefined) throw new TypeError("argument is no buffer");
        return view;
    });
    const all = new Uint8Array(views.reduce((length, { byteLength }) => length + byteLength, 0));
    let at = 0;
    for (const view of views) {
        all.set(view, at);
        at += view.byteLength;
    }
    return all.buffer;
});

define(String, "fromArrayBuffer", (bytes: unknown): string => {
    const view = byteBuffer(bytes);
    if (view === undefined) throw new TypeError("not an ArrayBuffer");
    try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(view);
    } catch {
        throw new TypeError("invalid UTF-8");
    }
});
