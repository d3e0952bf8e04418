/**
 * `node --import tsx tests/differential/fuzz.ts --seconds 600 --seed N`: the compiler on programs
 * that grow out of the corpus and of generated ones. A change that makes the compiler run code that
 * never ran is kept and changed again. The compiler may refuse every program, but not stop with an
 * internal error nor take 20 seconds of the processor; what it accepts compiles without a word of
 * gcc and clang, and does what it does in Node. Exit status 1 otherwise.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Candidate, candidateFolder, intoBatches, judgeBatch } from "./batch.ts";
import { compileQuietly, explain } from "./compare.ts";
import { Coverage } from "./fuzz/coverage.ts";
import { garble } from "./fuzz/garbage.ts";
import { programOfSeed } from "./generated.ts";
import { corpusTexts } from "./mutate.ts";
import { mutate } from "./mutate/mutations.ts";
import { Oracle } from "./mutate/oracle.ts";
import { Random } from "./mutate/random.ts";

/** Of the processor, which others may be using. */
const MOST_MILLISECONDS = 20_000;
const LONGEST_TEXT = 20_000;
const BATCH = 8;
/** Of a hundred programs. */
const UNCHECKED = 60;
const GARBLED = 15;
const GENERATED = 8;

interface Finding {
    readonly what: string;
    readonly text: string;
}

export interface Figures {
    executions: number;
    refused: number;
    /** Programs that do not end in Node. */
    endless: number;
    asInNode: number;
    /** Programs that were kept because they ran new code. */
    kept: number;
    blocks: { readonly ran: number; readonly seen: number };
    readonly findings: Finding[];
}

export class Fuzzer {
    readonly figures: Figures = {
        executions: 0,
        refused: 0,
        endless: 0,
        asInNode: 0,
        kept: 0,
        blocks: { ran: 0, seen: 0 },
        findings: [],
    };
    private readonly random: Random;
    private readonly folder: string;
    private readonly pool = [...corpusTexts];
    private readonly coverage = new Coverage();
    private readonly oracle = new Oracle();
    private waiting: Candidate[] = [];

    constructor(private readonly seed: number) {
        this.random = new Random(seed);
        this.folder = candidateFolder(`fuzz-${seed.toString()}`);
    }

    async start(): Promise<void> {
        await this.coverage.start();
    }

    async step(): Promise<void> {
        const number = this.figures.executions++;
        const text = this.next(number);
        const file = path.join(this.folder, `f${number.toString()}.ts`);
        writeFileSync(file, text);
        const isAccepted = this.compile(file, text);
        if ((await this.coverage.news()) > 0 && text.length < LONGEST_TEXT) {
            this.pool.push(text);
            this.figures.kept++;
        }
        if (!isAccepted) return;
        const expected = await this.oracle.run(file);
        if (expected.status === "timeout") this.figures.endless++;
        else this.waiting.push({ seed: number, text, file, expected });
        if (this.waiting.length >= BATCH) await this.judge();
    }

    async finish(): Promise<void> {
        await this.judge();
        this.figures.blocks = this.coverage.blocks;
        this.coverage.stop();
        this.oracle.close();
    }

    /**
     * The newest of the pool twice as often as the others: what they can still open up is least
     * known.
     */
    private choose(): string {
        const { pool, random } = this;
        const newest = random.below(2) === 0 ? pool.slice(-Math.ceil(pool.length / 8)) : pool;
        return random.pick(newest) ?? "";
    }

    private next(number: number): string {
        const { random } = this;
        const happens = (share: number): boolean => random.below(100) < share;
        const generated = happens(GENERATED) ? programOfSeed(this.seed + number) : undefined;
        const text = generated?.library === undefined ? (generated?.text ?? this.choose()) : this.choose();
        const changed = happens(GARBLED) ? garble(text, random) : mutate(text, this.choose(), random);
        const plain = changed.replaceAll(/^\/\/ @ts-nocheck\n|\nexport \{\};\n/gm, "");
        return `${happens(UNCHECKED) ? "// @ts-nocheck\n" : ""}${plain}\nexport {};\n`;
    }

    private compile(file: string, text: string): boolean {
        const begin = process.cpuUsage();
        const compiled = compileQuietly(file);
        const { user, system } = process.cpuUsage(begin);
        const took = (user + system) / 1000;
        if (took > MOST_MILLISECONDS) {
            this.find(`the compiler took ${took.toFixed(0)} ms of the processor`, text);
            return false;
        }
        if (!("kind" in compiled)) return true;
        if (compiled.kind === "crash") this.find(`crash\n${explain(compiled)}`, text);
        else this.figures.refused++;
        return false;
    }

    private async judge(): Promise<void> {
        const candidates = this.waiting;
        this.waiting = [];
        for (const batch of intoBatches(candidates, BATCH)) {
            for (const [{ text }, verdict] of await judgeBatch(batch, ["gcc", "clang"])) {
                if (verdict.kind === "pass") this.figures.asInNode++;
                else if (verdict.kind === "refused") this.figures.refused++;
                else this.find(`${verdict.kind}\n${explain(verdict)}`, text);
            }
        }
    }

    private find(what: string, text: string): void {
        this.figures.findings.push({ what, text });
    }
}

export function summary({ executions, refused, endless, asInNode, kept, blocks, findings }: Figures): string {
    return (
        `${executions.toString()} programs, ${refused.toString()} refused, ${asInNode.toString()} as in Node, ${endless.toString()} endless, ` +
        `${kept.toString()} kept; ${blocks.ran.toString()} of ${blocks.seen.toString()} blocks ran; ${findings.length.toString()} findings`
    );
}

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: { seconds: { type: "string", default: "600" }, seed: { type: "string", default: "1" } },
    });
    const fuzzer = new Fuzzer(Number(values.seed));
    await fuzzer.start();
    const end = Date.now() + Number(values.seconds) * 1000;
    let told = 0;
    while (Date.now() < end) {
        await fuzzer.step();
        for (const { what, text } of fuzzer.figures.findings.slice(told)) console.log(`\n${what}\n${text}`);
        told = fuzzer.figures.findings.length;
        if (fuzzer.figures.executions % 50 === 0) console.log(summary(fuzzer.figures));
    }
    await fuzzer.finish();
    for (const { what, text } of fuzzer.figures.findings.slice(told)) console.log(`\n${what}\n${text}`);
    console.log(summary(fuzzer.figures));
    process.exitCode = fuzzer.figures.findings.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
