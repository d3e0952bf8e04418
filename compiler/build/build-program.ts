import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Machine, type Purpose, type Supplies, supply } from "../supply/index.ts";
import { withLock } from "../system/lock.ts";
import { collectNotices } from "../report/notices.ts";
import { portableMap } from "../report/map-file.ts";
import { makeReport, type Report } from "../report/report.ts";
import { cmakeBuild, cmakeFolder, generatedFolder } from "./cmake-build.ts";
import { type CompileResult } from "../index.ts";
import { repositoryRoot, supplyFolder, workFolder } from "../system/layout.ts";
import { type Entry } from "./entry.ts";
import { type Target, targetKey } from "./target.ts";
import { timeZoneSource } from "./time-zone.ts";
import { UserError } from "../system/user-error.ts";

export interface BuiltProgram {
    readonly folder: string;
    /** What runs: the host executable or the board's ELF. */
    readonly executable: string;
    readonly uf2: string | undefined;
    readonly report: Report;
}

export function purposesOf(target: Target): readonly Purpose[] {
    if (target.board === "host") return ["host"];
    return target.link === "wifi" ? ["wifi"] : ["board"];
}

/**
 * Writes files into a folder that holds nothing else afterwards; one that holds other things than C
 * is not ours to clear.
 */
export function writeSources(folder: string, files: ReadonlyMap<string, string>): void {
    const strange = existsSync(folder) ? readdirSync(folder).find((name) => !/\.[ch]$/.test(name)) : undefined;
    if (strange !== undefined) 
        throw new UserError(`${folder} holds ${strange}, which is not generated C; name another folder`);
    rmSync(folder, { recursive: true, force: true });
    for (const [name, text] of files) {
        const file = path.resolve(folder, name);
        if (!file.startsWith(folder + path.sep)) 
            throw new Error(`the compiler named a file outside its folder: ${name}`);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
    }
}

/**
 * The C of a program: what it was compiled to, and what its settings add. No module gives a file
 * with a hyphen.
 */
export function sourcesOf(compilation: CompileResult, target: Target): ReadonlyMap<string, string> {
    const zone = target.settings?.["TSPICO_TIME_ZONE"];
    const table = zone === undefined ? undefined : timeZoneSource(zone);
    return table === undefined ? compilation.files : new Map([...compilation.files, ["time-zone.c", table]]);
}

/**
 * Puts a finished folder in the place of an older one; between the two renames an interruption
 * leaves both, under other names.
 */
function replaceFolder(finished: string, place: string): void {
    const old = `${place}.old`;
    rmSync(old, { recursive: true, force: true });
    if (existsSync(place)) renameSync(place, old);
    renameSync(finished, place);
    rmSync(old, { recursive: true, force: true });
}

interface Outputs {
    readonly entry: Entry;
    readonly target: Target;
    readonly compilation: CompileResult;
    readonly supplies: Supplies;
    /** CMake's folder. */
    readonly work: string;
    readonly suffixes: readonly string[];
}

/**
 * A program may be called like a target of CMake's, of ours or of the SDK's: all, help, clean,
 * pico_stdlib.
 */
function cmakeTarget({ name }: Entry): string {
    return `program_${name}`;
}

/** Everything that a build leaves for its user. */
function fillFolder(fresh: string, outputs: Outputs): Report {
    const { entry, target, compilation, supplies, work, suffixes } = outputs;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    cpSync(path.join(work, generatedFolder, entry.name), path.join(fresh, "gen"), { recursive: true });
    for (const suffix of suffixes) 
        cpSync(path.join(work, cmakeTarget(entry) + suffix), path.join(fresh, entry.name + suffix));
    const mapFile = path.join(fresh, `${entry.name}.map`);
    const map = portableMap(readFileSync(mapFile, "utf8"), supplies, { build: work, tspico: repositoryRoot });
    writeFileSync(mapFile, map);
    const report = makeReport({
        program: entry.name,
        objectFolder: `${cmakeTarget(entry)}.dir`,
        board: target.board,
        link: target.link,
        elf: path.join(fresh, entry.name + (suffixes[0] ?? "")),
        objects: work,
        firmware: path.join(repositoryRoot, "firmware"),
        diagnostics: compilation.diagnostics,
        supplies,
        map,
        generated: path.join(fresh, "gen"),
        sources: compilation.sources,
    });
    writeFileSync(path.join(fresh, "report.json"), `${JSON.stringify(report, undefined, 4)}\n`);
    if (target.board !== "host") {
        const own = readFileSync(path.join(repositoryRoot, "LICENSE"), "utf8");
        writeFileSync(path.join(fresh, "NOTICES.txt"), collectNotices(map, own, supplies));
    }
    return report;
}

/**
 * Compiles the C of a program and leaves the outputs in build/<program>/<target>; a failure leaves
 * the last good ones.
 */
export async function buildProgram(
    entry: Entry,
    target: Target,
    compilation: CompileResult,
    say: (line: string) => void,
): Promise<BuiltProgram> {
    if (compilation.files.size === 0) throw new Error("the compiler gave neither an error nor C");
    const machine = new Machine(supplyFolder, process.env);
    const supplies = await supply(machine, purposesOf(target), say);
    const work = cmakeFolder(target);
    mkdirSync(workFolder, { recursive: true });
    return withLock(path.join(workFolder, `${targetKey(target)}.lock`), async () => {
        // A folder of its own for each program, whose name is part of nothing: paths are mapped
        // away.
        const generated = path.join(work, generatedFolder, entry.name);
        writeSources(generated, sourcesOf(compilation, target));
        say(`building ${entry.name} for ${target.board}${target.board === "host" ? "" : ` over ${target.link}`}`);
        const definitions = { TSPICO_PROGRAM: cmakeTarget(entry), TSPICO_PROGRAM_FOLDER: generated };
        await cmakeBuild({ target, supplies, definitions, targets: [cmakeTarget(entry)], say });
        const place = path.join(process.cwd(), "build", entry.name, target.board);
        const fresh = `${place}.new`;
        const suffixes = target.board === "host" ? ["", ".map"] : [".elf", ".uf2", ".map"];
        const executable = entry.name + (suffixes[0] ?? "");
        // Builds of one board for two links have locks of their own and one place.
        const report = await withLock(path.join(workFolder, `${entry.name}-${target.board}.output.lock`), () => {
            try {
                const filled = fillFolder(fresh, { entry, target, compilation, supplies, work, suffixes });
                replaceFolder(fresh, place);
                return filled;
            } catch (error) {
                // Half an output helps nobody, and the disk may be full.
                rmSync(fresh, { recursive: true, force: true });
                throw error;
            }
        });
        return {
            folder: place,
            executable: path.join(place, executable),
            uf2: target.board === "host" ? undefined : path.join(place, `${entry.name}.uf2`),
            report,
        };
    });
}

/** Says how many errors stopped the build. */
export function refuse(errors: number): never {
    throw new UserError(`${errors.toString()} error${errors === 1 ? "" : "s"}; nothing was built`);
}
