/** C as text: where lines come from, and what takes one line or several. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    addressOf,
    arrow,
    assign,
    call,
    cast,
    expressionStatement,
    identifier,
    ifStatement,
    list,
    literal,
} from "../../../compiler/c/ast.ts";
import { type CStatement } from "../../../compiler/c/ast.ts";
import { printExpression, printFile, type Quote } from "../../../compiler/c/printer.ts";

const at = (line: number, statement: CStatement): CStatement => ({ ...statement, position: { file: "a.ts", line } });
const x = identifier("x");
const use = expressionStatement(call("use", x));

function print(body: CStatement[], quote?: Quote): string[] {
    const definition = { name: "f", result: "void", parameters: [], isStatic: false, body };
    const position = { file: "a.ts", line: 1 };
    const declarations = [{ kind: "function" as const, function: { ...definition, position } }];
    return printFile({ path: "a.c", comment: "test", declarations }, quote).split("\n").slice(1, -1);
}

test("each statement has one #line, and what closes it has none", () => {
    const body = [at(2, ifStatement(x, [at(3, use), at(3, use)], [at(4, use)])), at(5, use)];
    assert.deepEqual(print(body), [
        '#line 1 "a.ts"',
        "void f(void) {",
        "    if (x) {",
        "        use(x);",
        '#line 3 "a.ts"',
        "        use(x);",
        "    } else {",
        '#line 4 "a.ts"',
        "        use(x);",
        "    }",
        '#line 5 "a.ts"',
        "    use(x);",
        '#line 1 "a.ts"',
        "}",
        '#line 17 "a.c"',
        "",
    ]);
});

test("a quoted line stands once before the statements that it became, and nothing has a #line", () => {
    const body = [at(2, assign(x, literal("1"))), at(2, use), at(3, ifStatement(x, [at(4, use)]))];
    const lines = ["function f() {", "  let x = 1; use(x); // */ \u202e", "  if (x)", "    use(x);"];
    assert.deepEqual(
        print(body, ({ line }) => lines[line - 1]),
        [
            "/* 1: function f() { */",
            "void f(void) {",
            "    /* 2: let x = 1; use(x); // * /   */",
            "    x = 1;",
            "    use(x);",
            "    /* 3: if (x) */",
            "    if (x) {",
            "        /* 4: use(x); */",
            "        use(x);",
            "    }",
            "}",
            "",
        ],
    );
});

test("a long initialiser takes a line for each member where no #line counts them", () => {
    const items = ["first", "second", "third"].map((name): [string, ReturnType<typeof literal>] => [
        name,
        literal("0x1234567890abcdef1234567890"),
    ]);
    const declare: CStatement = {
        kind: "declare",
        declaration: { name: "s", type: "struct s @", initializer: list(items) },
    };
    assert.equal(print([at(2, declare)]).filter((line) => line.includes(".second")).length, 1);
    const quoted = print([at(2, declare)], () => undefined);
    assert.deepEqual(quoted.slice(1, 4), [
        "    struct s s = {",
        "        .first = 0x1234567890abcdef1234567890,",
        "        .second = 0x1234567890abcdef1234567890,",
    ]);
});

test("a pointer is cast once, and what is at an address is named", () => {
    const twice = cast("struct a *", cast("struct b *", x));
    assert.equal(printExpression(twice), "(struct a *)x");
    assert.equal(printExpression(cast("struct a *", cast("uintptr_t", x))), "(struct a *)(uintptr_t)x");
    assert.equal(printExpression(arrow(addressOf(x), "member")), "x.member");
});
