/**
 * `--watch` beside an editor: files are written in place, replaced, taken away and made anew,
 * beside the entry and elsewhere.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { root, temporaryFolder } from "./fixtures.ts";

/** How long a check may take on a busy machine. */
const PATIENCE_MS = 60_000;

/** As many editors save: a new file takes the name of the old one. */
function replace(file: string, text: string): void {
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
}

/** `tspico check FILE --watch`; what it says from one wait for changes to the next. */
class Watched {
    #text = "";
    #wake: () => void = () => undefined;

    constructor(context: TestContext, file: string) {
        const child = spawn(path.join(root, "tspico"), ["check", file, "--watch", "--format", "plain"], {
            cwd: temporaryFolder(context),
        });
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (chunk: string) => {
                this.#text += chunk;
                this.#wake();
            });
        }
        context.after(() => child.kill("SIGKILL"));
    }

    /** Waits for a check that says this; one may come before the change was whole. */
    async says(expected: RegExp): Promise<void> {
        const deadline = Date.now() + PATIENCE_MS;
        for (;;) {
            const end = this.#text.lastIndexOf("waiting for changes");
            if (end >= 0 && expected.test(this.#text.slice(0, end))) break;
            const left = deadline - Date.now();
            assert.ok(left > 0, `${String(expected)} did not come: ${this.#text}`);
            await new Promise<void>((resolve) => {
                this.#wake = resolve;
                setTimeout(resolve, Math.min(left, 1000));
            });
        }
        this.#text = "";
    }
}

test("check --watch follows every way in which the files of a program change", async (context) => {
    const folder = temporaryFolder(context);
    const source = path.join(folder, "src");
    const beside = path.join(folder, "beside");
    mkdirSync(source);
    mkdirSync(beside);
    const main = path.join(source, "main.ts");
    const other = path.join(beside, "other.ts");
    const good = 'import { other } from "../beside/other.ts";\nconsole.log(other);\n';
    writeFileSync(main, good);
    writeFileSync(other, "export const other = 1;\n");
    const watched = new Watched(context, main);
    await watched.says(/Found no errors/);

    writeFileSync(main, "const a: string = 1;\n");
    await watched.says(/main\.ts\(1,7\): error TS2322/);
    replace(main, good);
    await watched.says(/Found no errors/);
    replace(main, "const a: boolean = 1;\n");
    await watched.says(/type 'boolean'/);
    replace(main, good);
    await watched.says(/Found no errors/);

    writeFileSync(other, "export const other: string = 1;\n");
    await watched.says(/other\.ts\(1,14\): error TS2322/);
    replace(other, "export const other = 2;\n");
    await watched.says(/Found no errors/);

    rmSync(main);
    await watched.says(/There is no file/);
    writeFileSync(main, 'import { deep } from "./new/folder/deep.ts";\nconsole.log(deep);\n');
    await watched.says(/TS2307/);
    mkdirSync(path.join(source, "new", "folder"), { recursive: true });
    const deep = path.join(source, "new", "folder", "deep.ts");
    writeFileSync(deep, "export const deep = 1;\n");
    await watched.says(/Found no errors/);

    rmSync(path.join(source, "new"), { recursive: true });
    await watched.says(/TS2307/);
    mkdirSync(path.dirname(deep), { recursive: true });
    replace(deep, "export const deep: string = 1;\n");
    await watched.says(/deep\.ts\(1,14\): error TS2322/);
});
