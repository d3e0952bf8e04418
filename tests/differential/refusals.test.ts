/**
 * The cells that the table of crossings leaves out: an object where a construct would have to
 * convert it is refused, each at its own place.
 */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { repositoryRoot } from "../support/compiled-program.ts";
import { compileQuietly } from "./compare.ts";
import { prelude } from "./generate/prelude.ts";
import { objectKinds } from "./generate/values.ts";

const binary = "+ - * / % ** & | ^ << >> >>> < <= > >=".split(" ");

const uses: Readonly<Record<string, (value: string) => string>> = {
    ...Object.fromEntries(binary.map((operator) => [`left of ${operator}`, (value) => `${value} ${operator} id(1)`])),
    ...Object.fromEntries(
        binary.map((operator) => [`right of ${operator}`, (value) => `id("1") ${operator} ${value}`]),
    ),
    ...Object.fromEntries(["+", "-", "~"].map((operator) => [`unary ${operator}`, (value) => operator + value])),
    "== with a number": (value) => `${value} == id(1)`,
    "++": (value) => `((k) => ++k)(${value})`,
    "compound assignment": (value) => `((k) => (k -= id(1) as any))(${value})`,
    "template literal": (value) => `\`\${${value}}\``,
    "String()": (value) => `String(${value})`,
    "Number()": (value) => `Number(${value})`,
    "bytes of an array": (value) => `new Uint8Array([${value}])`,
    "filled bytes": (value) => `new Uint8Array(1).fill(${value})`,
    byte: (value) => `(new Uint8Array(1)[0] = ${value})`,
};

/**
 * ECMA-262 and the declarations give these a text, or convert without calling anything of the
 * program.
 */
const converted = (use: string, kind: string): boolean =>
    kind === "error" && ["template literal", "String()", "Number()", "right of +"].includes(use);

test("an object is refused wherever it would have to be converted", () => {
    const lines = Object.entries(uses).flatMap(([use, print]) =>
        Object.entries(objectKinds)
            .filter(([kind]) => !converted(use, kind))
            .map(([kind, [literal]]) => ({ cell: `${use} × ${kind}`, text: print(`((${literal}) as any)`) })),
    );
    const first = prelude.split("\n").length;
    const folder = path.join(repositoryRoot, "build", "differential", "refusals");
    const file = path.join(folder, "cells.ts");
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${prelude}${lines.map(({ text }) => `same(${text});\n`).join("")}export {};\n`);
    const compiled = compileQuietly(file);
    assert.ok("kind" in compiled && compiled.kind === "refused", JSON.stringify(compiled).slice(0, 400));
    const refused = new Map(compiled.diagnostics.map(({ span, code }) => [span?.line, code]));
    const accepted = lines.filter((_, index) => !/^TP120[12]$/.test(refused.get(first + index) ?? ""));
    assert.deepEqual(
        accepted.map(({ cell }) => cell),
        [],
    );
});
