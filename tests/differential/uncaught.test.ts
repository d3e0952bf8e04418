/**
 * What is printed of an uncaught exception. Printing of values other than errors is linked where
 * the program throws some.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { buildExecutable, runExecutable } from "../support/compiled-program.ts";
import { compileQuietly } from "./compare.ts";

const folder = mkdtempSync(path.join(tmpdir(), "tspico-uncaught-"));
after(() => {
    rmSync(folder, { recursive: true });
});

const thrown: Readonly<Record<string, { readonly program: string; readonly text: string; readonly generic: boolean }>> =
    {
        native: {
            program: "null_()!.x;\nfunction null_(): any { return null; }",
            text: "TypeError: Cannot read properties of null (reading 'x')",
            generic: false,
        },
        derived: { program: 'class Own extends Error {}\nthrow new Own("mine");', text: "Error: mine", generic: false },
        number: { program: "throw 1.5;", text: "1.5", generic: true },
        text: { program: 'throw "€";', text: "€", generic: true },
        again: { program: "try {\n    throw 1;\n} catch (error) {\n    throw error;\n}", text: "1", generic: true },
        either: { program: 'throw Math.random() < 2 ? "text" : new Error("no");', text: "text", generic: true },
    };

for (const [name, { program, text, generic }] of Object.entries(thrown)) {
    test(`uncaught: ${name}`, async () => {
        const entry = path.join(folder, `${name}.ts`);
        writeFileSync(entry, `${program}\nexport {};\n`);
        const compiled = compileQuietly(entry);
        assert.ok("files" in compiled, JSON.stringify(compiled));
        const executable = await buildExecutable(`uncaught-${name}`, compiled.files);
        assert.ok(executable.path !== undefined, executable.complaint);
        const run = await runExecutable(executable.path);
        assert.equal(run.status, 1);
        assert.equal(run.stderr.split("\n")[0], `Uncaught ${text}`);
        assert.equal(/= tsp_output_value/.test(compiled.files.get("program.c") ?? ""), generic);
    });
}
