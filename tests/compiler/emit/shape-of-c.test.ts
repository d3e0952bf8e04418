/** What a reader of generated C counts on: whole initialisers, plain pointers, one way out. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { compile } from "../../../compiler/index.ts";

/** The C of a program of one module. */
function moduleOf(context: TestContext, text: string, quote = false): string {
    const folder = mkdtempSync(path.join(tmpdir(), "tspico-"));
    context.after(() => {
        rmSync(folder, { recursive: true });
    });
    writeFileSync(path.join(folder, "main.ts"), text);
    const { diagnostics, files } = compile({ entry: path.join(folder, "main.ts"), root: folder, quote });
    assert.deepEqual(diagnostics, []);
    return files.get("main.c") ?? "";
}

function functionOf(context: TestContext, text: string, name: string): string {
    const c = moduleOf(context, text).replaceAll(/^#line.*\n/gm, "");
    const found = new RegExp(`^[\\w *]*\\bts_${name}\\([^)]*\\) \\{\\n[^]*?^\\}`, "m").exec(c)?.[0];
    assert.ok(found !== undefined, `${name} is not in\n${c}`);
    return found;
}

const SHAPES = `
class Base { count = 0; constructor(first: number) { this.count = first; } size(): number { return this.count; } }
class Derived extends Base { more = "m"; grow(): number { this.count++; return this.size(); } }
function area(box: { width: number; height: number }): number { return box.width * box.height; }
function sides(width: number): number { return area({ width, height: 3 }); }
const d = new Derived(4);
console.log(d.grow(), d.more, sides(d.count));
`;

test("an object on the stack is initialised whole, and used by its name", (context) => {
    const sides = functionOf(context, SHAPES, "sides");
    assert.match(sides, /struct ts_\w+ literal = \{\.header = \{[^}]*\}, \.f_width = width, \.f_height = 3\};/);
    assert.match(sides, /ts_area\(&literal\)/);
});

test("an object stands for its base by the address of that, without a cast", (context) => {
    const grow = functionOf(context, SHAPES, "Derived_grow");
    assert.match(grow, /self->base\.f_count|ts_Base_size\(&self->base\)/);
    assert.doesNotMatch(grow, /\(struct \w+ \*\)/);
});

test("every exception leaves a function by one way, whose line is named", (context) => {
    const text = `
        function three(text: string): string {
            const twice = text + "!";
            const thrice = twice + twice;
            return thrice + "?";
        }
        console.log(three(String(Math.random())).length > 0);
    `;
    const three = functionOf(context, text, "three");
    assert.equal(three.match(/tsp_located\(/g)?.length, 1);
    assert.equal(three.match(/goto thrown;/g)?.length, 3);
    assert.match(three, /line = ts_main_line_3;\n\s+goto thrown;/);
    assert.match(three, /^thrown:\n\s+tsp_located\(line\);\n\s+return NULL;\n\}$/m);
});

test("a quoted file shows each line of the program before its C", (context) => {
    assert.match(moduleOf(context, SHAPES), /^#line 5 "main\.ts"$/m);
    const quoted = moduleOf(context, SHAPES, true);
    assert.doesNotMatch(quoted, /^#line/m);
    assert.match(quoted, /^\/\* 4: function area\(.*\* box\.height; \} \*\/\n.* ts_area\(/m);
});
