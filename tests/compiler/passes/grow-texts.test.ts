/** Which pieces are added to a text where it lies: those that come when nobody else has it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { compile } from "../../../compiler/index.ts";

const BEFORE = `
    const kept: string[] = [];
    const keep = (text: string): number => kept.push(text);
    const piece = (i: number): string => (i > 3 ? "abc" : "d" + i);
`;

/** How many additions of a function with this body are made in place. */
function grown(context: TestContext, body: string): number {
    const folder = mkdtempSync(path.join(tmpdir(), "tspico-"));
    context.after(() => {
        rmSync(folder, { recursive: true });
    });
    const text = `${BEFORE} function build(start: string): string { ${body} } console.log(build("s" + kept.length));`;
    writeFileSync(path.join(folder, "main.ts"), text);
    const { diagnostics, ir } = compile({ entry: path.join(folder, "main.ts"), root: folder });
    assert.deepEqual(
        diagnostics.map(({ message }) => message),
        [],
    );
    return ir()?.match(/= template own /g)?.length ?? 0;
}

const LOOP = "for (let i = 0; i < 9; i++)";

test("a text that starts from a constant grows where it lies", (context) => {
    assert.equal(grown(context, `let text = ""; ${LOOP} text += piece(i); return text;`), 1);
    assert.equal(grown(context, `let text = "a"; ${LOOP} { text += i; text = text + "," + i; } return text;`), 2);
    assert.equal(
        grown(context, `let all = ""; ${LOOP} { let text = ""; text += i; text += "-"; all += text; } return all;`),
        3,
    );
});

test("to compare a text, or to ask for its length or units, is only to look", (context) => {
    const look = `if (text.length > 3 && text.charCodeAt(0) > 3 && text !== "x" && text[1] === "a") text += "y";`;
    assert.equal(grown(context, `let text = ""; ${LOOP} { text += i; ${look} } return text;`), 2);
});

test("a text that anybody else may have stays as it is", (context) => {
    const uses = [
        "kept.push(text)",
        "keep(text)",
        "const other = text; kept.push(other)",
        "const f = { text }; kept.push(f.text)",
    ];
    for (const use of [...uses, "kept.push(text.trim())", "kept.push(`${text}`)"]) {
        assert.equal(grown(context, `let text = ""; ${LOOP} { text += i; ${use}; } return text;`), 0, use);
        assert.equal(grown(context, `let text = ""; ${LOOP} text += i; ${use}; return text;`), 1, use);
    }
    assert.equal(grown(context, `let text = start; ${LOOP} text += i; return text;`), 0);
    assert.equal(grown(context, `${LOOP} start += i; return start;`), 0);
});

test("a text is kept where it was on one way, and in the handler of what was thrown", (context) => {
    assert.equal(grown(context, `let text = ""; ${LOOP} { if (i === 3) kept.push(text); text += i; } return text;`), 0);
    const body = `let text = ""; ${LOOP} try { text = ""; text += i; throw text; } catch (e) { text += "x"; kept.push(e as string); } return text;`;
    assert.equal(grown(context, body), 1);
});
