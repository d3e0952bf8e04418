/** What is an error in a JavaScript file, and where. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { compile } from "../../../compiler/index.ts";

const root = mkdtempSync(path.join(tmpdir(), "tspico-javascript-"));
after(() => {
    rmSync(root, { recursive: true });
});

/** The codes and what each underlines. */
function errors(text: string): string[] {
    const entry = path.join(root, "main.js");
    writeFileSync(entry, text);
    return compile({ entry, root, withoutC: true }).diagnostics.map(
        ({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`,
    );
}

describe("errors of types do not count in JavaScript", () => {
    const programs = [
        "/** @param {string} x */ function f(x) { return x * 2; } console.log(f(3));",
        "// @ts-check\nlet a = 1; a = 'text'; console.log(a);",
        "const o = { a: 1, a: 2 }; console.log(o.a, o.b);",
        "function g(a, b) { return a; } g(); g(1, 2, 3);",
        "class A { constructor() { this.x = 1; } } console.log(new A().x);",
    ];
    for (const text of programs) {
        test(text, () => {
            assert.deepEqual(errors(text), []);
        });
    }
});

describe("early errors of ECMA-262, tsc's own and those that it misses", () => {
    const programs = [
        ["export { missing };", "TP1406 missing"],
        ["if (1) class C {}", "TP1406 class"],
        ["export const f = () => new.target;", "TP1406 new"],
        ["export const o = { __proto__: null, __proto__: null };", "TP1406 __proto__"],
        ["export class E { field = arguments; }", "TP1406 arguments"],
        ["export async function g() { function h(await) {} }", "TP1406 await"],
        ["let a; let a;", "TS2451 a"],
        ["export default 1; export default 2;", "TS2528 export default 1;"],
        ["const c;", "TS1155 c"],
        ["with (a) {}", "TS1101 with"],
        ["let y: number = 1;", "TS8010 number"],
        ["class D { #p; #p; }", "TS2300 #p"],
        ["class F { constructor() { super(); } }", "TS2335 super"],
    ] as const;
    for (const [text, wanted] of programs) {
        test(text, () => {
            const found = errors(text);
            assert.ok(found.includes(wanted), found.join("\n"));
        });
    }
});

test("what JavaScript itself refuses is not refused for another reason too", () => {
    assert.deepEqual(errors("if (1) class C {}"), ["TP1406 class"]);
    assert.deepEqual(errors("export class E { field = arguments; }"), ["TP1406 arguments"]);
});

test("modules and exports that are not there are errors, as they are when JavaScript links", () => {
    writeFileSync(path.join(root, "other.js"), "export const there = 1;\n");
    assert.deepEqual(errors('import "./nowhere.js";'), ['TS2882 "./nowhere.js"']);
    assert.deepEqual(errors('import { gone } from "./other.js";'), ["TS2305 gone"]);
    assert.deepEqual(errors('import gone from "./other.js";'), ["TS1192 gone"]);
    assert.deepEqual(errors('export { gone } from "./other.js";'), ["TS2305 gone"]);
});

test("names that two modules give, or that lead back to themselves, are errors of linking", () => {
    writeFileSync(path.join(root, "one.js"), "export const both = 1;\nexport const [first, { second }] = [1, {}];\n");
    writeFileSync(path.join(root, "two.js"), "export const both = 2;\n");
    writeFileSync(path.join(root, "stars.js"), 'export * from "./one.js";\nexport * from "./two.js";\n');
    writeFileSync(path.join(root, "again.js"), 'export * from "./one.js";\nexport * from "./stars.js";\n');
    writeFileSync(path.join(root, "circle.js"), 'export { turn as round } from "./back.js";\n');
    writeFileSync(path.join(root, "back.js"), 'import { round } from "./circle.js";\nexport { round as turn };\n');
    assert.deepEqual(errors('import { both } from "./stars.js";'), ["TP1406 both"]);
    assert.deepEqual(errors('export { both as one } from "./stars.js";'), ["TP1406 both as one"]);
    assert.ok(errors('import { round } from "./circle.js";').includes("TP1406 round"));
    assert.deepEqual(errors('import { first, second } from "./again.js";\nconsole.log(first, second);'), []);
    assert.deepEqual(errors('import * as all from "./stars.js";\nconsole.log(all.first);'), []);
});

test("a method under a field that the base class's constructor makes is refused", () => {
    const base = "class Base extends Error { constructor() { super(); this.show = 5; } }\n";
    const derived = "class Derived extends Base { show() {} }\nconsole.log(new Derived().show);";
    assert.deepEqual(errors(base + derived), ["TP1001 show() {}"]);
});
