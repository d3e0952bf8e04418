/**
 * What the benchmark of computation measures beside compiled programs on the host, and what runs
 * and counts it.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { type Location, type Tool } from "../tool.ts";
import { program } from "./program.ts";

/** Counts the instructions of a process. */
export const valgrind = program({
    name: "valgrind",
    description: "valgrind, which counts instructions",
    neededFor: ["compute"],
    commands: ["valgrind"],
    versionArguments: ["--version"],
    packages: ["valgrind"],
});

/**
 * An interpreter: on the PATH, or Debian's package unpacked beside the build, which Debian 12 takes
 * from the next release.
 */
function interpreter(command: string, packageName: string, description: string): Tool {
    return {
        name: command,
        description,
        neededFor: ["compute"],
        source: { kind: "unpack", package: packageName, form: "binary" },
        async locate(machine) {
            const own = machine.executable(command);
            if (own !== undefined) {
                const version = (await machine.installedVersion(packageName)) ?? "unknown version";
                return { state: "found", origin: "distribution", path: own, version };
            }
            return unpacked(machine.unpacked(packageName), path.join("usr", "bin", command), packageName);
        },
    };
}

/** A library that an unpacked interpreter wants. */
function library(packageName: string, description: string): Tool {
    return {
        name: packageName,
        description,
        neededFor: ["compute"],
        source: { kind: "unpack", package: packageName, form: "binary" },
        locate: (machine) =>
            Promise.resolve(unpacked(machine.unpacked(packageName), path.join("usr", "lib"), packageName)),
    };
}

/** What is there of an unpacked package. */
function unpacked(
    folder: { readonly path: string; readonly version: string } | undefined,
    inside: string,
    packageName: string,
): Location {
    const file = folder && path.join(folder.path, inside);
    if (folder === undefined || file === undefined || !existsSync(file))
        return { state: "missing", why: `${packageName} is not unpacked` };
    return { state: "found", origin: "unpacked", path: file, version: folder.version };
}

/** In the order of the benchmark's columns. */
export const interpreters: readonly Tool[] = [
    interpreter("qjs", "quickjs", "QuickJS, an interpreter of JavaScript"),
    interpreter("duk", "duktape", "Duktape, an interpreter of JavaScript"),
    interpreter("micropython", "micropython", "MicroPython, for Unix"),
];

/** The C library of the release that the interpreters are from, and MicroPython's libraries. */
export const interpreterLibraries: readonly Tool[] = [
    library("libc6", "C library that unpacked interpreters run with"),
    library("libffi8", "calls of C functions, for MicroPython"),
    library("libmbedcrypto16", "cryptography, for MicroPython"),
    library("libmbedtls21", "TLS, for MicroPython"),
    library("libmbedx509-7", "certificates, for MicroPython"),
];
