import assert from "node:assert/strict";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { run } from "../../compiler/system/process.ts";
import { root, temporaryFolder, writeScript } from "./fixtures.ts";

/**
 * A checkout that holds only what the launcher reads, with an npm that counts its runs and does
 * what `npm` says.
 */
function checkout(context: TestContext, npm: readonly string[]) {
    const folder = temporaryFolder(context);
    for (const file of ["tspico", "package-lock.json"]) copyFileSync(path.join(root, file), path.join(folder, file));
    mkdirSync(path.join(folder, "compiler", "cli"), { recursive: true });
    writeFileSync(
        path.join(folder, "compiler", "cli", "start.mjs"),
        'console.log("started", process.argv.slice(2).join(" "));',
    );
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    writeScript(path.join(bin, "npm"), ["echo run >> npm-runs", ...npm]);
    const env = { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` };
    const start = (override: NodeJS.ProcessEnv = {}) =>
        run("sh", [path.join(folder, "tspico"), "hello"], { env: { ...env, ...override } });
    const runs = () => {
        const file = path.join(folder, "npm-runs");
        return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
    };
    return { folder, bin, start, runs };
}

test("the first command installs the packages, the second does not", async (context) => {
    const { start, runs } = checkout(context, ["mkdir -p node_modules"]);
    assert.match((await start()).stdout, /started hello/);
    assert.match((await start()).stdout, /started hello/);
    assert.equal(runs(), 1);
});

test("a changed lock file is installed", async (context) => {
    const { folder, start, runs } = checkout(context, ["mkdir -p node_modules"]);
    await start();
    writeFileSync(path.join(folder, "package-lock.json"), "{}");
    assert.equal((await start()).status, 0);
    assert.equal(runs(), 2);
});

test("an installation that broke off is done again", async (context) => {
    const { folder, bin, start, runs } = checkout(context, ["mkdir -p node_modules/half", "exit 1"]);
    const broken = await start();
    assert.equal(broken.status, 1);
    assert.match(broken.stderr, /npm ci failed/);
    assert.ok(!existsSync(path.join(folder, "build", ".npm-lock")), "the lock is let go");
    writeScript(path.join(bin, "npm"), ["echo run >> npm-runs", "mkdir -p node_modules"]);
    assert.match((await start()).stdout, /started hello/);
    assert.equal(runs(), 2);
});

test("a lock of a process that is gone does not block", async (context) => {
    const { folder, start } = checkout(context, ["mkdir -p node_modules"]);
    mkdirSync(path.join(folder, "build", ".npm-lock"), { recursive: true });
    writeFileSync(path.join(folder, "build", ".npm-lock", "pid"), "4194304999");
    assert.equal((await start()).status, 0);
});

test("a lock whose taker was killed before it could write does not block for ever", async (context) => {
    const { folder, start } = checkout(context, ["mkdir -p node_modules"]);
    mkdirSync(path.join(folder, "build", ".npm-lock"), { recursive: true });
    const outcome = await start();
    assert.equal(outcome.status, 0);
    assert.match(outcome.stderr, /^tspico: waiting for another tspico that installs the npm packages here/m);
});

test("a folder whose name CMake cannot bear is refused in one line, others serve", async (context) => {
    const { folder } = checkout(context, ["mkdir -p node_modules"]);
    for (const [name, good] of [
        ['a"b', false],
        ["a;b", false],
        ["a\\b", false],
        ["a [1]", false],
        ["a]", false],
        ["it's (1) ü $x #%&=", true],
    ] as const) {
        const copy = path.join(temporaryFolder(context), name);
        cpSync(folder, copy, { recursive: true });
        const env = { ...process.env, PATH: `${path.join(folder, "bin")}:${process.env["PATH"] ?? ""}` };
        const outcome = await run("sh", [path.join(copy, "tspico"), "hello"], { env });
        assert.equal(outcome.status, good ? 0 : 1, outcome.stderr);
        if (!good) assert.match(outcome.stderr, /^tspico: the folder of tspico, .* Move it to another one\.\n$/);
    }
});

test("an old Node is refused by name", async (context) => {
    const { bin, start } = checkout(context, []);
    writeScript(path.join(bin, "node"), ["echo 18.20.0"]);
    const outcome = await start();
    assert.equal(outcome.status, 1);
    assert.match(outcome.stderr, /^tspico: Node\.js 20\.19 or newer is needed; .*node is 18\.20\.0\.$/m);
});
