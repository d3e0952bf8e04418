/**
 * Many generated programs, compiled together: each is a module of one program, so that eight of
 * them cost one call of the compiler and one of gcc. What is not as in Node is looked at again,
 * half by half, until it is alone.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildExecutable, complaintOfClang, repositoryRoot, runExecutable } from "../support/compiled-program.ts";
import { type Run, runInNode } from "../support/node-oracle.ts";
import { LIBRARY } from "./generate/library.ts";
import { type Printed } from "./generate/program.ts";
import { compileQuietly, judge, type Verdict } from "./compare.ts";

export interface Candidate {
    readonly seed: number;
    readonly text: string;
    readonly file: string;
    readonly expected: Run;
}

/** Files are named after the seed, in a folder that nobody else writes to. */
export function candidateFolder(name: string): string {
    const folder = path.join(repositoryRoot, "build", "differential", name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return folder;
}

export function makeCandidate(
    folder: string,
    seed: number,
    { text: printed, library }: Pick<Printed, "text" | "library">,
): Candidate {
    const name = `p${seed.toString().replace("-", "m")}`;
    const file = path.join(folder, `${name}.ts`);
    const text = printed.replaceAll(LIBRARY, `./${name}-library.ts`);
    writeFileSync(file, text);
    if (library !== undefined) writeFileSync(path.join(folder, `${name}-library.ts`), library);
    return {
        seed,
        text: library === undefined ? text : `${text}// ${name}-library.ts\n${library}`,
        file,
        expected: runInNode(file),
    };
}

/**
 * Programs that end with an uncaught exception are last in a batch, one in each; the others fill it
 * up.
 */
export function intoBatches(candidates: readonly Candidate[], size: number): Candidate[][] {
    const quiet = candidates.filter(({ expected }) => expected.status === 0);
    const loud = candidates.filter(({ expected }) => expected.status !== 0);
    const batches: Candidate[][] = [];
    while (quiet.length + loud.length > 0) {
        const last = loud.splice(0, 1);
        batches.push([...quiet.splice(0, size - last.length), ...last]);
    }
    return batches;
}

/** Each has to take the C without a word; the first makes what runs. */
export type Compilers = readonly ["gcc", ...(readonly "clang"[])];

/** The verdict on each program of a batch. */
export async function judgeBatch(
    batch: readonly Candidate[],
    compilers: Compilers = ["gcc"],
): Promise<[Candidate, Verdict][]> {
    const [first] = batch;
    if (first === undefined) return [];
    const name = `${path.basename(path.dirname(first.file))}-${path.basename(first.file, ".ts")}`;
    const entry = path.join(path.dirname(first.file), `all-${path.basename(first.file)}`);
    writeFileSync(entry, batch.map(({ file }) => `import "./${path.basename(file)}";\n`).join(""));
    const compiled = compileQuietly(entry);
    if ("kind" in compiled) {
        if (batch.length === 1) return [[first, compiled]];
        return compiled.kind === "refused" ? withoutRefused(batch, compiled, compilers) : inHalves(batch, compilers);
    }
    const executable = await buildExecutable(name, compiled.files, "-O0", "stress");
    const others = compilers.length > 1 ? await complaintOfClang(name, compiled.files) : "";
    if (executable.path === undefined || others !== "") {
        const what = executable.path === undefined ? executable.complaint : others;
        return batch.length === 1 ? [[first, { kind: "crash", what }]] : inHalves(batch, compilers);
    }
    const actual = await runExecutable(executable.path);
    const expected: Run = {
        stdout: batch.map((candidate) => candidate.expected.stdout).join(""),
        status: batch.at(-1)?.expected.status ?? 0,
        stderr: "",
    };
    const verdict = judge(expected, actual);
    if (verdict.kind === "pass") return batch.map((candidate) => [candidate, verdict]);
    return batch.length === 1 ? [[first, verdict]] : inHalves(batch, compilers);
}

async function inHalves(batch: readonly Candidate[], compilers: Compilers): Promise<[Candidate, Verdict][]> {
    const middle = batch.length >> 1;
    const halves = [batch.slice(0, middle), batch.slice(middle)];
    return [...(await judgeBatch(halves[0] ?? [], compilers)), ...(await judgeBatch(halves[1] ?? [], compilers))];
}

/**
 * Diagnostics name the module, so the suspects are known without trying. Each is tried alone: among
 * others, what the modules share can be refused, as when the methods of arrays are called with too
 * many kinds of values to be told apart.
 */
async function withoutRefused(
    batch: readonly Candidate[],
    refusal: Extract<Verdict, { kind: "refused" }>,
    compilers: Compilers,
): Promise<[Candidate, Verdict][]> {
    const places = new Set(refusal.diagnostics.map(({ span }) => path.basename(span?.file ?? "", ".ts")));
    const isSuspect = ({ file }: Candidate) => {
        const name = path.basename(file, ".ts");
        return places.has(name) || places.has(`${name}-library`);
    };
    const suspects = batch.filter(isSuspect);
    if (suspects.length === 0) return inHalves(batch, compilers);
    const innocent = batch.filter((candidate) => !isSuspect(candidate));
    const verdicts = await judgeBatch(innocent, compilers);
    for (const suspect of suspects) verdicts.push(...(await judgeBatch([suspect], compilers)));
    return verdicts;
}
