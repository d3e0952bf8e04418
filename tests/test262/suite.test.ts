/**
 * The runner of ECMA-262's tests, on a small suite of our own, and a fixed sample of the real one
 * where TEST262_PATH names a copy.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { suite, test } from "node:test";
import { repositoryRoot } from "../support/compiled-program.ts";
import { type Verdict } from "./judge.ts";
import { readMetadata } from "./metadata.ts";
import { digestOf, runSuite, type Test, testsOf } from "./run.ts";
import { isEveryday, isInScope } from "./scope.ts";

const fixture = path.join(repositoryRoot, "tests", "fixtures", "test262");

const verdictsOf = (folder: string, tests: readonly Test[]): Promise<ReadonlyMap<Test, Verdict>> =>
    runSuite({ suite: folder, tests, general: false, sanitize: false, jobs: 2, fresh: false, report: () => undefined });

test("each test of a suite is judged by what it expects", async () => {
    const found = await verdictsOf(fixture, testsOf(fixture));
    const kinds = [...found].map(([{ file }, { kind }]) => `${path.basename(file, ".js")}: ${kind}`);
    assert.deepEqual(kinds.sort(), [
        "await-name: pass",
        "early: pass",
        "global-this: refused",
        "later-never: wrong",
        "later: pass",
        "no-early-error: wrong",
        "pass: pass",
        "pass: pass",
        "refused-early: refused",
        "refused: refused",
        "throws-another: wrong",
        "throws: pass",
        "unlinked: pass",
        "wrong: wrong",
    ]);
    const reasons = [...found.values()].flatMap((verdict) => verdict.reasons.map(({ message }) => message));
    assert.ok(reasons.some((reason) => reason.includes("one of the wrong ones")));
});

test("metadata are lists in a line or below their key", () => {
    const text = [
        ...["/*---", "description: |", "  flags: [raw]", "flags: [onlyStrict, async]", "features:", "  - let"],
        ...["  - Symbol.iterator # why", "includes: [a.js,", "  b.js]", "negative:", "  phase: parse"],
        ...["  type: SyntaxError", "info: text", "---*/"],
    ].join("\n");
    assert.deepEqual(readMetadata(text), {
        flags: ["onlyStrict", "async"],
        features: ["let", "Symbol.iterator"],
        includes: ["a.js", "b.js"],
        negative: { phase: "parse", type: "SyntaxError" },
    });
    assert.deepEqual(readMetadata("var none;"), { flags: [], features: [], includes: [], negative: undefined });
});

test("features, flags and folders decide what counts", () => {
    const plain = readMetadata("");
    assert.ok(isInScope("language/types/a.js", plain));
    assert.ok(!isInScope("language/eval-code/direct/a.js", plain));
    assert.ok(!isInScope("language/types/a.js", { ...plain, flags: ["noStrict"] }));
    assert.ok(!isInScope("language/types/a.js", { ...plain, features: ["let", "BigInt"] }));
    assert.ok(isEveryday("language/types/a.js", plain));
    assert.ok(!isEveryday("built-ins/Promise/a.js", plain));
    assert.ok(!isEveryday("language/types/a.js", { ...plain, features: ["generators"] }));
});

const real = process.env["TEST262_PATH"] ?? "";
const skip = real === "" ? "TEST262_PATH names no copy of ECMA-262's tests" : false;

suite("a sample of ECMA-262's tests", { skip }, () => {
    test("passes or is refused", async () => {
        const sample = testsOf(real).filter(({ file }) => Number.parseInt(digestOf(file).slice(0, 8), 16) % 500 === 0);
        assert.ok(sample.length > 40, "the folder holds the whole suite");
        const found = await verdictsOf(real, sample);
        const wrong = [...found].filter(([, { kind }]) => kind === "wrong");
        assert.deepEqual(
            wrong.map(([{ file }, { reasons }]) => `${file}: ${reasons[0]?.message ?? ""}`),
            [],
        );
    });
});
