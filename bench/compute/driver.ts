/**
 * The program around a kernel: it runs the compiled kernel and both versions in C, some rounds
 * each, and prints their checksums.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeSources } from "../../compiler/build/build-program.ts";
import { loadCompiler } from "../../compiler/cli/compiler.ts";
import { repositoryRoot } from "../../compiler/system/layout.ts";
import { computeFolder, type Kernel } from "./kernels.ts";

/** What the driver prints when all rounds are over. */
export const checksums = /^compute: (\S+) (\S+) (\S+)$/m;

export interface Versions<T> {
    readonly ours: T;
    readonly natural: T;
    readonly same: T;
}

/** The functions to measure, by the symbols of an executable. */
export function functionsOf(symbols: readonly string[]): Versions<string> {
    const compiled = symbols.filter((name) => /^ts_run(_\d+)?$/.test(name));
    const [ours, another] = compiled;
    if (ours === undefined || another !== undefined)
        throw new Error(`one function should be the kernel's: ${compiled.join(", ") || "there is none"}`);
    return { ours, natural: "natural_run", same: "same_run" };
}

function driver(kernel: Kernel, folder: string, rounds: number): string {
    const module = path.relative(folder, kernel.typescript).split(path.sep).join("/");
    return `import { naturalRun, sameRun } from "bench:yardstick";
import { run } from "${module}";
let ours = 0;
let natural = 0;
let same = 0;
for (let round = 0; round < ${rounds.toString()}; round++) {
    ours = run();
    natural = naturalRun();
    same = sameRun();
}
console.log(\`compute: \${ours} \${natural} \${same}\`);
`;
}

/**
 * Compiles the driver for a place, in a folder of its own for each, and returns the folder of its
 * C.
 */
export async function compileDriver(kernel: Kernel, rounds: number, place: "board" | "host"): Promise<string> {
    const folder = path.join(repositoryRoot, "build", "bench", "compute", place, kernel.name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const entry = path.join(folder, "driver.ts");
    writeFileSync(entry, driver(kernel, folder, rounds));
    const { compile } = await loadCompiler();
    const { files, diagnostics } = compile({ entry, root: repositoryRoot, declarationFolders: [computeFolder] });
    if (files.size === 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    const generated = path.join(folder, "gen");
    writeSources(generated, files);
    cpSync(path.join(computeFolder, "yardstick.h"), path.join(generated, "yardstick.h"));
    return generated;
}
