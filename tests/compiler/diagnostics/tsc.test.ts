import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { renderDiagnostics } from "../../../compiler/diagnostics/report.ts";
import { compile } from "../../../compiler/index.ts";

const root = mkdtempSync(path.join(tmpdir(), "tspico-tsc-"));
after(() => {
    rmSync(root, { recursive: true });
});

function check(text: string, other = "export {};\n") {
    writeFileSync(path.join(root, "main.ts"), text);
    writeFileSync(path.join(root, "other.ts"), other);
    return compile({ entry: path.join(root, "main.ts"), root }).diagnostics;
}

function codes(text: string, other?: string): string[] {
    return check(text, other).map(({ code, span }) => `${String(span?.file)}:${String(span?.line)} ${code}`);
}

test("a syntax error is tsc's own diagnostic, in tsc's words and frame", () => {
    const diagnostics = check("const a = ;\n");
    const text = renderDiagnostics(diagnostics, { format: "pretty", colour: false, sourceOf: () => undefined });
    assert.match(text, /^main\.ts:1:11 - error TS1109: Expression expected\.\n\n1 const a = ;\n +~\n/);
});

test("all errors of all files are reported, tsc's and ours together", () => {
    const found = codes(
        'import { f } from "./other.ts";\nlet n: number = "x";\nvar v = f(1);\nconsole.log(n, v, missing);\n',
        "export function f(a: string) {\n    return [a, 1n];\n}\n",
    );
    assert.deepEqual(found, ["main.ts:2 TS2322", "main.ts:3 TS2345", "main.ts:4 TS2304", "other.ts:2 TP1011"]);
});

test("a parameter without annotation is no error", () => {
    assert.deepEqual(codes("function f(a) {\n    return a + 1;\n}\nconsole.log(f(1));\n"), []);
});

const inSuper = (argument: string) => `class Base {
    constructor(options: any) {}
}
class Derived extends Base {
    field = 1;
    constructor() {
        super(${argument});
    }
    method() {
        return 1;
    }
}
new Derived();
`;

test("'this.method' in the arguments of super() is a warning; every other 'this' there stays tsc's error", () => {
    assert.deepEqual(codes(inSuper("this.method")), ["main.ts:7 TP2001"]);
    assert.deepEqual(codes(inSuper("{ on: this.method }")), ["main.ts:7 TP2001"]);
    assert.deepEqual(codes(inSuper("this.method()")), ["main.ts:7 TS17009"]);
    assert.deepEqual(codes(inSuper("this.field")), ["main.ts:7 TS17009"]);
    assert.deepEqual(codes(inSuper("this")), ["main.ts:7 TS17009"]);
});

test("a name that nothing declares is a plain tsc error, one that other hosts have is ours", () => {
    assert.deepEqual(codes("console.log(fetsch(1));\n"), ["main.ts:1 TS2304"]);
    assert.deepEqual(codes("console.log(fetch(1));\n"), ["main.ts:1 TP1411"]);
});

test("a module that is not there is tsc's one error; one that cannot be compiled is ours", () => {
    assert.deepEqual(codes('import { x } from "./nowhere.ts";\nconsole.log(x);\n'), ["main.ts:1 TS2307"]);
    assert.deepEqual(codes('import x from "embedded:nowhere";\nconsole.log(x);\n'), ["main.ts:1 TS2307"]);
    writeFileSync(path.join(root, "old.cjs"), "");
    assert.deepEqual(codes('import "./old.cjs";\n'), ["main.ts:1 TP1409"]);
});

test("tsc's advice on its own library, which would change nothing, makes room for ours", () => {
    for (const text of [
        "let d: Document;",
        "let p: Promise<number>;",
        "let b: Buffer;",
        "''.matchAll('');",
        'import fs from "node:fs"; fs;',
    ]) {
        const [found] = check(`${text}\n`);
        assert.match(found?.code ?? "", /^TS\d{4}$/, text);
        for (const format of ["pretty", "plain", "json"] as const) {
            const shown = renderDiagnostics(
                [found].flatMap((one) => one ?? []),
                { format, colour: true, sourceOf: () => undefined },
            );
            assert.doesNotMatch(shown, /target library|npm i|'lib'|tsconfig/, text);
            assert.match(shown, /docs\/(language|api)\.md/, text);
        }
    }
});

test("declarations are found in a folder whose name a pattern would read otherwise", () => {
    const folder = path.join(root, "types (1) [2] {3} !x *");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "answer.d.ts"), "declare const answer: number;\n");
    writeFileSync(path.join(root, "main.ts"), "const n: number = answer;\nn;\n");
    const { diagnostics } = compile({ entry: path.join(root, "main.ts"), root, declarationFolders: [folder] });
    assert.deepEqual(
        diagnostics.filter(({ code }) => code.startsWith("TS")),
        [],
    );
});

test("a project that names the declarations of its own copy of tspico is compiled with ours", () => {
    const project = path.join(root, "project");
    const copy = path.join(project, "node_modules", "tspico");
    mkdirSync(path.join(copy, "ts-src"), { recursive: true });
    writeFileSync(path.join(copy, "package.json"), '{ "name": "tspico" }');
    cpSync(path.resolve("ts-src/types"), path.join(copy, "ts-src", "types"), { recursive: true });
    const include = ["main.ts", "node_modules/tspico/ts-src/types/**/*.d.ts"];
    writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify({ include }));
    writeFileSync(path.join(project, "main.ts"), 'console.log("one library");\n');
    assert.deepEqual(compile({ entry: path.join(project, "main.ts"), root: project }).diagnostics, []);
});

test("a comment that silences tsc silences no error of JavaScript's own", () => {
    const programs = [
        ['import "nowhere";', "TS2882"],
        ['export * from "./nowhere.ts";', "TS2307"],
        ['import { nope } from "embedded:io/socket/tcp";', "TS2614"],
        ["let a = 1; let a = 2;", "TS2451"],
        ["function f() {} function f() {}", "TS2393"],
        ["class A { constructor() {} constructor(a) {} }", "TS2392"],
        ["class A { #x = 1; #x = 2; }", "TS2300"],
        ["class A { m() { return this.#y; } }", "TS2339"],
        ["class A { #x = 1; } new A().#x;", "TS18013"],
        ["function f() { return super.x; }", "TS2660"],
        ["switch (1) { default: default: }", "TS1113"],
        ["a: a: for (;;) break a;", "TS1114"],
        ["const a;", "TS1155"],
        ["const a = {}; a?.b = 1;", "TS2779"],
        ["const [...a, b] = [1];", "TS2462"],
        ["1 = 2;", "TS2364"],
        ["return 1;", "TS1108"],
        ["{ let a = 1; { var a = 2; } }", "TS2481"],
        ["var f; function f() {}", "TS2300"],
        ["{ function f() {} { var f; } }", "TP1001"],
        ["switch (1) { default: class C {} var { C } = {}; }", "TP1001"],
        ["try {} catch ({ e }) { var e; }", "TP1001"],
        ["try {} catch (e) { for (var e of [1]); }", "TP1001"],
    ] as const;
    for (const [text, code] of programs) {
        const expected = `main.ts:2 ${code}`;
        assert.ok(codes(`// @ts-nocheck\n${text}\n`).includes(expected), `${text} under @ts-nocheck`);
        assert.ok(codes(`// @ts-ignore\n${text}\n`).includes(expected), `${text} under @ts-ignore`);
        assert.ok(codes(`// @ts-expect-error\n${text}\n`).includes(expected), `${text} under @ts-expect-error`);
    }
    assert.deepEqual(codes("// @ts-nocheck\nconst a: number = 'text';\na;\n"), []);
    const allowed =
        "function f() { var g = 1; function g() {} try {} catch (e) { var e = 1; for (var e; ; ) break; } }";
    assert.deepEqual(codes(`// @ts-nocheck\n${allowed}\nf();\n`), []);
    assert.deepEqual(codes("// @ts-ignore\nconst a: number = 'text';\na;\n"), []);
});

test("errors of tsc about what every newcomer writes have a hint of ours", () => {
    const client = 'import TCP from "embedded:io/socket/tcp";\nconst s = new TCP({ address: "::1", port: 1 });\n';
    const hints: readonly (readonly [string, RegExp])[] = [
        [`${client}s.write("text");`, /ArrayBuffer\.fromString\(text\)/],
        [`${client}s.write([1, 2]);`, /Uint8Array\.of/],
        ["const o = { f: () => this.x };", /Write a method/],
        ['import fs from "node:fs/promises"; fs;', /none of Node's modules/],
        ['import x from "http"; x;', /none of Node's modules/],
        ['import x from "express"; x;', /npm install/],
        ['import x from "./nowhere"; x;', /folder and suffix/],
        ['import x from "embedded:nowhere"; x;', /docs\/api\.md/],
    ];
    for (const [text, hint] of hints) {
        const found = check(`${text}\n`).map((one) => one.hint ?? one.message);
        assert.equal(found.length, 1, found.join("\n"));
        assert.match(found[0] ?? "", hint);
    }
});
