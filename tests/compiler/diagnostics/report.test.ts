import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { renderDiagnostics, summary } from "../../../compiler/diagnostics/report.ts";
import { compile } from "../../../compiler/index.ts";
import { folder } from "./fixtures.ts";

function diagnosticsOf(name: string) {
    return compile({ entry: path.join(folder, name), root: folder }).diagnostics;
}

const sourceOf = (file: string) => readFileSync(path.join(folder, file), "utf8");

test("pretty shows the line between its neighbours, the mark under the span, the hint and the sum", () => {
    const text = renderDiagnostics(diagnosticsOf("TP1011-bigint.ts"), { format: "pretty", colour: false, sourceOf });
    assert.equal(
        text,
        `TP1011-bigint.ts:1:13 - error TP1011: Values of type bigint are not supported.

1 const big = 12345678901234567890n; // TP1011
              ~~~~~~~~~~~~~~~~~~~~~
2 console.log(typeof big);

  hint: Use a number: it is exact up to 2 ** 53.

Found 1 error.
`,
    );
});

test("pretty colours for a terminal and nowhere else", () => {
    const diagnostics = diagnosticsOf("TP2001-super-argument.ts");
    const render = (colour: boolean) => renderDiagnostics(diagnostics, { format: "pretty", colour, sourceOf });
    assert.ok(render(true).includes("\u001b[93mwarning\u001b[0m"));
    assert.ok(!render(false).includes("\u001b"));
    assert.match(render(false), /Portable spelling: 'Derived\.prototype\.onReady'\.\n\nFound 1 warning\.\n$/);
});

test("plain is one line as tsc writes it, and the hint", () => {
    const text = renderDiagnostics(diagnosticsOf("TP1008-delete.ts"), { format: "plain", colour: true, sourceOf });
    assert.equal(
        text,
        "TP1008-delete.ts(5,1): error TP1008: 'delete' of a property that is fixed: of an instance of a class, a native object or a frozen array.\n" +
            "    hint: Assign 'undefined' to the property, or keep the values in an object that a literal makes.\n",
    );
});

test("JSON carries a version, codes, spans, hints and origins", () => {
    const text = renderDiagnostics(diagnosticsOf("TP1008-delete.ts"), { format: "json", colour: true, sourceOf });
    assert.deepEqual(JSON.parse(text), {
        version: 1,
        diagnostics: [
            {
                code: "TP1008",
                category: "error",
                message:
                    "'delete' of a property that is fixed: of an instance of a class, a native object or a frozen array.",
                hint: "Assign 'undefined' to the property, or keep the values in an object that a literal makes.",
                span: { file: "TP1008-delete.ts", start: 87, end: 106, line: 5, column: 1 },
                related: [
                    {
                        message: "an object of the class 'Options' can come from here",
                        span: { file: "TP1008-delete.ts", start: 72, end: 85, line: 4, column: 17 },
                    },
                ],
            },
        ],
    });
    assert.deepEqual(JSON.parse(renderDiagnostics([], { format: "json", colour: false, sourceOf })), {
        version: 1,
        diagnostics: [],
    });
});

test("the sum counts errors and warnings", () => {
    const error = diagnosticsOf("TP1008-delete.ts");
    const warning = diagnosticsOf("TP2001-super-argument.ts");
    assert.equal(summary([...error, ...error, ...warning]), "Found 2 errors and 1 warning.");
    assert.equal(summary([]), "Found no errors.");
});
