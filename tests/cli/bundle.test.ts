import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { run } from "../../compiler/system/process.ts";
import { root, temporaryFolder } from "./fixtures.ts";

/**
 * A checkout of its own, so that its sources can change. `check` refuses a program of one function.
 */
function checkout(context: TestContext) {
    const folder = temporaryFolder(context);
    for (const name of ["compiler", "emulator", "ts-src", "package.json"])
        cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    const program = path.join(folder, "program.ts");
    writeFileSync(program, "export function* f() {\n    yield 1;\n}\n");
    const check = async (env: NodeJS.ProcessEnv = {}) => {
        const start = path.join(folder, "compiler", "cli", "start.mjs");
        const outcome = await run(process.execPath, [start, "check", "--format", "plain", program], {
            env: { ...process.env, ...env },
        });
        return outcome.stdout + outcome.stderr;
    };
    const made = (name: string) => path.join(folder, "build", ".work", "start", name);
    return { folder, check, made };
}

test("a command runs from the bundle that an earlier one made, and says the same", async (context) => {
    const { check, made } = checkout(context);
    const fromSources = await check({ TSPICO_DEBUG: "1" });
    assert.ok(!existsSync(made("tspico.cjs")), "with TSPICO_DEBUG the sources run");
    assert.match(fromSources, /program\.ts/);
    assert.equal(await check(), fromSources);
    assert.ok(existsSync(made("tspico.cache")), "check leaves the code cache");
    // What the second command says comes from the script that lies there.
    const script = readFileSync(made("tspico.cjs"), "utf8");
    writeFileSync(made("tspico.cjs"), `process.stderr.write("from the bundle\\n");${script}`);
    rmSync(made("tspico.cache"));
    assert.match(await check(), /^from the bundle$/m);
});

test("a changed source counts at once", async (context) => {
    const { folder, check } = checkout(context);
    await check();
    const file = path.join(folder, "compiler", "diagnostics", "diagnostics.ts");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replaceAll("Generator functions are", "Functions with a star are"));
    assert.notEqual(readFileSync(file, "utf8"), text);
    assert.match(await check(), /Functions with a star are not supported/);
});

test("damaged files and a folder that cannot be made do not stop a command", async (context) => {
    const { folder, check, made } = checkout(context);
    const right = await check();
    truncateSync(made("tspico.cjs"), 1000);
    assert.equal(await check(), right);
    writeFileSync(made("tspico.cache"), "no cache");
    assert.equal(await check(), right);
    writeFileSync(made("tspico.json"), "{");
    assert.equal(await check(), right);
    rmSync(path.join(folder, "build"), { recursive: true });
    mkdirSync(path.join(folder, "build", ".work"), { recursive: true });
    writeFileSync(path.join(folder, "build", ".work", "start"), "in the way");
    assert.equal(await check(), right);
});
