/**
 * The cells that the table of crossings leaves out: an object where a construct has to convert it.
 * It is converted as in Node, or refused, each at its own place.
 */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { repositoryRoot } from "../support/compiled-program.ts";
import { compareProgram, compileQuietly, explain } from "./compare.ts";
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
    "of a name": (value) => `({ w3: 1, 7: 2 } as any)[${value}]`,
    in: (value) => `${value} in ({ w3: 1, 7: 2 } as any)`,
    join: (value) => `[${value}, 1].join("-")`,
    "argument of a native function": (value) => `Math.max(1, ${value}) + "abc".indexOf(${value})`,
    byte: (value) => `(new Uint8Array(1)[0] = ${value})`,
};

/** With methods of their own, one after the other and together. */
const methods = {
    ...objectKinds,
    function: ["(() => 7)", "function () { }"],
    valued: ["{ valueOf() { return 7; } }", "{ valueOf: () => null }", "{ valueOf: 1, x: 2 }"],
    written: ['{ toString() { return "7"; } }', "{ toString: () => true }", "new Written(3)"],
    both: ['{ valueOf: () => ({}), toString: () => "2" }', "new Both(4)", "new Getting(5)"],
    nested: ["[new Written(1), 2]", "[[new Both(1)]]", "[{ toString: () => 7 }]"],
    general: ['made("valueOf", () => 3)', 'made("toString", () => "4")', 'made("x", 1)'],
} as const;

const classes = `class Written {
    constructor(readonly x: number) {}
    toString() { return "w" + this.x; }
}
class Both extends Written { valueOf() { return this.x; } }
class Getting {
    constructor(readonly x: number) {}
    get valueOf() { return () => this.x; }
    get toString() { return () => "g" + this.x; }
}
function made(name: string, value: any): any {
    const object: Record<string, any> = {};
    object[name] = value;
    return object;
}`;

/** What is converted as ECMA-262 says. */
const converted = (use: string): boolean => use !== "bytes of an array";

const folder = path.join(repositoryRoot, "build", "differential", "refusals");

/** A program with each cell in a line of its own. */
function write(name: string, lines: readonly string[]): string {
    const file = path.join(folder, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${prelude}${lines.join("\n")}\nexport {};\n`);
    return file;
}

test("an object that is converted gives what it gives in Node", async () => {
    const texts = Object.entries(uses).flatMap(([use, print]) =>
        Object.entries(methods)
            .filter(() => converted(use))
            .flatMap(([, literals]) => literals.map((literal) => `console.log(${print(`((${literal}) as any)`)});`)),
    );
    assert.ok(texts.length > 1000);
    const verdict = await compareProgram(write("converted.ts", [classes, ...texts]), "converted");
    assert.equal(verdict.kind, "pass", explain(verdict));
});

test("an object is refused wherever it would have to be converted", () => {
    const lines = Object.entries(uses).flatMap(([use, print]) =>
        Object.entries(methods)
            .filter(() => !converted(use))
            .map(([kind, [literal]]) => ({ cell: `${use} × ${kind}`, text: print(`((${literal}) as any)`) })),
    );
    const first = `${prelude}${classes}\n`.split("\n").length;
    const compiled = compileQuietly(write("cells.ts", [classes, ...lines.map(({ text }) => `same(${text});`)]));
    assert.ok("kind" in compiled && compiled.kind === "refused", JSON.stringify(compiled).slice(0, 400));
    const refused = new Map(compiled.diagnostics.map(({ span, code }) => [span?.line, code]));
    const accepted = lines.filter((_, index) => !/^TP120[12]$/.test(refused.get(first + index) ?? ""));
    assert.deepEqual(
        accepted.map(({ cell }) => cell),
        [],
    );
});
