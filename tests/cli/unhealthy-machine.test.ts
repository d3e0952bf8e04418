/**
 * A healthy program on an unhealthy machine: one clear line, status 1, and the last good output as
 * it was.
 */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { type Outcome, run } from "../../compiler/system/process.ts";
import { root, temporaryFolder, tspico } from "./fixtures.ts";

const isRoot = process.getuid?.() === 0;
const hello = path.join(root, "ts-src", "hello.ts");
const buildHello = ["build", hello, "--target", "host"];

/** The last line says what is wrong; before it there may be steps, never a trace. */
function assertRefused(outcome: Outcome, expected: RegExp): void {
    assert.equal(outcome.status, 1, outcome.stderr);
    assert.match(outcome.stderr.trimEnd().split("\n").at(-1) ?? "", expected);
    assert.doesNotMatch(outcome.stderr, /^\s+at |internal error/m);
}

/**
 * Runs a command without root's rights, which go past every permission; undefined where that cannot
 * be done.
 */
async function asPlainUser(cwd: string, args: readonly string[]): Promise<Outcome | undefined> {
    if (!isRoot) return tspico(args, { cwd });
    const drop = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    if ((await run("setpriv", [...drop, process.execPath, "-e", ""], { cwd })).status !== 0) return undefined;
    return run("setpriv", [...drop, path.join(root, "tspico"), ...args], { cwd });
}

test("a file without permission to read it is refused in one line", async (context) => {
    const folder = temporaryFolder(context);
    chmodSync(folder, 0o755);
    const file = path.join(folder, "secret.ts");
    writeFileSync(file, "");
    chmodSync(file, 0);
    const outcome = await asPlainUser(folder, ["check", file]);
    if (outcome === undefined) {
        context.skip("this is root, and setpriv cannot drop root's rights to this checkout");
        return;
    }
    assertRefused(outcome, /^tspico: no permission to read .*secret\.ts$/);
});

test("a build folder without permission to write is refused in one line", async (context) => {
    const folder = temporaryFolder(context);
    chmodSync(folder, 0o555);
    const outcome = await asPlainUser(folder, buildHello);
    if (outcome === undefined) {
        context.skip("this is root, and setpriv cannot drop root's rights to this checkout");
        return;
    }
    assertRefused(outcome, /^tspico: no permission for .*; change its permissions or work in another folder$/);
    assert.deepEqual(readdirSync(folder), []);
});

/** With a file system of so many kilobytes; false where this user cannot mount one. */
async function onSmallDisk(context: TestContext, kilobytes: number, use: (disk: string) => Promise<void>) {
    const folder = temporaryFolder(context);
    if (!isRoot) return false;
    const mounted = await run("mount", ["-t", "tmpfs", "-o", `size=${kilobytes.toString()}k`, "none", folder]);
    if (mounted.status !== 0) return false;
    try {
        await use(folder);
    } finally {
        await run("umount", [folder]);
    }
    return true;
}

function fillUp(file: string): void {
    for (const size of [65_536, 4096]) {
        try {
            for (;;) writeFileSync(file, Buffer.alloc(size), { flag: "a" });
        } catch {
            // That was the last that fitted.
        }
    }
}

async function assertFullDiskIsHarmless(disk: string): Promise<void> {
    const outputs = path.join(disk, "build", "hello");
    const executable = path.join(outputs, "host", "hello");
    assert.equal((await tspico(buildHello, { cwd: disk })).status, 0);
    const good = readFileSync(executable);
    const filler = path.join(disk, "filler");
    fillUp(filler);
    assertRefused(
        await tspico(buildHello, { cwd: disk }),
        /^tspico: no space left on the disk while writing .*build\/hello\/host\.new.*; free some and run the command again$/,
    );
    assert.deepEqual(readFileSync(executable), good);
    assert.deepEqual(readdirSync(outputs), ["host"]);
    assert.equal((await run(executable, [])).status, 0);
    rmSync(filler);
    assert.equal((await tspico(buildHello, { cwd: disk })).status, 0);
}

test("a full disk leaves the last good output, and nothing half", async (context) => {
    if (!(await onSmallDisk(context, 4096, assertFullDiskIsHarmless)))
        context.skip("a small file system can be mounted by root only");
});

test("a failed build leaves the last good output", async (context) => {
    const folder = temporaryFolder(context);
    const file = path.join(folder, "once.ts");
    writeFileSync(file, 'console.log("good");\n');
    const build = ["build", file, "--target", "host"];
    assert.equal((await tspico(build, { cwd: folder })).status, 0);
    const executable = path.join(folder, "build", "once", "host", "once");
    const good = readFileSync(executable);
    writeFileSync(file, "const broken: string = 1;\n");
    assertRefused(await tspico(build, { cwd: folder }), /^tspico: 1 error; nothing was built$/);
    assert.deepEqual(readFileSync(executable), good);
    assert.deepEqual(readdirSync(path.join(folder, "build", "once")), ["host"]);
});

test("missing tools are named where this machine cannot install them", async (context) => {
    const bin = path.join(temporaryFolder(context), "bin");
    mkdirSync(bin);
    for (const tool of ["sh", "node", "cat", "cksum", "dirname", "readlink"]) {
        const found = await run("sh", ["-c", `command -v ${tool}`]);
        symlinkSync(found.stdout.trim(), path.join(bin, tool));
    }
    const outcome = await tspico(buildHello, { env: { ...process.env, PATH: bin, CC: undefined } });
    assertRefused(outcome, /^tspico: this machine has no apt-get .*: gcc, .*cmake, ninja-build/);
});
