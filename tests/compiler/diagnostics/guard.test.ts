import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { DiagnosticBag } from "../../../compiler/diagnostics/bag.ts";
import {
    internalError,
    nestedTooDeep,
    tooManyProperties,
    unsupportedDecorator,
} from "../../../compiler/diagnostics/diagnostics.ts";
import { failure, guard } from "../../../compiler/diagnostics/guard.ts";
import { emitProgram } from "../../../compiler/emit/program.ts";
import { compile } from "../../../compiler/index.ts";
import { runPasses } from "../../../compiler/passes/index.ts";
import { withLowering } from "../../support/stages.ts";

const span = { file: "a.ts", start: 4, end: 7, line: 1, column: 5 };

test("a crash is one diagnostic at the place where the compiler was, without a stack", () => {
    const bag = new DiagnosticBag();
    bag.place = span;
    const result = guard("was counting", bag, () => {
        throw new Error("no such block.\n    at somewhere");
    });
    assert.equal(result, undefined);
    const [found, ...others] = bag.sorted();
    assert.deepEqual(others, []);
    assert.equal(found?.code, internalError.code);
    assert.deepEqual(found.span, span);
    assert.equal(found.message, "Internal error of the compiler while it was counting: no such block.");
});

test("a crash beside an error of the program is not shown", () => {
    const bag = new DiagnosticBag();
    bag.add(unsupportedDecorator(span));
    guard("was counting", bag, () => {
        throw new Error("no such block");
    });
    assert.deepEqual(
        bag.sorted().map(({ code }) => code),
        [unsupportedDecorator.code],
    );
});

test("the same diagnostic at the same place is shown once, and diagnostics come in the order of the file", () => {
    const bag = new DiagnosticBag();
    const later = { ...span, start: 20, end: 23, line: 2 };
    bag.add(unsupportedDecorator(later));
    bag.add(unsupportedDecorator(span));
    bag.add(unsupportedDecorator(later));
    assert.deepEqual(
        bag.sorted().map((found) => found.span?.line),
        [1, 2],
    );
    assert.equal(bag.errorCount, 2);
});

test("a program that nests deeper than the compiler can follow is refused, whichever stage finds out", () => {
    const root = mkdtempSync(path.join(tmpdir(), "tspico-deep-"));
    const entry = path.join(root, "main.ts");
    for (const expression of [`${"(".repeat(4_000)}1${")".repeat(4_000)}`, `"x"${".trim()".repeat(4_000)}`]) {
        writeFileSync(entry, `console.log(${expression});\n`);
        assert.deepEqual(
            compile({ entry, root }).diagnostics.map(({ code }) => code),
            [nestedTooDeep.code],
        );
    }
    rmSync(root, { recursive: true });
});

test("a statement for which the stack is too small is nested too deeply", () => {
    const overflow = (): number => overflow() + 1;
    try {
        overflow();
        assert.fail("there is an end to every stack");
    } catch (thrown) {
        assert.equal(failure("lowered this statement", thrown, span).code, nestedTooDeep.code);
    }
});

test("an object with more properties than its layout can hold is refused where it is made", () => {
    const root = mkdtempSync(path.join(tmpdir(), "tspico-wide-"));
    const entry = path.join(root, "main.ts");
    const literal = (count: number) =>
        Array.from({ length: count }, (_, index) => `p${index.toString()}: 1`).join(", ");
    writeFileSync(entry, `let o;\no = { ${literal(8001)} };\nconsole.log(o.p0);\n`);
    assert.deepEqual(
        compile({ entry, root }).diagnostics.map(({ code, span }) => `${code} ${String(span?.line)}`),
        [`${tooManyProperties.code} 2`],
    );
    writeFileSync(entry, `const o = { ${literal(5000)} };\nconsole.log(o.p0);\n`);
    assert.deepEqual(compile({ entry, root }).diagnostics, []);
    rmSync(root, { recursive: true });
});

test("writing C says what it is at", () => {
    const entry = path.join(mkdtempSync(path.join(tmpdir(), "tspico-at-")), "main.ts");
    writeFileSync(entry, "const a = [1];\nfunction f(): number {\n    return a.length;\n}\nconsole.log(f());\n");
    const lines = new Set<number>();
    withLowering(entry, ({ program, diagnostics, ...context }) => {
        const typed = runPasses(program, diagnostics, context);
        if (typed !== undefined) emitProgram(typed, ({ line }) => lines.add(line));
    });
    assert.deepEqual([...lines].sort(), [1, 2, 3, 5]);
    rmSync(path.dirname(entry), { recursive: true });
});
