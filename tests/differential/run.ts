/**
 * `node --import tsx tests/differential/run.ts --programs 5000 --seed N [--shrink SECONDS] [--batch SIZE]`:
 * generated programs against Node. Program i has the seed N + i; a mismatch is shrunk and printed
 * with its seed. Exit status 1 when anything is not as in Node.
 */
import { parseArgs } from "node:util";
import { mapConcurrently } from "../support/compiled-program.ts";
import { type Candidate, candidateFolder, intoBatches, judgeBatch, makeCandidate } from "./batch.ts";
import { explain, type Verdict } from "./compare.ts";
import { documentedRefusals, programOfSeed, shrink } from "./generated.ts";

const PORTION = 48;

export interface Totals {
    generated: number;
    passed: number;
    refused: number;
    /** Programs that Node itself does not finish: mistakes of the generator. */
    unusable: number;
    readonly refusals: Map<string, number>;
    readonly failures: { readonly seed: number; readonly text: string; readonly verdict: Verdict }[];
}

export async function compareSeeds(
    seeds: readonly number[],
    name: string,
    size: number,
    report: (totals: Totals) => void = () => undefined,
): Promise<Totals> {
    const totals: Totals = { generated: 0, passed: 0, refused: 0, unusable: 0, refusals: new Map(), failures: [] };
    const folder = candidateFolder(name);
    for (let at = 0; at < seeds.length; at += PORTION) {
        const made = seeds.slice(at, at + PORTION).map((seed) => makeCandidate(folder, seed, programOfSeed(seed)));
        const usable = made.filter(({ expected }) => expected.status !== "timeout");
        totals.generated += made.length;
        totals.unusable += made.length - usable.length;
        await mapConcurrently(intoBatches(usable, size), async (batch) => {
            for (const [candidate, verdict] of await judgeBatch(batch)) count(totals, candidate, verdict);
        });
        report(totals);
    }
    return totals;
}

function count(totals: Totals, { seed, text }: Candidate, verdict: Verdict): void {
    if (verdict.kind === "pass") {
        totals.passed++;
        return;
    }
    if (verdict.kind === "refused") {
        const codes = new Set(verdict.diagnostics.map(({ code }) => code));
        codes.forEach((code) => totals.refusals.set(code, (totals.refusals.get(code) ?? 0) + 1));
        totals.refused++;
        if ([...codes].every((code) => documentedRefusals.has(code))) return;
    }
    totals.failures.push({ seed, text, verdict });
}

export function summary({ generated, passed, refused, unusable, refusals, failures }: Totals): string {
    const share = ((100 * refused) / Math.max(1, generated)).toFixed(1);
    const codes = [...refusals].map(([code, times]) => `${code} ×${times.toString()}`).join(", ");
    return (
        `${generated.toString()} programs generated, ${passed.toString()} as in Node, ` +
        `${refused.toString()} refused (${share} %${codes && `: ${codes}`}), ${unusable.toString()} unusable, ` +
        `${failures.filter(({ verdict }) => verdict.kind !== "refused").length.toString()} mismatches, ` +
        `${failures.filter(({ verdict }) => verdict.kind === "refused").length.toString()} undocumented refusals`
    );
}

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            programs: { type: "string", default: "5000" },
            seed: { type: "string", default: "1" },
            shrink: { type: "string", default: "60" },
            batch: { type: "string", default: "8" },
        },
    });
    const first = Number(values.seed);
    const seeds = Array.from({ length: Number(values.programs) }, (_, index) => first + index);
    let told = 0;
    const totals = await compareSeeds(seeds, `run-${values.seed}`, Number(values.batch), (soFar) => {
        for (const { seed, verdict } of soFar.failures.slice(told))
            console.log(`\nseed ${seed.toString()}: ${verdict.kind}\n${explain(verdict)}`);
        told = soFar.failures.length;
        console.log(summary(soFar));
    });
    const different = new Map(
        totals.failures.map((failure) => [explain(failure.verdict).replaceAll(/[\d"].*/g, ""), failure]),
    );
    for (const { seed, verdict } of [...different.values()].slice(0, 5)) {
        if (values.shrink === "0") break;
        const small = await shrink(seed, verdict, Number(values.shrink) * 1000);
        console.log(
            `\nseed ${seed.toString()}, shrunk in ${small.tried.toString()} steps\n${explain(small.verdict)}\n${small.text}`,
        );
    }
    console.log(summary(totals));
    process.exitCode = totals.failures.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) await main();
