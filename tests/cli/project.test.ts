/**
 * A project outside the checkout: made by `new`, with tspico from the checkout or from `npm pack`.
 */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { ts } from "ts-morph";
import { compilerOptions } from "../../compiler/load/options.ts";
import { type Outcome, run } from "../../compiler/system/process.ts";
import { root, temporaryFolder, tspico } from "./fixtures.ts";

async function succeed(folder: string, command: string, ...args: readonly string[]): Promise<Outcome> {
    const outcome = await run(command, args, { cwd: folder });
    assert.equal(outcome.status, 0, `${command} ${args.join(" ")}\n${outcome.stdout}${outcome.stderr}`);
    return outcome;
}

const install = ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"] as const;

test("a project with the packed tspico builds, tests its program in Node and compiled, and shows no red", async (context) => {
    const folder = temporaryFolder(context);
    await succeed(root, "npm", "pack", "--pack-destination", folder);
    const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? assert.fail("npm pack left no file");
    const tools = path.join(folder, "tools");
    mkdirSync(tools);
    writeFileSync(path.join(tools, "package.json"), "{}");
    await succeed(tools, "npm", ...install, path.join("..", tarball));
    await succeed(tools, "npx", "tspico", "new", "../door-bell");

    const project = path.join(folder, "door-bell");
    // Downloaded once for all: a project of its own would fetch lwIP again.
    const supplies = path.join(root, "build", "supply");
    if (existsSync(supplies)) cpSync(supplies, path.join(project, "build", "supply"), { recursive: true });
    await succeed(project, "npm", ...install);
    await succeed(project, "npm", "run", "check");
    const plain = await succeed(project, "npx", "tsc", "--listFilesOnly");
    assert.match(plain.stdout, /\/src\/main\.ts$/m, "plain tsc reads the program");
    await succeed(project, "npx", "tsc");
    const tested = await succeed(project, "npm", "test");
    assert.match(tested.stdout, /^2 passed, 0 failed, 0 skipped$/m);

    const broken = path.join(project, "src", "main.ts");
    writeFileSync(broken, readFileSync(broken, "utf8").replace("visitors++;", "visitors += 2;"));
    const red = await run("npm", ["test"], { cwd: project });
    assert.notEqual(red.status, 0);
    assert.match(red.stdout, /^0 passed, 2 failed, 0 skipped$/m);
});

test("a project made by the checkout names it by a relative path", async (context) => {
    const folder = temporaryFolder(context);
    const made = await tspico(["new", "lamp"], { cwd: folder });
    assert.equal(made.status, 0, made.stderr);
    const text = readFileSync(path.join(folder, "lamp", "package.json"), "utf8");
    const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> };
    assert.equal(devDependencies["tspico"], `file:${path.relative(path.join(folder, "lamp"), root)}`);
    assert.match(readFileSync(path.join(folder, "lamp", ".gitignore"), "utf8"), /^wifi\.env$/m);
});

test("new keeps what is there, and says which names serve", async (context) => {
    const folder = temporaryFolder(context);
    mkdirSync(path.join(folder, "taken"));
    writeFileSync(path.join(folder, "taken", "mine.txt"), "mine");
    const taken = await tspico(["new", "taken"], { cwd: folder });
    assert.deepEqual(
        [taken.status, taken.stderr],
        [1, "tspico: taken exists already and is not empty; name another folder\n"],
    );
    assert.deepEqual(readdirSync(path.join(folder, "taken")), ["mine.txt"]);
    const named = await tspico(["new", "2 lamps"], { cwd: folder });
    assert.equal(named.status, 1);
    assert.match(named.stderr, /^tspico: 2 lamps: the name of a project begins with a letter/);
    const without = await tspico(["test"], { cwd: folder });
    assert.equal(without.status, 1);
    assert.match(without.stderr, /there is no folder "test" here/);
});

test("the editor's configuration is the compiler's own", () => {
    const file = path.join(root, "ts-src", "tsconfig.json");
    const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: unknown };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(file));
    assert.deepEqual({ ...options, configFilePath: undefined }, { ...compilerOptions, configFilePath: undefined });
});
