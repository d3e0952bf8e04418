import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
        "export function f(a: string) {\n    delete (a as any).b;\n}\n",
    );
    assert.deepEqual(found, [
        "main.ts:2 TS2322",
        "main.ts:3 TP1003",
        "main.ts:3 TS2345",
        "main.ts:4 TS2304",
        "other.ts:2 TP1008",
    ]);
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

test("a name that our library lacks is a plain tsc error", () => {
    assert.deepEqual(codes("console.log(fetch(1));\n"), ["main.ts:1 TS2304"]);
});
