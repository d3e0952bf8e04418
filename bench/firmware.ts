/**
 * Builds the programs that are measured, with the SDK's objects that the command line's own builds
 * use.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { purposesOf } from "../compiler/build/build-program.ts";
import { cmakeBuild, cmakeFolder } from "../compiler/build/cmake-build.ts";
import { loadCompiler } from "../compiler/cli/compiler.ts";
import { repositoryRoot, supplyFolder, workFolder } from "../compiler/system/layout.ts";
import { type Target, targetKey } from "../compiler/build/target.ts";
import { withLock } from "../compiler/system/lock.ts";
import { Machine, supply } from "../compiler/supply/index.ts";

export interface Firmware {
    readonly elf: string;
    readonly uf2: string;
    readonly map: string;
}

/**
 * A folder of C in the place of generated code, as firmware for a target; the files lie in
 * build/bench/<target>. On the host the executable stands for the ELF file, and there is no UF2.
 * `yardstick` is a folder of C by hand beside it, which is compiled with -O2.
 */
export async function buildFirmware(
    name: string,
    sources: string,
    target: Target,
    say: (line: string) => void,
    yardstick = "",
): Promise<Firmware> {
    const supplies = await supply(new Machine(supplyFolder, process.env), purposesOf(target), say);
    const place = path.join(repositoryRoot, "build", "bench", targetKey(target));
    mkdirSync(place, { recursive: true });
    mkdirSync(workFolder, { recursive: true });
    return withLock(path.join(workFolder, `${targetKey(target)}.lock`), async () => {
        say(`building ${name} for ${targetKey(target)}`);
        const definitions = {
            TSPICO_PROGRAM: name,
            TSPICO_PROGRAM_FOLDER: sources,
            TSPICO_YARDSTICK: yardstick,
        };
        await cmakeBuild({ target, supplies, definitions, targets: [name], say });
        const file = (suffix: string): string => {
            const built = path.join(place, name + suffix);
            cpSync(path.join(cmakeFolder(target), name + suffix), built);
            return built;
        };
        const map = file(".map");
        return target.board === "host"
            ? { elf: file(""), uf2: "", map }
            : { elf: file(".elf"), uf2: file(".uf2"), map };
    });
}

/** A TypeScript program as firmware. */
export async function buildTypeScript(entry: string, target: Target, say: (line: string) => void): Promise<Firmware> {
    const name = path.basename(entry, ".ts");
    const { compile } = await loadCompiler();
    const { files, diagnostics } = compile({ entry: path.join(repositoryRoot, entry) });
    if (files.size === 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    const folder = path.join(repositoryRoot, "build", "bench", "gen", name);
    rmSync(folder, { recursive: true, force: true });
    for (const [file, text] of files) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
    }
    return buildFirmware(name, folder, target, say);
}
