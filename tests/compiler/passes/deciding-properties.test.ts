/** What a socket reads is known where its format is: no test for the other kind is in the C. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { compile } from "../../../compiler/index.ts";

/** The C of a listener that makes `socket` of each connection, with the diagnostics of errors. */
function compiled(context: TestContext, socket: string, before = ""): { c: string; errors: readonly string[] } {
    const folder = mkdtempSync(path.join(tmpdir(), "tspico-"));
    context.after(() => {
        rmSync(folder, { recursive: true });
    });
    const text = `
        import Listener from "embedded:io/socket/listener";
        import TCP from "embedded:io/socket/tcp";
        ${before}
        new Listener({ port: 80, onReadable() { const from = this.read(); if (from !== undefined) ${socket}; } });
    `;
    writeFileSync(path.join(folder, "main.ts"), text);
    const { diagnostics, files } = compile({ entry: path.join(folder, "main.ts"), root: folder });
    return { c: files.get("main.c") ?? "", errors: diagnostics.map(({ code }) => code) };
}

const READS = `onReadable() { const got = this.read(); if (got !== undefined) console.log(got.byteLength); }`;
const COUNTS = `onReadable() { const got = this.read(); if (got !== undefined) console.log(got + 1); }`;

/** The kinds that the C tells apart behind `read`. */
const testsForNumber = (c: string): boolean => c.includes("tsp_is_number");

/** Whether a buffer can come where one is added. */
const makesTextOfBuffer = (c: string): boolean => c.includes("ts_text_object_ArrayBuffer");

test("a format that is constant, or not given, decides what is read", (context) => {
    for (const format of ["", 'format: "buffer",', "format: undefined,"]) {
        const { c, errors } = compiled(context, `new TCP({ from, ${format} ${READS} })`);
        assert.deepEqual(errors, []);
        assert.ok(!testsForNumber(c), c);
    }
    const { c, errors } = compiled(context, `new TCP({ from, format: "number", ${COUNTS} })`);
    assert.deepEqual(errors, []);
    assert.ok(!testsForNumber(c) && c.includes("tsp_number_to_int32(got) + 1"), c);
});

test("two sockets of one program are told apart", (context) => {
    const { c, errors } = compiled(
        context,
        `{ new TCP({ from, ${READS} }); new TCP({ from, format: "number", ${COUNTS} }); }`,
    );
    assert.deepEqual(errors, []);
    assert.ok(!testsForNumber(c), c);
});

test("what is passed to read decides too", (context) => {
    const into = `onReadable() { const got = this.read(new Uint8Array(4)); if (got !== undefined) console.log(got + 1); }`;
    assert.deepEqual(compiled(context, `new TCP({ from, ${into} })`).errors, []);
});

test("a format that is not constant leaves both", (context) => {
    const either = `new TCP({ from, format: Math.random() > 2 ? "buffer" : "number", ${READS} })`;
    assert.ok(testsForNumber(compiled(context, either).c));
    assert.ok(makesTextOfBuffer(compiled(context, either.replace(READS, COUNTS)).c));
    const text = `new TCP({ from, format: String(Math.random()) as "buffer", ${COUNTS} })`;
    assert.ok(makesTextOfBuffer(compiled(context, text).c));
});

test("a format that is set later is among those that decide", (context) => {
    const changes = COUNTS.replace("console", 'this.format = "number"; console');
    assert.ok(makesTextOfBuffer(compiled(context, `new TCP({ from, ${changes} })`).c));
    const same = READS.replace("console", 'this.format = "buffer"; console');
    assert.ok(!testsForNumber(compiled(context, `new TCP({ from, ${same} })`).c));
});

test("a class that extends the socket has the format that it passes on", (context) => {
    const bytes = `class Bytes extends TCP {
        constructor(from: TCP) { super({ from, format: "number", onReadable: Bytes.prototype.onReadable }); }
        ${COUNTS}
    }`;
    const { c, errors } = compiled(context, "new Bytes(from)", bytes);
    assert.deepEqual(errors, []);
    assert.ok(!testsForNumber(c), c);
});
