/** Rules of this repository that no other tool watches; ESLint keeps files and functions short. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Node, Project } from "ts-morph";

const compilerFolder = fileURLToPath(new URL("../../compiler", import.meta.url));

const files = readdirSync(compilerFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({
        name: name.split(path.sep).join("/"),
        text: readFileSync(path.join(compilerFolder, name), "utf8"),
    }));

function linesThat(matches: (line: string, file: string) => boolean): string[] {
    return files.flatMap(({ name, text }) =>
        text
            .split("\n")
            .flatMap((line, index) =>
                matches(line, name) ? [`${name}:${(index + 1).toString()}: ${line.trim()}`] : [],
            ),
    );
}

test("the compiler names no socket class: native classes are data", () => {
    // Words as they stand in names too: `tcpWrite`, `isListener`.
    const words = /listener|socket|udp|(?<![a-z])tcp|Tcp|TCP|pcb/i;
    assert.deepEqual(
        linesThat((line) => words.test(line)),
        [],
    );
});

test("ts-morph and typescript are known to load, bindings, check and lower alone", () => {
    const inside = /^(load|bindings|check|lower)\//;
    const imports = /from "(ts-morph|typescript)"|import\("(ts-morph|typescript)"\)/;
    assert.deepEqual(
        linesThat((line, file) => imports.test(line) && !inside.test(file)),
        [],
    );
});

test("what comes after lowering imports nothing that knows ts-morph", () => {
    const later = /^(ir|types|passes|emit|c|diagnostics)\//;
    // The binding model is data; what fills it knows ts-morph.
    const front = /from "(\.\.\/)+(load|lower|check)\/|from "(\.\.\/)+bindings\/(?!model\.ts")/;
    assert.deepEqual(
        linesThat((line, file) => later.test(file) && front.test(line)),
        [],
    );
});

test("no any, no non-null assertion, nothing left for later", () => {
    const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
    const found = files.flatMap(({ name, text }) => {
        const source = project.createSourceFile(`/${name}`, text);
        return source
            .getDescendants()
            .filter((node) => node.getKindName() === "AnyKeyword" || Node.isNonNullExpression(node))
            .map((node) => `${name}:${node.getStartLineNumber().toString()}: ${node.getText()}`);
    });
    assert.deepEqual(found, []);
    assert.deepEqual(
        linesThat((line) => /(^|\s)(\/\/|\*)\s.*\b(TODO|FIXME|XXX|HACK)\b/.test(line)),
        [],
    );
});
