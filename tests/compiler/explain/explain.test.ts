/** What `check --explain` says of declarations: what they became, because of which line. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { compile } from "../../../compiler/index.ts";
import { explanationText } from "../../../compiler/explain/text.ts";
import { temporaryFolder } from "../../cli/fixtures.ts";

/** By what each explanation is about: what that became, and the lines behind it. */
function explained(
    context: TestContext,
    text: string,
): Map<string, { became: string; lines: number[]; cost: boolean }> {
    const file = path.join(temporaryFolder(context), "program.ts");
    writeFileSync(file, text);
    const result = compile({ entry: file, root: path.dirname(file), withoutC: true, isExplained: true });
    assert.deepEqual(result.diagnostics, []);
    return new Map(
        result
            .explain()
            .map(({ what, became, because, cost, span }) => [
                `${span.line.toString()} ${what}`,
                { became, lines: because.map((reason) => reason.span.line), cost: cost !== undefined },
            ]),
    );
}

test("what is proven has a C type, no reasons and no cost", (context) => {
    const found = explained(
        context,
        [
            "let count = 0;",
            'for (const word of ["a", "bc"]) count = (count + word.length) | 0;',
            "const flags = [true];",
            "console.log(count, flags.length);",
        ].join("\n"),
    );
    assert.deepEqual(found.get("1 variable 'count'"), { became: "int32_t", lines: [], cost: false });
    assert.deepEqual(found.get("2 variable 'word'"), { became: "a pointer to a text", lines: [], cost: false });
    assert.equal(found.get("3 array")?.became, "an array of bool");
});

test("a tagged value names the line that brought each kind", (context) => {
    const found = explained(
        context,
        ["let value: number | string = 1;", 'if (Math.random() < 2) value = "text";', "console.log(value);"].join("\n"),
    );
    assert.deepEqual(found.get("1 variable 'value'"), {
        became: "a tagged value: integers of 32 bits, texts",
        lines: [1, 2],
        cost: true,
    });
});

test("a double names the line with the fraction, also through a function", (context) => {
    const found = explained(
        context,
        [
            "function half(n: number): number {",
            "    return n / 2;",
            "}",
            "const result = half(3);",
            "console.log(result);",
        ].join("\n"),
    );
    assert.deepEqual(found.get("1 what 'half' gives"), { became: "double", lines: [2], cost: true });
    assert.deepEqual(found.get("1 parameter 'n'"), { became: "int32_t", lines: [], cost: false });
    assert.deepEqual(found.get("4 variable 'result'"), { became: "double", lines: [4], cost: true });
});

test("a general object names the line that made it so", (context) => {
    const found = explained(
        context,
        [
            "const counts: Record<string, number> = {};",
            "const plain = { a: 1 };",
            "for (const word of [String(plain.a), String(Math.random())])",
            "    counts[word] = 1;",
            "console.log(Object.keys(counts).length);",
        ].join("\n"),
    );
    const general = found.get("1 object");
    assert.match(general?.became ?? "", /^a general object/);
    assert.deepEqual(general?.lines, [4]);
    assert.equal(found.get("2 object")?.became, "a struct with a property");
});

test("a call that chooses names its functions; fields stand where they are declared", (context) => {
    const found = explained(
        context,
        [
            "class A {",
            "    #last = 0.5;",
            "    area(): number { return this.#last; }",
            "}",
            "class B {",
            "    area(): number { return 2; }",
            "}",
            "let sum = 0;",
            "for (const shape of [new A(), new B()])",
            "    sum += shape.area();",
            "console.log(sum);",
        ].join("\n"),
    );
    assert.deepEqual(found.get("10 call")?.lines, [3, 6]);
    assert.deepEqual(found.get("2 field '#last' of 'A'"), { became: "double", lines: [2], cost: true });
});

test("the text has the file, each line, its reasons and its cost; nothing of the library", (context) => {
    const file = path.join(temporaryFolder(context), "program.ts");
    writeFileSync(file, 'const map = new Map<string, unknown>([["a", 1]]);\nconsole.log(map.get("a"));\n');
    const { explain } = compile({ entry: file, root: path.dirname(file), withoutC: true, isExplained: true });
    const text = explanationText(explain());
    assert.match(text, /^program\.ts\n {2}1:7 variable 'map': a pointer to a 'Map'\n/);
    assert.doesNotMatch(text, /ts-src/);
});

test("a program with an error is not explained", (context) => {
    const file = path.join(temporaryFolder(context), "program.ts");
    writeFileSync(file, "const a: number = 'text';\n");
    const { explain } = compile({ entry: file, withoutC: true, isExplained: true });
    assert.deepEqual(explain(), []);
});
