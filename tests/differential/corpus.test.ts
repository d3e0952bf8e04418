/** Each program of programs/ prints, compiled under sanitizers, what it prints in Node. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { compareProgram, explain } from "./compare.ts";
import { corpusFile, corpusNames } from "./corpus.ts";

suite("corpus", { concurrency: 2 }, () => {
    for (const name of corpusNames()) {
        test(name, async () => {
            const verdict = await compareProgram(corpusFile(name), `corpus-${name}`);
            assert.equal(verdict.kind, "pass", `${verdict.kind}\n${explain(verdict)}`);
        });
    }
});
