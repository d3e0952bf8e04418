/** Rules of this repository that no other tool watches. ESLint keeps files and functions short. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Source {
    readonly name: string;
    readonly text: string;
}

function sourcesOf(folder: string, kind = /\.(ts|mjs)$/): Source[] {
    return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => kind.test(name))
        .map((name) => path.join(folder, name))
        .map((name) => ({
            name: name.split(path.sep).join("/"),
            text: readFileSync(path.join(root, name), "utf8"),
        }));
}

const compiler = sourcesOf("compiler");

function linesThat(matches: (line: string, file: string) => boolean): string[] {
    return compiler.flatMap(({ name, text }) =>
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
    // The bring-up is a network client of boards, and compiles nothing by itself.
    const client = /^compiler\/cli\/bring-up\//;
    assert.deepEqual(
        linesThat((line, file) => words.test(line) && !client.test(file)),
        [],
    );
});

test("ts-morph and typescript are known to load, bindings, check and lower alone", () => {
    const inside = /^compiler\/(load|bindings|check|lower)\//;
    const imports = /from "(ts-morph|typescript)"|import\("(ts-morph|typescript)"\)/;
    assert.deepEqual(
        linesThat((line, file) => imports.test(line) && !inside.test(file)),
        [],
    );
});

test("what comes after lowering imports nothing that knows ts-morph", () => {
    const later = /^compiler\/(ir|types|passes|emit|c|diagnostics)\//;
    // The binding model is data; what fills it knows ts-morph.
    const front = /from "(\.\.\/)+(load|lower|check)\/|from "(\.\.\/)+bindings\/(?!model\.ts")/;
    assert.deepEqual(
        linesThat((line, file) => later.test(file) && front.test(line)),
        [],
    );
});

test("what works without the command line knows nothing of it", () => {
    const below = /^compiler\/(system|supply|report|build|testing)\//;
    const command = /from "(\.\.\/)+cli\/|from "commander"/;
    assert.deepEqual(
        linesThat((line, file) => below.test(file) && command.test(line)),
        [],
    );
});

test("a line of a comment has up to 100 columns", () => {
    const comment = /^\s*(\/\/|\/\*|\*[ /])/;
    // Tables and samples keep their lines, and a linter wants its own in one.
    const kept = /^\s*(\/\/|\*) ( {3,}|\||`)|eslint-/;
    const long = ["compiler", "emulator", "oracle", "firmware", "bench", "tests", "ts-src/lib"]
        .flatMap((folder) => sourcesOf(folder, /\.(ts|mjs|c|h)$/))
        .filter(({ name }) => !name.includes("/fixtures/"))
        .flatMap(({ name, text }) =>
            text
                .split("\n")
                .filter((line) => line.length > 100 && comment.test(line) && !kept.test(line))
                .map((line) => `${name}: ${line.trim()}`),
        );
    assert.deepEqual(long, []);
});

test("what a module exports, something names", () => {
    const sources = [compiler, ...["emulator", "oracle", "bench", "tests"].map((folder) => sourcesOf(folder))].flat();
    const uses = new Map<string, number>();
    for (const { text } of sources)
        for (const [word] of text.matchAll(/[\w$]+/g)) uses.set(word, (uses.get(word) ?? 0) + 1);
    // Rules of the check are taken by `export *`, programs of the tests are no modules of ours.
    const others = /^compiler\/check\/rules\/|^tests\/(.*\/)?(fixtures|programs)\//;
    const dead = sources
        .filter(({ name }) => !others.test(name))
        .flatMap(({ name, text }) =>
            [...text.matchAll(/^export (?:async |abstract )*(?:const|function|class|interface|type|enum) (\w+)/gm)]
                .map(([, exported = ""]) => exported)
                .filter((exported) => uses.get(exported) === 1)
                .map((exported) => `${name}: ${exported}`),
        );
    assert.deepEqual(dead, []);
});
