import { run } from "../../system/process.ts";
import { type Tool } from "../tool.ts";
import { program } from "./program.ts";

export const curl = program({
    name: "curl",
    description: "curl, a client of the served programs",
    neededFor: ["load"],
    commands: ["curl"],
    versionArguments: ["--version"],
    packages: ["curl"],
});

export const gdb = program({
    name: "gdb",
    description: "GDB for the board's core, a client of emulated boards",
    neededFor: ["load"],
    commands: ["gdb-multiarch"],
    versionArguments: ["--version"],
    packages: ["gdb-multiarch"],
});

/**
 * wrk prints its version with a usage text and status 1, which is a failure to every other tool.
 */
export const wrk: Tool = {
    name: "wrk",
    description: "wrk, many clients at once",
    neededFor: ["load"],
    source: { kind: "install", packages: ["wrk"] },
    async locate(machine) {
        const file = machine.executable("wrk");
        if (file === undefined) return { state: "missing", why: "no wrk on the PATH" };
        const { stdout, stderr } = await run(file, ["--version"]);
        const version = /\d+\.\d+\.\d+/.exec(stdout + stderr)?.[0];
        return version === undefined
            ? { state: "unusable", why: `${file} does not run` }
            : { state: "found", origin: "distribution", path: file, version };
    },
};
