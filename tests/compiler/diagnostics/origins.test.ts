/** A diagnostic about a value says where the value comes from. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, suite, test } from "node:test";
import { compile } from "../../../compiler/index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "origins-"));
after(() => {
    rmSync(folder, { recursive: true });
});

/** The text that each origin points at, by the code of its diagnostic. */
function originsIn(text: string): string[] {
    const entry = path.join(folder, "program.ts");
    writeFileSync(entry, text);
    return compile({ entry, root: folder }).diagnostics.map(({ code, related = [] }) =>
        [code, ...related.map(({ span, message }) => `${message}: ${text.slice(span.start, span.end)}`)].join(" | "),
    );
}

suite("origins", () => {
    test("an object, an array and a function", () => {
        const text = `const any: any = [{ valueOf: 1 }, [() => 2], 3];\nfor (const one of any) for (const two of any) console.log(one == two);\n`;
        assert.deepEqual(originsIn(text), [
            "TP1201 | an object can come from here: { valueOf: 1 } | an array can come from here: [() => 2]",
        ]);
        const other = `const f: any = [() => 3, 3];\nfor (const one of f) for (const two of f) console.log(one == two);\n`;
        assert.deepEqual(originsIn(other), ["TP1201 | a function can come from here: () => 3"]);
    });

    test("an instance, by the place that makes it", () => {
        const text = `class P { valueOf() { return 1; } }\nclass Q {}\nnew Q();\nconst p: any = new P();\nfor (const one of [p, 3]) for (const two of [p, 3]) console.log(one == two);\n`;
        assert.deepEqual(originsIn(text), ["TP1201 | an object of the class 'P' can come from here: new P()"]);
    });

    test("what native code gives", () => {
        const text = `import Listener from "embedded:io/socket/listener";
new Listener({
    port: 80,
    onReadable() {
        const socket = this.read();
        const bytes: any = socket?.read();
        delete bytes.first;
    },
});
`;
        assert.deepEqual(originsIn(text), [
            "TP1008 | an object of the class 'ArrayBuffer' can come from here: socket?.read()",
        ]);
    });

    test("the place that is refused is no origin", () => {
        const text = `const text: any = () => Object.freeze([1, 2]);\ndelete text().first;\n`;
        assert.deepEqual(originsIn(text), ["TP1008 | an array can come from here: [1, 2]"]);
    });
});
