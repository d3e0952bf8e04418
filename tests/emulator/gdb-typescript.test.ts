/**
 * `./tspico emulate --gdb`: the debugger on lines of TypeScript, by the command that is printed.
 */
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { root } from "../support/program.ts";

const INVITATION = /waits for a debugger: (gdb-multiarch .*)\n/;

test("emulate --gdb stops at a line of the TypeScript program", { timeout: 600_000 }, async () => {
    const place = path.join(root, "build/board-tests/gdb-typescript");
    mkdirSync(place, { recursive: true });
    const program = path.join(root, "ts-src/hello.ts");
    const options = ["--target", "pico", "--link", "loopback", "--gdb", "0", "--seconds", "2"];
    const emulate = spawn(path.join(root, "tspico"), ["emulate", program, ...options], { cwd: place });
    const said = { stdout: "", stderr: "" };
    const ended = new Promise<number | null>((resolve) => emulate.once("close", resolve));
    emulate.stdout.on("data", (text) => (said.stdout += String(text)));
    const invitation = await new Promise<RegExpExecArray>((resolve, reject) => {
        emulate.stderr.on("data", (text) => {
            said.stderr += String(text);
            const found = INVITATION.exec(said.stderr);
            if (found !== null) resolve(found);
        });
        void ended.then(() => reject(new Error(said.stderr)));
    });
    const [, command = ""] = invitation;
    const further = [
        `directory ${root}`,
        "break hello.ts:5",
        "continue",
        "backtrace",
        "frame function tsp_loop_main",
        "list",
        "delete",
        "detach",
    ];
    const line = [command, "-batch -nx", ...further.map((each) => `-ex "${each}"`)].join(" ");
    const { stdout } = await promisify(execFile)("sh", ["-c", line], { cwd: place, timeout: 60_000 });
    // A line of which the compiler made several pieces has "Breakpoint 1.1".
    assert.match(
        stdout,
        /Breakpoint 1(?:\.1)?, .* at .*ts-src\/hello\.ts:5\n5\s+console\.log\(`Hello/,
        "with its source",
    );
    assert.match(stdout, /#\d .*ts_hello.*\n#\d .*tsp_program_main/);
    assert.match(
        stdout,
        /tsp_loop_main \(\) at tspico\/firmware\/.*\n\d+\s.*\n(?:\d+\s.*\n)+/,
        "the runtime's source too",
    );
    assert.equal(await ended, 0, said.stderr);
    assert.match(
        said.stdout,
        /^tspico: started at power-on.*\nHello, world!\nHello, Pico W!\n$/,
        "when the debugger has gone, the program runs on",
    );
});
