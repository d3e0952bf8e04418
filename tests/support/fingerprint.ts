/**
 * `node --import tsx tests/support/fingerprint.ts FILE`: what the compiler says of a program and
 * makes of it, as one line.
 */
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { compile } from "../../compiler/index.ts";

/** Diagnostics as they are, the C as a hash: two lines are equal when the compiler did the same. */
export function fingerprint(entry: string): string {
    const { diagnostics, files } = compile({ entry });
    const hash = createHash("sha256");
    for (const [name, text] of files) hash.update(`${name}\0${text}\0`);
    const said = diagnostics.map(({ code, span, message }) => [code, span?.file, span?.start, message]);
    return JSON.stringify({ said, files: files.size, c: hash.digest("hex") });
}

const [, script = "", entry] = process.argv;
if (import.meta.url === pathToFileURL(script).href && entry !== undefined) console.log(fingerprint(entry));
