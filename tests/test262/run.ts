/**
 * `TEST262_PATH=FOLDER npm run test262 -- [options]`: the public tests of ECMA-262.
 * docs/test262.md has the options, and says which tests count and how.
 */
import { fork, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../support/compiled-program.ts";
import { linesOf, resultsFolder } from "./build.ts";
import { type Verdict } from "./judge.ts";
import { type Metadata, readMetadata } from "./metadata.ts";
import { FOLDERS, isInScope } from "./scope.ts";
import { listing, type Result, table } from "./table.ts";

/** A test that takes longer is wrong: the compiler or the program does not end. */
const MOST_MILLISECONDS = 60_000;

export interface Test {
    /** Relative to the suite's `test`. */
    readonly file: string;
    readonly metadata: Metadata;
}

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The tests in scope, in the order of their digests, so that any part of them is a fair sample. */
export function testsOf(suite: string, only = ""): readonly Test[] {
    const folder = path.join(suite, "test");
    const files = FOLDERS.flatMap((name) =>
        readdirSync(path.join(folder, name), { recursive: true, encoding: "utf8" }).map((file) => `${name}/${file}`),
    );
    return files
        .filter((file) => file.endsWith(".js") && !file.includes("_FIXTURE") && file.includes(only))
        .map((file) => ({ file, metadata: readMetadata(readFileSync(path.join(folder, file), "utf8")) }))
        .filter(({ file, metadata }) => isInScope(file, metadata))
        .map((test) => ({ test, digest: digestOf(test.file) }))
        .sort((left, right) => (left.digest < right.digest ? -1 : 1))
        .map(({ test }) => test);
}

/** A fixed tenth, whatever else is asked for. */
export const isOfTenth = ({ file }: Test): boolean => Number.parseInt(digestOf(file).slice(0, 8), 16) % 10 === 0;

/** Of all that a verdict depends on beside the test: the compiler, its library, the runtime. */
function digestOfCompiler(suite: string): string {
    const digest = createHash("sha256");
    const folders = ["compiler", "ts-src/lib", "ts-src/types", "firmware/runtime", "tests/test262"];
    for (const folder of [...folders.map((name) => path.join(repositoryRoot, name)), path.join(suite, "harness")]) {
        const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file));
        for (const file of files.sort()) digest.update(file).update(readFileSync(path.join(folder, file)));
    }
    return digest.digest("hex").slice(0, 16);
}

class Worker {
    private child: ChildProcess | undefined;
    private readonly name: string;
    private readonly sanitize: boolean;

    constructor(name: string, sanitize: boolean) {
        this.name = name;
        this.sanitize = sanitize;
    }

    /** A process that takes too long, or ends, is replaced by a new one. */
    async judge(suite: string, test: string, general: boolean): Promise<Verdict> {
        const child = this.child ?? (await this.start());
        this.child = child;
        return await new Promise((resolve) => {
            const fail = (message: string) => {
                child.removeAllListeners();
                child.kill("SIGKILL");
                this.child = undefined;
                resolve({ kind: "wrong", reasons: [{ code: "", message, own: true }] });
            };
            const limit = setTimeout(() => {
                fail("does not end");
            }, MOST_MILLISECONDS);
            child.once("exit", () => {
                clearTimeout(limit);
                fail("the compiler's process ended");
            });
            child.once("message", (verdict) => {
                clearTimeout(limit);
                child.removeAllListeners();
                resolve(verdict as Verdict);
            });
            child.send({ suite, test, general });
        });
    }

    stop(): void {
        this.child?.kill();
    }

    private start(): Promise<ChildProcess> {
        const worker = fileURLToPath(new URL("worker.ts", import.meta.url));
        const child = fork(worker, [this.name, this.sanitize ? "sanitize" : ""], {
            execArgv: ["--import", "tsx", "--stack-size=4000"],
        });
        return new Promise((resolve, reject) => {
            child.once("error", reject);
            child.once("message", () => {
                child.removeAllListeners();
                resolve(child);
            });
        });
    }
}

export interface Plan {
    readonly suite: string;
    readonly tests: readonly Test[];
    readonly general: boolean;
    readonly sanitize: boolean;
    readonly jobs: number;
    /** Forgets what earlier runs found. */
    readonly fresh: boolean;
    readonly report: (done: number, results: ReadonlyMap<Test, Verdict>) => void;
}

/** Goes on where an earlier run of the same compiler stopped. */
export async function runSuite(plan: Plan): Promise<ReadonlyMap<Test, Verdict>> {
    const { suite, tests, general, sanitize, jobs, fresh, report } = plan;
    mkdirSync(resultsFolder, { recursive: true });
    const store = path.join(resultsFolder, `verdicts${general ? "-general" : ""}${sanitize ? "-sanitize" : ""}.jsonl`);
    if (fresh) rmSync(store, { force: true });
    const compiler = digestOfCompiler(suite);
    const known = new Map<string, Verdict>();
    for (const line of linesOf(store)) {
        const [key, verdict] = JSON.parse(line) as [string, Verdict];
        known.set(key, verdict);
    }
    const results = new Map<Test, Verdict>();
    let next = 0;
    const work = async (_: unknown, index: number) => {
        const worker = new Worker(`${index.toString()}${sanitize ? "-sanitize" : ""}`, sanitize);
        for (let test = tests[next++]; test !== undefined; test = tests[next++]) {
            const text = readFileSync(path.join(suite, "test", test.file), "utf8");
            const key = digestOf(`${compiler} ${test.file} ${text}`).slice(0, 32);
            let verdict = known.get(key);
            if (verdict === undefined) {
                verdict = await worker.judge(suite, test.file, general);
                appendFileSync(store, `${JSON.stringify([key, verdict, test.file])}\n`);
            }
            results.set(test, verdict);
            report(results.size, results);
        }
        worker.stop();
    };
    await Promise.all(Array.from({ length: jobs }, work));
    return results;
}

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            tenth: { type: "boolean", default: false },
            general: { type: "boolean", default: false },
            sanitize: { type: "boolean", default: false },
            fresh: { type: "boolean", default: false },
            only: { type: "string", default: "" },
            negative: { type: "boolean", default: false },
            shard: { type: "string", default: "1/1" },
            jobs: { type: "string", default: "2" },
            list: { type: "string", default: "" },
            markdown: { type: "boolean", default: false },
        },
    });
    const suite = process.env["TEST262_PATH"];
    if (suite === undefined || suite === "")
        throw new Error("set TEST262_PATH to a copy of the suite: git clone https://github.com/tc39/test262");
    const [shard, shards] = values.shard.split("/").map(Number);
    const tests = testsOf(suite, values.only)
        .filter((test) => !values.tenth || isOfTenth(test))
        .filter(({ metadata }) => !values.negative || metadata.negative !== undefined)
        .filter((_, index) => index % (shards ?? 1) === (shard ?? 1) - 1);
    const start = Date.now();
    const results = await runSuite({
        suite,
        tests,
        general: values.general,
        sanitize: values.sanitize,
        jobs: Number(values.jobs),
        fresh: values.fresh,
        report: (done) => {
            if (done % 200 !== 0) return;
            const seconds = ((Date.now() - start) / 1000).toFixed(0);
            console.error(`${done.toString()} of ${tests.length.toString()} tests, ${seconds} s`);
        },
    });
    const rows: Result[] = tests.flatMap((test) => {
        const verdict = results.get(test);
        return verdict === undefined ? [] : [{ ...test, verdict }];
    });
    console.log(table(rows, values.markdown));
    if (values.list !== "") console.log(listing(rows, values.list));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
