/**
 * The same sources in two folders give the same bytes: nothing of a path, a time or an order of
 * files gets into an output.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { before, test, type TestContext } from "node:test";
import { portableMap } from "../../compiler/report/map-file.ts";
import { run } from "../../compiler/system/process.ts";
import { root, temporaryFolder } from "./fixtures.ts";

/** What a clone of the working tree would hold, in a folder of its own. */
function copySources(folder: string): void {
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
    for (const file of listed.toString().split("\0")) {
        if (file === "" || !existsSync(path.join(root, file))) continue;
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        cpSync(path.join(root, file), path.join(folder, file));
    }
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
}

/** Two checkouts whose paths differ in length and depth. */
function twoCheckouts(context: TestContext): readonly [string, string] {
    const folder = temporaryFolder(context);
    const checkouts = [path.join(folder, "a"), path.join(folder, "deeper", "a second checkout")] as const;
    checkouts.forEach(copySources);
    return checkouts;
}

async function build(checkout: string, target: readonly string[]): Promise<void> {
    const outcome = await run(path.join(checkout, "tspico"), ["build", "ts-src/echo.ts", "--target", ...target], {
        cwd: checkout,
    });
    assert.equal(outcome.status, 0, outcome.stderr);
}

/** The files below a folder, in order. */
function filesOf(folder: string): readonly string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: "utf8" })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .sort();
}

/** Every file that a build leaves, debug information and the linker's map among them. */
function assertSameOutputs(checkouts: readonly [string, string], place: string, expected: readonly string[]): void {
    const [files, others] = checkouts.map((checkout) => filesOf(path.join(checkout, place)));
    assert.deepEqual(files, others);
    for (const name of expected) assert.ok(files?.includes(name), `${name} is missing`);
    assert.ok(
        files?.some((name) => name.startsWith("gen")),
        "no generated C",
    );
    for (const file of (files ?? []).map((name) => path.join(place, name))) {
        const [one, other] = checkouts.map((checkout) => readFileSync(path.join(checkout, file)));
        assert.ok(one !== undefined && other !== undefined && one.length > 0, `${file} is empty`);
        assert.ok(one.equals(other), `${file} differs between two folders`);
        for (const name of ["PICO_SDK_PATH", "PICO_LWIP_PATH"])
            assert.ok(!one.includes(`${process.env[name] ?? ""}/`), `${file} names ${name}`);
    }
}

test("the map names no folder of this machine", () => {
    const found = (place: string) => ({ state: "found", origin: "environment", path: place, version: "1" }) as const;
    const supplies = new Map([
        ["pico-sdk with cyw43-driver", found("/home/me/sdk")],
        ["arm-gcc", found("/opt/arm/bin/arm-none-eabi-gcc")],
    ]);
    const text =
        "LOAD CMakeFiles/p.dir/home/me/sdk/src/x.c.o\nLOAD /opt/arm/lib/gcc/libgcc.a\n /home/me/tspico/build/.work/p/libio.a\n";
    const folders = { build: "/home/me/tspico/build/.work/p", tspico: "/home/me/tspico" };
    assert.equal(
        portableMap(text, supplies, folders),
        "LOAD CMakeFiles/p.dir/pico-sdk/src/x.c.o\nLOAD /toolchain/gcc/libgcc.a\n /build/libio.a\n",
    );
});

before(() => {
    for (const name of ["PICO_SDK_PATH", "PICO_LWIP_PATH"])
        if (!process.env[name]) throw new Error(`${name} is not set: run these tests through ./tspico test`);
});

test("everything that a build for a board leaves is the same in two folders", async (context) => {
    const checkouts = twoCheckouts(context);
    await Promise.all(checkouts.map((checkout) => build(checkout, ["pico", "--link", "loopback"])));
    const expected = ["echo.uf2", "echo.elf", "echo.map", "report.json", "NOTICES.txt"];
    assertSameOutputs(checkouts, path.join("build", "echo", "pico"), expected);
});

test("everything that a build for the host leaves is the same in two folders", async (context) => {
    const checkouts = twoCheckouts(context);
    await Promise.all(checkouts.map((checkout) => build(checkout, ["host"])));
    assertSameOutputs(checkouts, path.join("build", "echo", "host"), ["echo", "echo.map", "report.json"]);
});
