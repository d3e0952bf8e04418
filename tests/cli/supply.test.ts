import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { installPackages } from "../../compiler/supply/install.ts";
import { withLock } from "../../compiler/system/lock.ts";
import { Machine } from "../../compiler/supply/machine.ts";
import { readManifest, recordInManifest } from "../../compiler/supply/manifest.ts";
import { lwip } from "../../compiler/supply/tools/lwip.ts";
import { unpackPackage } from "../../compiler/supply/unpack.ts";
import { run } from "../../compiler/system/process.ts";
import { temporaryFolder, tspico, writeScript } from "./fixtures.ts";

const entry = { version: "9.9", release: "trixie", folder: "lwip-9.9", archive: "lwip_9.9.orig.tar.xz", sha256: "00" };

function tree(folder: string): void {
    const include = path.join(folder, "src", "include", "lwip");
    mkdirSync(include, { recursive: true });
    const version = ["MAJOR 2", "MINOR 1", "REVISION 3"].map((part) => `#define LWIP_VERSION_${part}`);
    writeFileSync(path.join(include, "init.h"), version.join("\n"));
}

test("what the user points at comes before an unpacked copy, and says its version", async (context) => {
    const folder = temporaryFolder(context);
    recordInManifest(folder, "lwip", entry);
    tree(path.join(folder, "lwip-9.9"));
    const own = path.join(folder, "own");
    tree(own);
    const asked = await lwip.locate(new Machine(folder, { PICO_LWIP_PATH: own }));
    assert.deepEqual(asked, { state: "found", origin: "environment", path: own, version: "2.1.3" });
    const found = await lwip.locate(new Machine(folder, {}));
    assert.deepEqual(found, {
        state: "found",
        origin: "unpacked",
        path: path.join(folder, "lwip-9.9"),
        version: "9.9",
    });
});

test("a folder that has gone is missing, whatever the manifest says; a broken manifest is empty", async (context) => {
    const folder = temporaryFolder(context);
    recordInManifest(folder, "lwip", entry);
    assert.equal((await lwip.locate(new Machine(folder, {}))).state, "missing");
    writeFileSync(path.join(folder, "manifest.json"), "{ broken");
    assert.deepEqual(readManifest(folder), {});
});

/** A machine whose apt-get and dpkg are scripts: the archive that apt "downloads" is made here. */
function fakeApt(context: TestContext, archive: readonly string[]) {
    const folder = temporaryFolder(context);
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    writeScript(path.join(bin, "dpkg"), []);
    writeScript(path.join(bin, "apt-get"), [
        'case "$*" in',
        "*indextargets*) echo 'Packages bookworm main file:/archive/' ;;",
        "*update*) ;;",
        "*--print-uris*) echo \"'file:/lwip_2.2.1.orig.tar.gz' lwip_2.2.1.orig.tar.gz 10 SHA256:0\" ;;",
        `*source*) ${archive.join("; ")} ;;`,
        "esac",
    ]);
    const before = process.env["PATH"];
    process.env["PATH"] = `${bin}:${before ?? ""}`;
    context.after(() => (process.env["PATH"] = before));
    const supplyFolder = path.join(folder, "supply");
    const machine = new Machine(supplyFolder, process.env);
    machine.debianRelease = () => "bookworm";
    return { machine, supplyFolder };
}

const source = { kind: "unpack", package: "lwip", form: "source" } as const;
const goodArchive = [
    "mkdir -p t/lwip-2.2.1/src",
    "echo text > t/lwip-2.2.1/src/file",
    "tar czf lwip_2.2.1.orig.tar.gz -C t lwip-2.2.1",
];

test("a package is unpacked whole, recorded with its digest, and not fetched twice", async (context) => {
    const { machine, supplyFolder } = fakeApt(context, goodArchive);
    const said: string[] = [];
    await unpackPackage(machine, source, (line) => said.push(line));
    assert.equal(readFileSync(path.join(supplyFolder, "lwip-2.2.1", "src", "file"), "utf8"), "text\n");
    const recorded = readManifest(supplyFolder)["lwip"];
    assert.equal(recorded?.version, "2.2.1");
    assert.equal(recorded.release, "trixie");
    assert.match(recorded.sha256, /^[0-9a-f]{64}$/);
    const lines = said.length;
    await unpackPackage(machine, source, (line) => said.push(line));
    assert.equal(said.length, lines);
});

test("a damaged archive leaves nothing that looks unpacked, and the next run goes on", async (context) => {
    const { machine, supplyFolder } = fakeApt(context, ["echo garbage > lwip_2.2.1.orig.tar.gz"]);
    await assert.rejects(
        unpackPackage(machine, source, () => undefined),
        /cannot unpack .*lwip_2\.2\.1/,
    );
    assert.equal(machine.unpacked("lwip"), undefined);
    assert.ok(!existsSync(path.join(supplyFolder, "lwip-2.2.1")));
    const again = fakeApt(context, goodArchive);
    mkdirSync(path.join(again.supplyFolder, ".unpacking-lwip-2.2.1", "half"), { recursive: true });
    await unpackPackage(again.machine, source, () => undefined);
    assert.ok(!readdirSync(again.supplyFolder).some((name) => name.startsWith(".unpacking-")));
});

test("without root the exact command is the answer", async (context) => {
    const { machine } = fakeApt(context, []);
    machine.isRoot = () => false;
    const attempt = installPackages(machine, ["cmake", "ninja-build"], () => undefined);
    await assert.rejects(attempt, { message: /sudo apt-get install --no-install-recommends cmake ninja-build$/ });
});

test("a lock keeps two at bay and is taken from the dead", async (context) => {
    const file = path.join(temporaryFolder(context), "lock");
    const order: string[] = [];
    const hold = (name: string) =>
        withLock(file, async () => {
            order.push(`${name} in`);
            await new Promise((resolve) => setTimeout(resolve, 20));
            order.push(`${name} out`);
        });
    await Promise.all([hold("a"), hold("b")]);
    assert.deepEqual(order, ["a in", "a out", "b in", "b out"]);
    const ended = await run("sh", ["-c", "echo $$"]);
    writeFileSync(file, ended.stdout.trim());
    await hold("c");
    assert.equal(order.at(-1), "c out");
});

test("a lock is taken from who could not write into it, and from a number that another process has now", async (context) => {
    const folder = temporaryFolder(context);
    const file = path.join(folder, "lock");
    const dead = ["", process.pid === 1 ? "2 x/1" : "1 another-boot/1"];
    for (const text of existsSync("/proc/1/stat") ? dead : dead.slice(0, 1)) {
        writeFileSync(file, text);
        assert.equal(await withLock(file, () => Promise.resolve("in")), "in");
        assert.deepEqual(readdirSync(folder), []);
    }
});

test("who waits for a lock says for whom", async (context) => {
    const file = path.join(temporaryFolder(context), "lock");
    const holder = spawn(process.execPath, ["-e", "setTimeout(() => {}, 4000)"]);
    context.after(() => holder.kill());
    writeFileSync(file, String(holder.pid));
    const said: string[] = [];
    await withLock(
        file,
        () => Promise.resolve(),
        (line) => said.push(line),
    );
    assert.deepEqual(said, [`waiting for another tspico at work here (process ${String(holder.pid)})`]);
});

test("doctor lists every tool for readers of JSON", async () => {
    const outcome = await tspico(["doctor", "--json"]);
    const list = JSON.parse(outcome.stdout) as { name: string; state: string; commands: string[] }[];
    for (const name of ["cc", "cmake", "lwip", "arm-gcc", "pico-sdk", "unity", "libslirp"]) {
        const tool = list.find((one) => one.name === name);
        assert.ok(tool, name);
        assert.ok(["found", "missing", "unusable"].includes(tool.state));
        assert.ok(tool.commands.length > 0);
    }
    for (const command of ["build --link usb", "flash --link usb", "emulate"])
        assert.ok(list.find(({ name }) => name === "arm-gcc")?.commands.includes(command), command);
});
