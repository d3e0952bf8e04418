/** A name that was not found is said once: what follows from it is not said of its uses. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { compile } from "../../../compiler/index.ts";
import { temporaryFolder } from "../../cli/fixtures.ts";

function codesOf(context: TestContext, text: string, others: Readonly<Record<string, string>> = {}): string[] {
    const folder = temporaryFolder(context);
    for (const [name, content] of Object.entries({ "program.js": text, ...others }))
        writeFileSync(path.join(folder, name), content);
    const { diagnostics } = compile({ entry: path.join(folder, "program.js"), root: folder, withoutC: true });
    return diagnostics.map(({ code, span }) => `${code} ${String(span?.line)}`);
}

const USES = `
class A extends Base {
    constructor() {
        super();
        super.close();
        console.log(Base.Rising);
    }
}
class B extends A {
    constructor() {
        super();
        super.open();
    }
}
export const b = new B();
`;

test("a class that extends what a missing module would give is not refused", (context) => {
    assert.deepEqual(codesOf(context, `import Base from "not-there";${USES}`), ["TS2307 1"]);
    assert.deepEqual(codesOf(context, `import { Base } from "./absent.js";${USES}`), ["TS2307 1"]);
});

test("nor is one that extends a name that a module does not export", (context) => {
    const found = codesOf(context, `import { Base } from "./other.js";${USES}`, {
        "other.js": "export const x = 1;\n",
    });
    assert.deepEqual(found, ["TS2305 1"]);
});

test("other errors of the program are said beside it", (context) => {
    const text = `import Base from "not-there";${USES}export function* g() { yield Base; }\n`;
    assert.deepEqual(codesOf(context, text), ["TS2307 1", "TP1004 16"]);
});
