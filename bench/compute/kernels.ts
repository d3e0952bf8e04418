/** The kernels: a folder each below kernels/, with kernel.ts, natural.c, same.c and kernel.py. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../compiler/system/layout.ts";

export const computeFolder = path.join(repositoryRoot, "bench", "compute");

export interface Kernel {
    readonly name: string;
    readonly folder: string;
    /** Exports `run`, which returns the checksum. */
    readonly typescript: string;
    /** The same as a function `run` of MicroPython. */
    readonly python: string;
}

export function kernels(): readonly Kernel[] {
    const all = path.join(computeFolder, "kernels");
    return readdirSync(all)
        .sort()
        .map((name) => {
            const folder = path.join(all, name);
            return {
                name,
                folder,
                typescript: path.join(folder, "kernel.ts"),
                python: path.join(folder, "kernel.py"),
            };
        });
}
