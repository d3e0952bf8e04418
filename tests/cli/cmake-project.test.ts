/**
 * tspico_add_program() in a CMake project of a user's own, with a native class that is the user's
 * too.
 */
import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { type Outcome, run } from "../../compiler/system/process.ts";
import { runUf2 } from "../../emulator/run.ts";
import { root, temporaryFolder } from "./fixtures.ts";

const fixture = path.join(root, "tests", "fixtures", "native");

test("a program and its native class build with plain CMake, again after a change, and not with an error", async (context) => {
    const folder = temporaryFolder(context);
    const source = path.join(folder, "ticker");
    const build = path.join(folder, "build");
    mkdirSync(source);
    for (const name of ["program.ts", "ticker.c", "ticker.d.ts", "ticker.h", "tsconfig.json"])
        cpSync(path.join(fixture, name), path.join(source, name));
    writeFileSync(
        path.join(source, "CMakeLists.txt"),
        [
            "cmake_minimum_required(VERSION 3.24)",
            "set(TSPICO_BOARD host)",
            `include(${root}/cmake/tspico_import.cmake)`,
            "project(ticker C)",
            "tspico_init()",
            "tspico_add_program(ticker program.ts ticker.c)",
            "target_include_directories(ticker PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})",
            "",
        ].join("\n"),
    );
    const cmake = (...args: readonly string[]): Promise<Outcome> => run("cmake", args);
    const start = async (): Promise<Outcome> => run(path.join(build, "ticker"), []);

    const configured = await cmake("-G", "Ninja", "-S", source, "-B", build);
    assert.equal(configured.status, 0, configured.stdout + configured.stderr);
    const built = await cmake("--build", build);
    assert.equal(built.status, 0, built.stdout + built.stderr);
    assert.equal((await start()).stdout, readFileSync(path.join(fixture, "expected.txt"), "utf8"));

    const entry = path.join(source, "program.ts");
    const original = readFileSync(entry, "utf8");
    appendFileSync(entry, '\nconsole.log("once more");\n');
    const again = await cmake("--build", build);
    assert.equal(again.status, 0, again.stdout + again.stderr);
    assert.match((await start()).stdout, /^once more$/m);

    writeFileSync(entry, `${original}\nlet text: string = 1;\n`);
    const refused = await cmake("--build", build);
    assert.notEqual(refused.status, 0);
    const said = refused.stdout + refused.stderr;
    assert.match(said, /program\.ts.*Type 'number' is not assignable to type 'string'/s);
    assert.match(said, /program\.ts does not compile; see above/);

    writeFileSync(entry, original);
    const mended = await cmake("--build", build);
    assert.equal(mended.status, 0, mended.stdout + mended.stderr);
    assert.equal((await start()).stdout, readFileSync(path.join(fixture, "expected.txt"), "utf8"));
});

test("a native class with a half for each port and a library of the SDK builds for the host and a board", async (context) => {
    const folder = temporaryFolder(context);
    const source = path.join(folder, "thermometer");
    cpSync(path.join(root, "tests", "fixtures", "thermometer"), source, { recursive: true });
    const build = async (board: string, ...options: readonly string[]): Promise<string> => {
        const place = path.join(folder, board);
        const where = ["-G", "Ninja", "-S", source, "-B", place, `-DTSPICO_ROOT=${root}`, `-DTSPICO_BOARD=${board}`];
        const configured = await run("cmake", [...where, ...options]);
        assert.equal(configured.status, 0, configured.stdout + configured.stderr);
        const built = await run("cmake", ["--build", place]);
        assert.equal(built.status, 0, built.stdout + built.stderr);
        return path.join(place, "thermometer");
    };
    const lines = ["27.5", "Error: the sensor is in use", "Error: the sensor is closed", ""];
    const host = await run(await build("host"), []);
    assert.deepEqual(host.stdout.split("\n"), lines);

    const uf2 = `${await build("pico", "-DTSPICO_LINK=loopback")}.uf2`;
    const until = /closed/;
    const { console: printed } = await runUf2({
        uf2,
        until,
        simulatedSeconds: 1,
        onBoard: ({ chip }) => {
            // 0.706 V of 3.3 V, which is 27 degrees; the input is the sensor's.
            chip.mcu.adc.channelValues[4] = 876;
        },
    });
    assert.match(printed, /^27\.6\r?\nError: the sensor is in use\r?\nError: the sensor is closed/m);
});
