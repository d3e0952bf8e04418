/** The same programs with no proof used: what is proven may cost less, and do nothing else. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { GENERAL_PARTS, type GeneralPart } from "../../compiler/passes/generality.ts";
import { compareProgram, explain } from "./compare.ts";
import { corpusFile, corpusNames } from "./corpus.ts";

/** A literal with accessors cannot be general, so what it spreads must not be either. */
const WITH_ACCESSORS: readonly string[] = ["accessors-literals"];

/** Programs that are about classes in general form. */
const isAboutClasses = (name: string): boolean => /^(class-|new-target|super-)/.test(name);

const partsFor = (name: string): GeneralPart[] =>
    GENERAL_PARTS.filter((part) => {
        if (part === "classes") return isAboutClasses(name);
        return part !== "objects" || !WITH_ACCESSORS.includes(name);
    });

suite("corpus, general", { concurrency: 2 }, () => {
    for (const name of corpusNames()) {
        test(name, async () => {
            const verdict = await compareProgram(corpusFile(name), `general-${name}`, new Set(partsFor(name)));
            assert.equal(verdict.kind, "pass", `${verdict.kind}\n${explain(verdict)}`);
        });
    }
});
