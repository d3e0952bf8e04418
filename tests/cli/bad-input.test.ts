import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { temporaryFolder, tspico } from "./fixtures.ts";

/** One clear line, exit status 1, no trace. */
function assertRefused(outcome: { status: number; stderr: string }, expected: RegExp): void {
    assert.equal(outcome.status, 1, outcome.stderr);
    assert.match(outcome.stderr, expected);
    assert.doesNotMatch(outcome.stderr, /^\s+at /m);
    assert.ok(outcome.stderr.startsWith("tspico: "), outcome.stderr);
}

const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["a file that is not there", ["build", "nowhere.ts"], /^tspico: there is no file nowhere\.ts$/m],
    ["a folder", ["check", "compiler"], /compiler is not a file/],
    ["a file that is no module", ["run", "README.md"], /README\.md is not a module/],
    ["declarations only", ["check", "ts-src/types/library/array.d.ts"], /not a module/],
    ["an unknown command", ["frobnicate"], /unknown command 'frobnicate'/],
    ["an unknown option", ["run", "--frobnicate", "a.ts"], /unknown option '--frobnicate'/],
    ["a port out of range", ["run", "--port", "65536", "a.ts"], /from 1 to 65535/],
    ["no connections", ["run", "--connections", "0", "a.ts"], /from 1 to 1000/],
    ["quoting without C", ["build", "--quote", "ts-src/hello.ts"], /^tspico: --quote is for --emit c$/m],
    ["an unknown format", ["check", "--format", "xml", "a.ts"], /Allowed choices are pretty, plain, json/],
    [
        "an unknown target",
        ["build", "--target", "z80", "tests/cli/fixtures.ts"],
        /unknown target "z80"; targets are pico-w,/,
    ],
    ["an unknown link", ["build", "--link", "string", "tests/cli/fixtures.ts"], /unknown link "string"; on pico-w/],
    [
        "Wi-Fi without a radio",
        ["build", "--target", "pico", "--link", "wifi", "tests/cli/fixtures.ts"],
        /pico has no link "wifi"/,
    ],
];

for (const [name, args, expected] of cases) {
    test(`${name} is refused in one line`, async () => {
        assertRefused(await tspico(args), expected);
    });
}

test("a file that may not be read is refused in one line", async (context) => {
    if (process.getuid?.() === 0) {
        context.skip("root may read everything");
        return;
    }
    const file = path.join(temporaryFolder(context), "secret.ts");
    writeFileSync(file, "");
    chmodSync(file, 0);
    assertRefused(await tspico(["check", file]), /no permission to read/);
});

test("a Wi-Fi build without the radio's driver names the steps to get it", async (context) => {
    const sdk = temporaryFolder(context);
    writeFileSync(path.join(sdk, "pico_sdk_init.cmake"), "");
    const outcome = await tspico(["build", "tests/cli/fixtures.ts"], { env: { ...process.env, PICO_SDK_PATH: sdk } });
    assertRefused(outcome, /has no lib\/cyw43-driver/);
    assert.match(outcome.stderr, /git clone --branch 2\.2\.0 .*pico-sdk/);
    assert.match(outcome.stderr, /submodule update --init/);
    assert.match(outcome.stderr, /PICO_SDK_PATH=/);
});

test("a tool that the user names and that is none stops the command, although another is at hand", async (context) => {
    const empty = path.join(temporaryFolder(context), "empty");
    mkdirSync(empty);
    const env = { ...process.env, PICO_LWIP_PATH: empty };
    const outcome = await tspico(["build", "--target", "host", "tests/cli/fixtures.ts"], { env });
    assertRefused(outcome, /lwip: PICO_LWIP_PATH is .*empty, which has no src\/include\/lwip\/init\.h/);
});

test("a program may have any name that a file can have", async (context) => {
    const folder = temporaryFolder(context);
    for (const name of ["01-first", "my.server", "all", "größe", "a b", "-dash", "x".repeat(200)]) {
        const file = path.join(folder, `${name}.ts`);
        writeFileSync(file, 'console.log("runs");\n');
        assert.equal((await tspico(["check", file])).status, 0, name);
    }
});

test("--help and --version succeed", async () => {
    assert.equal((await tspico(["--help"])).status, 0);
    assert.match((await tspico(["--version"])).stdout, /^\d+\.\d+\.\d+$/m);
});

test("the help says defaults in words", async () => {
    for (const command of ["run", "emulate", "build", "flash"]) {
        const { stdout } = await tspico([command, "--help"]);
        assert.match(stdout, /may be\s+repeated\s+\(default: \w/);
        assert.doesNotMatch(stdout, /default: [[{]/);
    }
});
