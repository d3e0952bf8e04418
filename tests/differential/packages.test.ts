/** Programs of many files and packages print, compiled, what Node prints from the same folder. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { compile } from "../../compiler/index.ts";
import { buildExecutable, runExecutable } from "../support/compiled-program.ts";

const root = mkdtempSync(path.join(tmpdir(), "tspico-packages-"));
after(() => {
    rmSync(root, { recursive: true });
});

type Files = Readonly<Record<string, string | object>>;

function write(name: string, files: Files): string {
    const folder = path.join(root, name);
    for (const [file, content] of Object.entries({ "package.json": { type: "module" }, ...files })) {
        const target = path.join(folder, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
    }
    return folder;
}

const complaints = (entry: string) =>
    compile({ entry, root: path.dirname(entry), withoutC: true }).diagnostics.map(
        ({ code, span, message }) => `${String(span?.file)}:${String(span?.line)} ${code} ${message}`,
    );

async function compiled(entry: string, name: string): Promise<string> {
    const { diagnostics, files } = compile({ entry, root: path.dirname(entry) });
    assert.deepEqual(diagnostics, []);
    const executable = await buildExecutable(`packages-${name}`, files, "-O0");
    assert.ok(executable.path, executable.complaint);
    const { stdout, status, stderr } = await runExecutable(executable.path);
    assert.deepEqual([status, stderr], [0, ""]);
    return stdout;
}

const node = (entry: string): string => execFileSync(process.execPath, ["--no-warnings", entry], { encoding: "utf8" });

/** In JavaScript Node needs nobody's help to find the modules. */
async function compare(name: string, files: Files): Promise<void> {
    const entry = path.join(write(name, files), "main.js");
    const printed = node(entry);
    assert.notEqual(printed, "");
    assert.equal(await compiled(entry, name), printed);
}

const packages: Files = {
    "node_modules/conditions/package.json": {
        name: "conditions",
        exports: {
            ".": { types: "./types/index.d.ts", import: "./lib/index.mjs", require: "./lib/index.cjs" },
            "./deep": "./lib/deep.js",
            "./parts/*": "./lib/parts/*.js",
        },
        type: "module",
    },
    "node_modules/conditions/types/index.d.ts":
        "export interface Unit { name: string }\nexport declare function add(left: number, right: number): number;\n",
    "node_modules/conditions/lib/index.mjs":
        'import { sign } from "./sign.mjs";\nexport const add = (a, b) => sign(a + b);\n',
    "node_modules/conditions/lib/index.cjs": "exports.add = () => 'CommonJS';\n",
    "node_modules/conditions/lib/sign.mjs": "export function sign(n) { return n < 0 ? `-${-n}` : `+${n}`; }\n",
    "node_modules/conditions/lib/deep.js": 'export { default } from "@scope/inner";\n',
    "node_modules/conditions/lib/parts/one.js": "export const one = 1;\n",
    "node_modules/@scope/inner/package.json": { name: "@scope/inner", main: "./main.mjs" },
    "node_modules/@scope/inner/main.mjs": "export default class Inner { constructor() { this.depth = 2; } }\n",
    "node_modules/@scope/inner/node_modules/never/index.js": "throw new Error();\n",
};

test("bare names, conditions of exports, patterns, scopes, main, imports and data", async () => {
    await compare("bare", {
        ...packages,
        "package.json": { type: "module", imports: { "#local": "./src/local.js" } },
        "src/local.js":
            "export * as local from './sub/other.mjs';\nexport let count = 0;\nexport const step = () => ++count;\n",
        "src/sub/other.mjs": "export const here = 'other';\nexport default function named() { return here; }\n",
        "src/data.json": { rows: [{ id: 1 }, { id: 2 }], "a b": null },
        "main.js": `
import { add } from "conditions";
import Inner from "conditions/deep";
import { one } from "conditions/parts/one";
import Same from "@scope/inner";
import { local, count, step } from "#local";
import data from "./src/data.json" with { type: "json" };
console.log(add(1, 2), add(1, -2), new Inner().depth, one, new Same() instanceof Inner);
step();
console.log(count, local.here, local.default());
for (const row of data.rows) console.log(row.id);
console.log(data["a b"]);
`,
    });
});

test("a package is checked by its declarations and compiled from its code", async () => {
    const entry = path.join(
        write("typed", {
            ...packages,
            "main.ts": `
import { add, type Unit } from "conditions";
const unit: Unit = { name: "m" };
console.log(add(1, 2), unit.name);
`,
        }),
        "main.ts",
    );
    assert.equal(await compiled(entry, "typed"), "+3 m\n");
    const wrong = path.join(root, "typed", "wrong.ts");
    writeFileSync(wrong, 'import { add } from "conditions";\nconsole.log(add("1", 2));\n');
    assert.match(complaints(wrong).join("\n"), /^wrong\.ts:2 TS2345 [^\n]*$/);
});

test("'module' of a package without 'exports' is taken before 'main', as bundlers do", async () => {
    const entry = path.join(
        write("bundler", {
            "node_modules/both/package.json": { name: "both", main: "./old.js", module: "./new.js" },
            "node_modules/both/old.js": "exports.form = 'CommonJS';\n",
            "node_modules/both/new.js": "export const form = 'module';\n",
            "main.js": 'import { form } from "both";\nconsole.log(form);\n',
        }),
        "main.js",
    );
    assert.equal(await compiled(entry, "bundler"), "module\n");
});

test("a tsconfig's paths and baseUrl, and files named without their suffix", async () => {
    const files: Files = {
        "tsconfig.json": { compilerOptions: { baseUrl: ".", paths: { "@parts/*": ["src/parts/*"] } } },
        "src/parts/a.ts": 'import { b } from "./b";\nexport const a = `a${b}`;\n',
        "src/parts/b.js": "export const b = 'b';\n",
        "src/parts/index.ts": "export const all = 'index';\n",
        "main.ts": `
import { a } from "@parts/a";
import { b } from "src/parts/b.js";
import { all } from "./src/parts";
import { a as same } from "./src/parts/a.js";
console.log(a, b, all, same);
`,
    };
    assert.equal(await compiled(path.join(write("paths", files), "main.ts"), "paths"), "ab b index ab\n");
});

test("a package that is CommonJS alone is refused in its file, with nothing about who imports it", () => {
    const entry = path.join(
        write("old", {
            "node_modules/old/package.json": { name: "old", main: "./index.js" },
            "node_modules/old/index.js": "function f() {}\nmodule.exports = { f };\n",
            "main.js": 'import { f } from "old";\nimport * as all from "old";\nf(all.f);\n',
        }),
        "main.js",
    );
    assert.match(complaints(entry).join("\n"), /^node_modules\/old\/index\.js:2 TP1410 [^\n]*$/);
});

test("an import evaluates its module, whatever JavaScript does with the names", () =>
    compare("unused", {
        "main.js": 'import { a } from "./a.js";\nimport all from "./b.js";\nconsole.log("main");\n',
        "a.js": 'export const a = 1;\nconsole.log("a");\n',
        "b.js": 'export { a as default } from "./a.js";\nconsole.log("b");\n',
    }));

test("a private name may stand behind ?., which tsc does not know", () =>
    compare("private", {
        "main.js":
            "class Held {\n    #held = 5;\n    static of(object) {\n        return object?.#held;\n    }\n}\n" +
            "console.log(Held.of(new Held()), Held.of(undefined), Held.of(null));\n",
    }));
