import { existsSync, readdirSync } from "node:fs";
import { output } from "../../system/process.ts";
import { type Location, type Tool } from "../tool.ts";

/**
 * Clang with the libraries that its sanitizers and libFuzzer link, which Debian has in a package of
 * their own.
 */
export const clang: Tool = {
    name: "clang",
    description: "Clang, the other compiler of the C suites, with libFuzzer",
    neededFor: ["fuzz"],
    source: { kind: "install", packages: ["clang", "libclang-rt-dev", "llvm"] },
    async locate(machine): Promise<Location> {
        const file = machine.executable("clang");
        if (file === undefined) return { state: "missing", why: "no clang on the PATH" };
        const version = await output(file, ["-dumpversion"]);
        const folder = await output(file, ["-print-runtime-dir"]);
        if (version === undefined || folder === undefined) return { state: "unusable", why: `${file} does not run` };
        const libraries = existsSync(folder.trim()) ? readdirSync(folder.trim()) : [];
        if (!libraries.some((name) => name.startsWith("libclang_rt.fuzzer")))
            return { state: "missing", why: `${folder.trim()} has no libFuzzer` };
        // Names the functions in the reports of the sanitizers.
        if (machine.executable("llvm-symbolizer") === undefined)
            return { state: "missing", why: "no llvm-symbolizer on the PATH" };
        return { state: "found", origin: "distribution", path: file, version: version.trim() };
    },
};
