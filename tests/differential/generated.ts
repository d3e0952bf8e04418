/** Programs by seed, and the smallest program that fails like a given one. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { printProgram, type Printed } from "./generate/program.ts";
import { programArbitrary, type ProgramTree } from "./generate/tree.ts";
import { candidateFolder, judgeBatch, makeCandidate } from "./batch.ts";
import { type Verdict } from "./compare.ts";

/**
 * Refusals that a generated program may meet, each a rule of docs/language.md; any other one is a
 * mistake of the generator.
 */
export const documentedRefusals: ReadonlySet<string> = new Set<string>([]);

export const seedsFile = new URL("seeds.json", import.meta.url);

/** Programs that together put each kind of value through each construct; see coverage.test.ts. */
export function recordedSeeds(): readonly number[] {
    return (JSON.parse(readFileSync(seedsFile, "utf8")) as { readonly coverage: readonly number[] }).coverage;
}

export function treeOfSeed(seed: number): ProgramTree {
    let made: ProgramTree | undefined;
    fc.check(
        fc.property(programArbitrary, (tree) => {
            made = tree;
        }),
        { seed, numRuns: 1 },
    );
    if (made === undefined) throw new Error("fast-check made no program");
    return made;
}

export function programOfSeed(seed: number): Printed {
    return printProgram(treeOfSeed(seed));
}

/** What makes two failures the same for shrinking. */
function signature(verdict: Verdict): string {
    switch (verdict.kind) {
        case "pass":
            return "pass";
        case "fail": {
            const sanitizer = /runtime error|AddressSanitizer: [\w-]+|LeakSanitizer/.exec(verdict.actual.stderr);
            return `fail ${String(verdict.actual.status)} ${sanitizer?.[0] ?? ""}`;
        }
        case "refused":
            return `refused ${verdict.diagnostics[0]?.code ?? ""}`;
        case "crash":
            return `crash ${(/error: .*|.*/.exec(verdict.what)?.[0] ?? "").replaceAll(/[\d_']+\w*/g, "")}`;
    }
}

export interface Shrunk {
    readonly text: string;
    readonly verdict: Verdict;
    readonly tried: number;
}

export async function shrink(seed: number, verdict: Verdict, milliseconds: number): Promise<Shrunk> {
    const folder = candidateFolder(`shrink-${seed.toString()}`);
    const wanted = signature(verdict);
    let best: Shrunk = { text: programOfSeed(seed).text, verdict, tried: 0 };
    let tried = 0;
    const failsAlike = async (tree: ProgramTree) => {
        const candidate = makeCandidate(folder, tried++, printProgram(tree));
        const [found] = await judgeBatch([candidate]);
        if (found === undefined || signature(found[1]) !== wanted) return true;
        best = { text: candidate.text, verdict: found[1], tried };
        return false;
    };
    await fc.check(fc.asyncProperty(programArbitrary, failsAlike), {
        seed,
        numRuns: 1,
        interruptAfterTimeLimit: milliseconds,
    });
    return { ...best, tried };
}
