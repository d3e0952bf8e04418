/** The same programs with no proof used: what is proven may cost less, and do nothing else. */
import assert from "node:assert/strict";
import path from "node:path";
import { suite, test } from "node:test";
import { GENERAL_PARTS } from "../../compiler/passes/generality.ts";
import { compareProgram, explain } from "./compare.ts";
import { corpusFolder, corpusNames } from "./corpus.ts";

suite("corpus, general", { concurrency: 2 }, () => {
    for (const name of corpusNames()) {
        test(name, async () => {
            const file = path.join(corpusFolder, `${name}.ts`);
            const verdict = await compareProgram(file, `general-${name}`, new Set(GENERAL_PARTS));
            assert.equal(verdict.kind, "pass", `${verdict.kind}\n${explain(verdict)}`);
        });
    }
});
