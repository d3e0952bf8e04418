/**
 * `node --import tsx tests/differential/mutate.ts --mutants 2000 --seed N [--batch SIZE]`: programs
 * near those of the corpus. Mutant i has the seed N + i. The compiler may refuse each, but not fail
 * or take long; what it accepts has to be as in Node. Exit status 1 otherwise.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { mapConcurrently } from "../support/compiled-program.ts";
import { type Candidate, candidateFolder, intoBatches, judgeBatch } from "./batch.ts";
import { compileQuietly, explain, type Verdict } from "./compare.ts";
import { corpusFile, corpusNames } from "./corpus.ts";
import { mutate } from "./mutate/mutations.ts";
import { Oracle } from "./mutate/oracle.ts";
import { Random } from "./mutate/random.ts";

/** Of the processor, which others may be using. */
const MOST_MILLISECONDS = 20_000;
const PORTION = 48;

/**
 * Programs of one module, but for the one with powers that ECMA-262 leaves to the implementation.
 */
export const corpusTexts = corpusNames()
    .filter((name) => name !== "operators-all-kinds")
    .map((name) => readFileSync(corpusFile(name), "utf8"))
    .filter((text) => !/from "\.|import "\./.test(text));

export function mutantOfSeed(seed: number): string {
    const random = new Random(seed);
    const [text, other] = [random.pick(corpusTexts) ?? "", random.pick(corpusTexts) ?? ""];
    return `${mutate(text, other, random)}\nexport {};\n`;
}

export interface Totals {
    refused: number;
    passed: number;
    /** Mutants that do not end. */
    endless: number;
    readonly failures: { readonly seed: number; readonly text: string; readonly what: string }[];
}

/** Mutants that the compiler takes and that end in Node go on to be compared. */
export async function judgeMutants(seeds: readonly number[], name: string, size: number): Promise<Totals> {
    const totals: Totals = { refused: 0, passed: 0, endless: 0, failures: [] };
    const folder = candidateFolder(name);
    const oracle = new Oracle();
    const accepted: Candidate[] = [];
    for (const seed of seeds) {
        const text = mutantOfSeed(seed);
        const file = path.join(folder, `m${seed.toString()}.ts`);
        writeFileSync(file, text);
        if (!isAccepted({ seed, text, file }, totals)) continue;
        const expected = await oracle.run(file);
        if (expected.status === "timeout") totals.endless++;
        else accepted.push({ seed, text, file, expected });
    }
    oracle.close();
    await mapConcurrently(intoBatches(accepted, size), async (batch) => {
        for (const [candidate, verdict] of await judgeBatch(batch)) count(totals, candidate, verdict);
    });
    return totals;
}

type Mutant = Pick<Candidate, "seed" | "text" | "file">;

function isAccepted(mutant: Mutant, totals: Totals): boolean {
    const begin = process.cpuUsage();
    const compiled = compileQuietly(mutant.file);
    const { user, system } = process.cpuUsage(begin);
    const took = (user + system) / 1000;
    if (took > MOST_MILLISECONDS) {
        totals.failures.push({ ...mutant, what: `the compiler took ${took.toFixed(0)} ms of the processor` });
        return false;
    }
    if (!("kind" in compiled)) return true;
    count(totals, mutant, compiled);
    return false;
}

function count(totals: Totals, mutant: Mutant, verdict: Verdict): void {
    if (verdict.kind === "pass") totals.passed++;
    else if (verdict.kind === "refused") totals.refused++;
    else totals.failures.push({ ...mutant, what: `${verdict.kind}\n${explain(verdict)}` });
}

export function summary({ refused, passed, endless, failures }: Totals): string {
    const total = refused + passed + endless + failures.length;
    return (
        `${total.toString()} mutants, ${refused.toString()} refused, ${passed.toString()} as in Node, ` +
        `${endless.toString()} endless, ${failures.length.toString()} failures`
    );
}

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            mutants: { type: "string", default: "2000" },
            seed: { type: "string", default: "1" },
            batch: { type: "string", default: "8" },
        },
    });
    const first = Number(values.seed);
    const sum: Totals = { refused: 0, passed: 0, endless: 0, failures: [] };
    for (let done = 0; done < Number(values.mutants); done += PORTION) {
        const length = Math.min(PORTION, Number(values.mutants) - done);
        const seeds = Array.from({ length }, (_, index) => first + done + index);
        const totals = await judgeMutants(seeds, `mutants-${values.seed}`, Number(values.batch));
        sum.refused += totals.refused;
        sum.passed += totals.passed;
        sum.endless += totals.endless;
        sum.failures.push(...totals.failures);
        for (const { seed, what, text } of totals.failures) console.log(`\nseed ${seed.toString()}: ${what}\n${text}`);
        console.log(summary(sum));
    }
    process.exitCode = sum.failures.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
