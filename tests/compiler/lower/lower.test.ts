/** Lowered programs print what JavaScript prints; no pass and no back end takes part. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { printProgram } from "../../../compiler/ir/printer.ts";
import { lower, lowerFile, runJavaScript, runLowered } from "../../support/lowering.ts";

const fixtures = path.join(import.meta.dirname, "fixtures");

for (const name of readdirSync(fixtures).filter((file) => file.endsWith(".ts"))) {
    test(`${name} prints what it prints in JavaScript`, () => {
        const file = path.join(fixtures, name);
        const expected = runJavaScript(readFileSync(file, "utf8"));
        assert.ok(expected.length > 2, "the fixture prints something");
        assert.deepEqual(runLowered(lowerFile(file)), expected);
    });
}

test("modules run dependencies first, a cycle finds what has not run uninitialised", () => {
    assert.deepEqual(runLowered(lowerFile(path.join(fixtures, "modules/entry.ts"))), [
        "ReferenceError",
        "m2",
        "m1 early 1 2 2 4 1 1 3",
        "5",
    ]);
});

function ir(source: string): string {
    const { lowered, diagnostics } = lower({ "main.ts": source });
    assert.deepEqual(diagnostics.sorted(), []);
    return printProgram(lowered.program);
}

test("a captured variable that is never assigned again is copied, any other shares a cell", () => {
    const text = ir(`
        function make() { const fixed = 1; let moving = 2; return () => fixed + moving++; }
        console.log(make()());
    `);
    assert.match(text, /captures \[fixed\.\d, cell moving\.\d\]|captures \[fixed, cell moving\.\d\]/);
    assert.doesNotMatch(text, /checkInitialised/);
});

test("a use that textual order proves needs no check, a use from an earlier function does", () => {
    assert.doesNotMatch(ir("const a = 1; function f() { return a; } console.log(f());"), /checkInitialised/);
    assert.match(ir("function f() { return a; } console.log(f()); const a = 1;"), /checkInitialised .* "a"/);
});

test("a 'var' is a 'let' where no use can come before its value, and starts undefined elsewhere", () => {
    const sum = "let n = 0; for (let i = 0; i < 9; i++) { let k = i * 2; n += k; } console.log(n);";
    const closure = "let m = 1; const get = () => m; console.log(get());";
    const late = "if (get()) { let v = 1; console.log(v); } let w = 2; console.log(w);";
    const source = `let g = 1; function h() { return g; } function f() { ${sum} ${closure} ${late} } f(); console.log(h());`;
    assert.equal(ir(source.replaceAll("let ", "var ")), ir(source));
    assert.match(
        ir("function f(b: boolean) { if (b) { var v: any = 1; } return v; } f(true);"),
        /v\.?\d* = copy undefined/,
    );
});

test("an enum is constants where its members are all that is used, and an object elsewhere", () => {
    const declared = "enum E { A, B = 5, T = 'text' } enum E { C = B + 1 }";
    const text = ir(`${declared} function f(e: E) { return E[e]; } console.log(E.A, E["C"], E.T, f(E.B), E[6], E[7]);`);
    assert.doesNotMatch(text, /global|getProperty|setProperty/);
    assert.match(text, /console\.log \(0, 6, "text", \w+, "C", undefined\)/);
    assert.match(ir("enum E { A } const all = E; console.log(all.A, E.A);"), /newObject \{A: 0, 0: "A"\}/);
    assert.match(ir("function f() { return E.A; } console.log(f()); enum E { A } "), /storeGlobal @E#0, undefined/);
});

test("a function without captures is called directly", () => {
    const text = ir(
        "function outer() { function inner(n: number): number { return n ? inner(n - 1) : 0; } return inner(3); } outer();",
    );
    assert.equal(text.match(/callFunction inner/g)?.length, 2);
    assert.doesNotMatch(text, /makeFunction/);
});

test("an operand that a later operand assigns is copied first", () => {
    const text = ir("function f(i: number) { return i + i++; } console.log(f(1));");
    assert.match(text, /i\.\d+ = copy i\.\d+\n/);
    assert.doesNotMatch(ir("function f(i: number) { return i + 1; } console.log(f(1));"), /copy/);
});

test("`this.method` in the arguments of super is the method of the class, with a warning", () => {
    const { lowered, diagnostics } = lower({
        "main.ts": `
            class Base { f: any; constructor(f: any) { this.f = f; } }
            class Derived extends Base { constructor() { super(this.method); } method() {} }
            new Derived();
        `,
    });
    assert.match(printProgram(lowered.program), /methodReference Derived#1\.method/);
    assert.deepEqual(
        diagnostics.sorted().map(({ code }) => code),
        ["TP2001"],
    );
});

test("every refusal of a program is reported, each at its own place", () => {
    const { diagnostics } = lower({
        "main.ts": `
            const made = [class {}];
            const list = [Object];
            function f(g: any) { return g; }
            function local() { class B {} return f(B); }
            console.log(list, made, local);
        `,
    });
    const places = diagnostics.sorted().map(({ code, span }) => `${String(span?.line)}:${code}`);
    assert.deepEqual(places, ["2:TP1001", "3:TP1001", "5:TP1001"]);
});

test("a library function joins the program with `this` as its receiver", () => {
    const { lowered, diagnostics } = lowerFile(path.join(fixtures, "statements.ts"));
    const map = lowered.lowerLibraryFunction("ts-src/lib/array.ts", "map");
    assert.ok(map?.thisLocal, "map has a receiver");
    assert.ok(lowered.program.functions.includes(map));
    assert.deepEqual(diagnostics.sorted(), []);
    assert.equal(lowered.lowerLibraryFunction("ts-src/lib/array.ts", "nothing"), undefined);
});
