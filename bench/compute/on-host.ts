/**
 * Instructions of the kernels on this machine: compiled, natural C, C with the same meaning, and in
 * interpreters.
 */
import { UserError } from "../../compiler/system/user-error.ts";
import { supplyFolder } from "../../compiler/system/layout.ts";
import { Machine, type Supplies, supply } from "../../compiler/supply/index.ts";
import { output } from "../../compiler/system/process.ts";
import { buildFirmware } from "../firmware.ts";
import { countInstructions } from "./callgrind.ts";
import { checksums, compileDriver, functionsOf, type Versions } from "./driver.ts";
import { interpreters, measureInterpreted } from "./interpreters.ts";
import { type Kernel } from "./kernels.ts";

const target = { board: "host", link: "bridge", connections: undefined, sanitize: false } as const;

export interface HostCost extends Versions<number> {
    readonly checksum: string;
    /** By the interpreter's name; undefined where it is missing. */
    readonly interpreted: ReadonlyMap<string, number | undefined>;
}

/**
 * The interpreters; where they are not to be had, the reason is said and their columns are
 * "missing".
 */
export async function supplyInterpreters(say: (line: string) => void): Promise<Supplies> {
    try {
        return await supply(new Machine(supplyFolder, process.env), ["compute"], say);
    } catch (error) {
        if (!(error instanceof UserError)) throw error;
        say(`interpreters are missing: ${error.message}`);
        return new Map();
    }
}

async function symbolsOf(executable: string): Promise<readonly string[]> {
    const text = await output("nm", ["--defined-only", "-P", executable]);
    return (text ?? "").split("\n").map((line) => line.split(" ")[0] ?? "");
}

export async function measureOnHost(
    kernel: Kernel,
    rounds: number,
    supplies: Supplies,
    say: (line: string) => void,
): Promise<HostCost> {
    const sources = await compileDriver(kernel, rounds, "host");
    const { elf } = await buildFirmware(`compute_${kernel.name}`, sources, target, say, kernel.folder);
    const functions = functionsOf(await symbolsOf(elf));
    const count = async (name: string): Promise<Counted> => {
        const { instructions, output: text } = await countInstructions([elf], name);
        const [, checksum = text, natural, same] = checksums.exec(text) ?? [];
        if (checksum !== natural || checksum !== same) throw new Error(`checksums differ: ${text}`);
        return { perRound: Math.round(instructions / rounds), checksum };
    };
    const ours = await count(functions.ours);
    const natural = await count(functions.natural);
    const same = await count(functions.same);
    const interpreted = new Map<string, number | undefined>();
    for (const interpreter of interpreters) {
        const there = supplies.has(interpreter.command);
        const cost = there ? await measureInterpreted(interpreter, kernel, supplies, ours.checksum) : undefined;
        interpreted.set(interpreter.name, cost);
    }
    return {
        checksum: ours.checksum,
        ours: ours.perRound,
        natural: natural.perRound,
        same: same.perRound,
        interpreted,
    };
}

interface Counted {
    readonly perRound: number;
    readonly checksum: string;
}
