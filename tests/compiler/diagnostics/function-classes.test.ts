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
    // Methods would be listed.
    [`${CLASS}for (const key in new F()) console.log(key);`, ["TP1001 new F()"]],
    ["function f() {}\nf.a = 1;\nconsole.log(Object.keys(f));", ["TP1001 Object.keys(f)"]],
    ["class C { static a = 1; }\nfor (const key in [C][0]) console.log(key);", ["TP1001 [C][0]"]],
    // The prototype may be looked at before it has the method, or be another object.
    ["make();\nfunction make() { return new F(); }\n" + CLASS, ["TP1001 new F()", "TP1203 F.prototype"]],
    [`${CLASS}F.prototype = {};\nconsole.log(new F().a);`, ["TP1001 new F()", "TP1203 F.prototype"]],
    [`${CLASS}if (F) F.prototype.n = function () {};\nconsole.log(new F().a);`, ["TP1001 new F()"]],
    // The object that 'new' gives could be another one.
    ["function F(o) { return o; }\nconsole.log(new F({}));", ["TP1001 new F({})"]],
    ["let F = function () { this.a = 1; };\nconsole.log(new F());", ["TP1001 new F()"]],
    ["function F() { this.a = 1; }\nif (Math.random() > 2) F = 1;\nconsole.log(new F());", ["TP1001 new F()"]],
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
