/** What a function that makes objects, or has properties, cannot be used for. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { compile } from "../../../compiler/index.ts";

const root = mkdtempSync(path.join(tmpdir(), "tspico-functions-"));
after(() => {
    rmSync(root, { recursive: true });
});

const CLASS = "function F() { this.a = 1; }\nF.prototype.m = function () {};\n";

function errors(text: string): string[] {
    const entry = path.join(root, "main.js");
    writeFileSync(entry, text);
    return compile({ entry, root, withoutC: true }).diagnostics.map(
        ({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`,
    );
}

const programs: readonly (readonly [string, readonly string[]])[] = [
    [`${CLASS}console.log(new F().a);`, []],
    // What is listed makes general objects of the function, the class, and what they make.
    [`${CLASS}for (const key in new F()) console.log(key);`, []],
    ["function f() {}\nf.a = 1;\nconsole.log(Object.keys(f));", []],
    ["class C { static a = 1; }\nfor (const key in [C][0]) console.log(key);", []],
    // Names that are not enumerable are listed too, where they are known; not what the library has.
    ["function f() {}\nconsole.log(f.hasOwnProperty('name'));", []],
    ["console.log(Object.hasOwn(Number, 'MAX_VALUE'));", ["TP1001 Object.hasOwn(Number, 'MAX_VALUE')"]],
    ["console.log(Object.getOwnPropertyNames(Date).length);", ["TP1001 Object.getOwnPropertyNames(Date)"]],
    ["function f() {}\nconsole.log(Object.keys(f), Object.keys(Number));", []],
    // What is no class makes general objects.
    ["make();\nfunction make() { return new F(); }\n" + CLASS, []],
    [`${CLASS}F.prototype = {};\nconsole.log(new F().a);`, []],
    [`${CLASS}if (F) F.prototype.n = function () {};\nconsole.log(new F().a);`, []],
    ["function F(o) { return o; }\nconsole.log(new F({}));", []],
    ["let F = function () { this.a = 1; };\nconsole.log(new F());", []],
    ["function F() { this.a = 1; }\nif (Math.random() > 2) F = 1;\nconsole.log(new F());", []],
    // What makes no objects is a TypeError.
    ["const f = () => 1;\nconsole.log(new f());", []],
];

for (const [text, wanted] of programs) {
    test(text, () => {
        const found = errors(text);
        if (wanted.length === 0) {
            assert.deepEqual(found, []);
        } else {
            assert.ok(
                wanted.some((one) => found.includes(one)),
                found.join("\n"),
            );
        }
    });
}
