/** What nobody reads goes from a function body; what calls something stays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    arrow,
    assign,
    binary,
    call,
    expressionStatement,
    identifier,
    ifStatement,
    literal,
    returnStatement,
} from "../../../compiler/c/ast.ts";
import { type CStatement } from "../../../compiler/c/ast.ts";
import { printFile } from "../../../compiler/c/printer.ts";
import { withoutUnused } from "../../../compiler/emit/unused.ts";

const declare = (name: string): CStatement => ({
    kind: "declare",
    declaration: { name, type: "int32_t @", initializer: literal("0") },
});
const x = identifier("x");
const y = identifier("y");

function printed(statements: CStatement[], parameters: readonly string[] = []): string[] {
    const body = withoutUnused(statements, parameters);
    const text = printFile({
        path: "test.c",
        comment: "test",
        declarations: [
            { kind: "function", function: { name: "f", result: "void", parameters: [], isStatic: false, body } },
        ],
    });
    return text
        .split("\n")
        .slice(2, -3)
        .map((line) => line.trim());
}

test("a variable that is only assigned goes, and what only it read", () => {
    const code = [declare("x"), declare("y"), assign(y, literal("1")), assign(x, binary("+", y, literal("2")))];
    assert.deepEqual(printed(code), []);
});

test("a call keeps its effect without the variable, a conversion has none", () => {
    const code = [declare("x"), assign(x, call("next")), declare("y"), assign(y, call("tsp_from_int32", literal("1")))];
    assert.deepEqual(printed(code), ["(void)next();"]);
});

test("a branch that becomes empty goes, its condition only if it calls nothing", () => {
    const set = [assign(x, literal("1"))];
    const code = [
        declare("x"),
        ifStatement(binary("<", literal("1"), literal("2")), set),
        ifStatement(call("ask"), set),
        ifStatement(call("ask"), set, [expressionStatement(call("act"))]),
    ];
    assert.deepEqual(printed(code), ["(void)ask();", "if (!ask()) {", "act();", "}"]);
});

test("a variable is read by what is stored through it, and by a loop", () => {
    const code: CStatement[] = [
        declare("x"),
        declare("y"),
        assign(arrow(x, "member"), literal("1")),
        { kind: "while", test: y, body: [assign(y, literal("0"))] },
    ];
    assert.equal(printed(code).length, 6);
});

test("a parameter that nobody reads is said to be unused", () => {
    assert.deepEqual(printed([returnStatement(x)], ["x", "y"]), ["(void)y;", "return x;"]);
});
