/**
 * `node --import tsx tests/differential/record.ts [PROGRAMS]`: writes to seeds.json the fewest of
 * so many programs, taken one by one for what they add, that put each kind of value through each
 * construct. To be run when a construct or a kind is added, or a change of the generator makes
 * other programs.
 */
import { writeFileSync } from "node:fs";
import { allCells } from "./generate/coverage.ts";
import { constructs } from "./generate/crossings.ts";
import { printProgram } from "./generate/program.ts";
import { seedsFile, treeOfSeed } from "./generated.ts";

const FIRST = 20_001;

function choose(programs: number): { readonly chosen: number[]; readonly open: ReadonlySet<string> } {
    const open = new Set(allCells(constructs));
    const candidates = new Map<number, Set<string>>();
    for (let seed = FIRST; seed < FIRST + programs; seed++)
        candidates.set(seed, printProgram(treeOfSeed(seed)).coverage.met);
    const chosen: number[] = [];
    while (open.size > 0 && candidates.size > 0) {
        let best: { readonly seed: number; readonly gain: number } = { seed: -1, gain: 0 };
        for (const [seed, met] of candidates) {
            const gain = [...met].filter((cell) => open.has(cell)).length;
            if (gain > best.gain) best = { seed, gain };
            else if (gain === 0) candidates.delete(seed);
        }
        candidates.get(best.seed)?.forEach((cell) => open.delete(cell));
        if (best.gain > 0) chosen.push(best.seed);
    }
    return { chosen: chosen.sort((left, right) => left - right), open };
}

/** As prettier has it. */
function asJson(seeds: readonly number[]): string {
    const lines: string[] = [];
    let line = "";
    for (const [index, seed] of seeds.entries()) {
        const text = `${seed.toString()}${index < seeds.length - 1 ? "," : ""}`;
        if (`        ${line} ${text}`.length > 120) {
            lines.push(line);
            line = "";
        }
        line = line === "" ? text : `${line} ${text}`;
    }
    lines.push(line);
    return `{\n    "coverage": [\n${lines.map((each) => `        ${each}\n`).join("")}    ]\n}\n`;
}

const { chosen, open } = choose(Number(process.argv[2] ?? "3000"));
writeFileSync(seedsFile, asJson(chosen));
console.log(`${chosen.length.toString()} programs, ${open.size.toString()} holes ${[...open].join("; ")}`);
process.exitCode = open.size === 0 ? 0 : 1;
