/**
 * The variables of a function body: stores that nothing reads go, copies too, and each variable is
 * declared where it gets its value.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    addressOf,
    arrow,
    assign,
    binary,
    call,
    expressionStatement,
    gotoStatement,
    identifier,
    ifStatement,
    list,
    literal,
    returnStatement,
} from "../../../compiler/c/ast.ts";
import { type CExpression, type CStatement } from "../../../compiler/c/ast.ts";
import { printFile } from "../../../compiler/c/printer.ts";
import { settleVariables } from "../../../compiler/c/variables.ts";
import { verifyFunction } from "../../../compiler/c/verifier.ts";

const [x, y, p] = ["x", "y", "p"].map(identifier) as [CExpression, CExpression, CExpression];
const one = literal("1");
const two = literal("2");
const variables = new Map(["x", "y"].map((name) => [name, { name, type: "int32_t @", zero: literal("0") }]));
const loop = (body: CStatement[], test?: CExpression): CStatement => ({ kind: "while", test, body });
const label = (name: string): CStatement => ({ kind: "label", label: name });
const use = (...values: CExpression[]): CStatement => expressionStatement(call("use", ...values));

/** The body of a function with the parameter `p`, and verified. */
function settled(code: CStatement[]): string[] {
    const parameters = [{ name: "p", type: "int32_t @" }];
    const body = settleVariables(code, variables, parameters);
    const definition = { name: "f", result: "void", parameters, isStatic: false, body };
    verifyFunction(definition, (name) => variables.has(name));
    return textOf(body).filter((line) => line !== "(void)p;");
}

function textOf(body: CStatement[]): string[] {
    const definition = { name: "f", result: "void", parameters: [], isStatic: false, body };
    const text = printFile({
        path: "test.c",
        comment: "test",
        declarations: [{ kind: "function", function: definition }],
    });
    return text
        .split("\n")
        .slice(2, -3)
        .map((line) => line.trim());
}

test("a variable is declared with its first value, in the scope that holds its life", () => {
    assert.deepEqual(settled([assign(x, one), use(x)]), ["int32_t x = 1;", "use(x);"]);
    assert.deepEqual(settled([ifStatement(p, [assign(x, one), use(x)])]), [
        "if (p) {",
        "int32_t x = 1;",
        "use(x);",
        "}",
    ]);
    const both = [ifStatement(p, [assign(x, one)], [assign(x, two)]), use(x)];
    assert.deepEqual(settled(both), ["int32_t x;", "if (p) {", "x = 1;", "} else {", "x = 2;", "}", "use(x);"]);
});

test("what a round of a loop hands to the next is declared before the loop", () => {
    const code = [assign(x, one), loop([use(x), assign(x, call("next"))])];
    assert.deepEqual(settled(code), ["int32_t x = 1;", "for (;;) {", "use(x);", "x = next();", "}"]);
    assert.deepEqual(settled([loop([assign(x, call("next")), use(x)])])[1], "int32_t x = next();");
});

test("a variable that some way gives no value starts as zero", () => {
    const code = [ifStatement(p, [assign(x, one)]), ifStatement(p, [use(x)])];
    assert.deepEqual(settled(code)[0], "int32_t x = 0;");
});

test("a jump over a declaration meets no read", () => {
    const code = [ifStatement(p, [gotoStatement("out")]), assign(x, one), use(x), label("out"), use(p)];
    assert.equal(settled(code)[3], "int32_t x = 1;");
    const back = [label("again"), assign(x, call("next")), ifStatement(x, [gotoStatement("again")])];
    assert.deepEqual(settled(back).slice(0, 3), ["int32_t x;", "again:", "x = next();"]);
});

test("a store that nothing reads goes with what only it read; a call stays", () => {
    assert.deepEqual(settled([assign(y, one), assign(x, binary("+", y, two))]), []);
    assert.deepEqual(settled([assign(x, one), assign(x, two), use(x)]), ["int32_t x = 2;", "use(x);"]);
    assert.deepEqual(settled([assign(x, call("next")), assign(y, call("tsp_from_int32", one))]), ["(void)next();"]);
});

test("a store stays that a jump, a loop or an address reads", () => {
    assert.equal(settled([assign(x, one), loop([ifStatement(call("ask"), [use(x)]), assign(x, two)])]).length, 7);
    assert.deepEqual(settled([assign(x, one), use(addressOf(x))]), ["int32_t x = 1;", "use(&x);"]);
});

test("a branch that becomes empty goes, its condition only if it calls nothing", () => {
    const set = [assign(x, one)];
    const code = [
        ifStatement(binary("<", one, two), set),
        ifStatement(call("ask"), set),
        ifStatement(call("ask"), set, [expressionStatement(call("act"))]),
    ];
    assert.deepEqual(settled(code), ["(void)ask();", "if (!ask()) {", "act();", "}"]);
});

test("a parameter that nobody reads is said to be unused", () => {
    const parameters = ["x", "y"].map((name) => ({ name, type: "int32_t @" }));
    assert.deepEqual(textOf(settleVariables([returnStatement(x)], new Map(), parameters)), ["(void)y;", "return x;"]);
});

const failed = (then: CStatement[]): CStatement => ifStatement(call("failed"), then);

test("a result goes into the variable at once, but not where a failure would show it", () => {
    const plain = [assign(y, call("next")), failed([returnStatement()]), assign(x, y), use(x)];
    assert.deepEqual(settled(plain)[0], "int32_t x = next();");
    const shown = [assign(x, one), assign(y, call("next")), failed([use(x), returnStatement()]), assign(x, y), use(x)];
    assert.deepEqual(settled(shown).slice(0, 2), ["int32_t x = 1;", "int32_t y = next();"]);
    const used = [assign(x, one), assign(y, call("next")), use(x), assign(x, y), use(x)];
    assert.deepEqual(settled(used).slice(0, 2), ["int32_t x = 1;", "int32_t y = next();"]);
});

test("an object lives as long as the variable that its address is stored in", () => {
    const value: CExpression = { kind: "compound", type: "struct s", initializer: list([["f", one]]) };
    const make = ifStatement(p, [assign(y, value), assign(x, addressOf(y))], [assign(x, literal("NULL"))]);
    const code = settled([make, use(arrow(x, "f"))]);
    assert.deepEqual(code.slice(0, 4), ["int32_t y;", "int32_t x;", "if (p) {", "y = (struct s){.f = 1};"]);
});

test("the verifier sees jumps without label, and reads without value", () => {
    const verify = (body: CStatement[]): void =>
        verifyFunction({ name: "f", result: "void", parameters: [], isStatic: false, body }, (name) => name === "x");
    const declare = (initializer?: CExpression): CStatement => {
        return { kind: "declare", declaration: { name: "x", type: "int32_t @", initializer } };
    };
    assert.throws(() => verify([gotoStatement("a")]), /no label/);
    assert.throws(() => verify([label("a"), label("a")]), /stands twice/);
    assert.throws(() => verify([{ kind: "break" }]), /outside a loop/);
    assert.throws(() => verify([ifStatement(one, [declare(one)]), use(x)]), /outside its scope/);
    assert.throws(() => verify([declare(), use(x)]), /before it has a value/);
    const over = [ifStatement(call("ask"), [gotoStatement("a")]), declare(one), label("a"), use(x)];
    assert.throws(() => verify(over), /passes over its declaration/);
    const fine = [
        ifStatement(call("ask"), [gotoStatement("a")]),
        declare(one),
        use(x),
        label("a"),
        assign(x, two),
        use(x),
    ];
    verify(fine);
});
