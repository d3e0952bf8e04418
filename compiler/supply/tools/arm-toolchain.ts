import { existsSync } from "node:fs";
import path from "node:path";
import { type Machine } from "../machine.ts";
import { output } from "../../system/process.ts";
import { type Location, type Tool } from "../tool.ts";

const name = "arm-none-eabi-gcc";

/** The compiler, in a folder that the SDK's own variable names, or on the PATH. */
function compiler(machine: Machine): { readonly file: string | undefined; readonly asked: string | undefined } {
    const asked = machine.pathVariable("PICO_TOOLCHAIN_PATH");
    if (asked === undefined) return { file: machine.executable(name), asked };
    const candidates = [path.join(asked, "bin", name), path.join(asked, name)];
    return { file: candidates.find((candidate) => existsSync(candidate)), asked };
}

async function locateCompiler(machine: Machine): Promise<Location> {
    const { file, asked } = compiler(machine);
    if (file === undefined) {
        return asked === undefined
            ? { state: "missing", why: `no ${name} on the PATH` }
            : { state: "unusable", why: `PICO_TOOLCHAIN_PATH is ${asked}, which has no bin/${name}` };
    }
    const version = await output(file, ["-dumpfullversion"]);
    if (version === undefined) return { state: "unusable", why: `${file} does not run` };
    return { state: "found", origin: asked === undefined ? "distribution" : "environment", path: file, version };
}

export const armCompiler: Tool = {
    name: "arm-gcc",
    description: "GCC for the board's Cortex-M",
    neededFor: ["board", "wifi"],
    variable: "PICO_TOOLCHAIN_PATH",
    source: { kind: "install", packages: ["gcc-arm-none-eabi"] },
    locate: locateCompiler,
};

/**
 * The C library, asked of the compiler itself, because a compiler without it fails only at the
 * link.
 */
export const newlib: Tool = {
    name: "newlib",
    description: "C library of the board",
    neededFor: ["board", "wifi"],
    source: { kind: "install", packages: ["libnewlib-arm-none-eabi"] },
    async locate(machine) {
        const found = await locateCompiler(machine);
        if (found.state !== "found")
            return { state: "missing", why: "it is asked of arm-none-eabi-gcc, which is missing" };
        const file = await output(found.path, ["-mcpu=cortex-m0plus", "-mthumb", "-print-file-name=libc.a"]);
        if (file === undefined || !path.isAbsolute(file) || !existsSync(file))
            return { state: "missing", why: `${found.path} has no libc.a for the Cortex-M0+` };
        const version = (await machine.installedVersion("libnewlib-arm-none-eabi")) ?? "of the toolchain";
        return { state: "found", origin: found.origin, path: path.resolve(file), version };
    },
};

/**
 * Headers only: the SDK compiles one C++ file. The library itself, 313 MB to download, is not
 * needed (docs/decisions).
 */
export const cxxHeaders: Tool = {
    name: "arm-c++-headers",
    description: "C++ headers of the board's toolchain, for the SDK",
    neededFor: ["board", "wifi"],
    source: { kind: "install", packages: ["libstdc++-arm-none-eabi-dev"] },
    async locate(machine) {
        const found = await locateCompiler(machine);
        if (found.state !== "found")
            return { state: "missing", why: "it is asked of arm-none-eabi-g++, which is missing" };
        const cxx = found.path.replace(/gcc$/, "g++");
        const text = await output("sh", ["-c", 'echo "#include <cstdlib>" | "$0" -x c++ -M -', cxx]);
        const header = text?.split(/\s+/).find((file) => file.endsWith("/cstdlib"));
        if (header === undefined) return { state: "missing", why: `${cxx} finds no <cstdlib>` };
        return { state: "found", origin: found.origin, path: path.resolve(header), version: found.version };
    },
};
