/**
 * Builds and runs the C of tests: by tcc where it is installed, else by gcc without optimisation;
 * with sanitizers by gcc, where each warning counts too. What is known of a C text is not built
 * again.
 */
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildExecutable, plainRuntime, repositoryRoot, runExecutable, runTool } from "../support/compiled-program.ts";

export type Outcome =
    | { readonly kind: "uncompiled"; readonly complaint: string }
    | {
          readonly kind: "ran";
          readonly status: number | string;
          readonly stdout: string;
          readonly stderr: string;
      };

export type Builder = (files: ReadonlyMap<string, string>) => Promise<Outcome>;

export const resultsFolder = path.join(repositoryRoot, "build", "test262");

/** More than that of what a test writes is not kept. */
const MOST_KEPT = 2000;

/** `name` is that of this process among those that work at the same time. */
export async function makeBuilder(name: string, sanitize: boolean): Promise<Builder> {
    const runtime = await plainRuntime();
    const tool = sanitize ? "sanitizers" : quickCompiler();
    const known = new Map<string, Outcome>();
    const store = path.join(resultsFolder, `runs-${name}.jsonl`);
    mkdirSync(resultsFolder, { recursive: true });
    for (const line of linesOf(store)) {
        const [key, outcome] = JSON.parse(line) as [string, Outcome];
        known.set(key, outcome);
    }
    return async (files) => {
        const digest = createHash("sha256").update(`${tool} ${runtime}`);
        for (const [file, text] of files) digest.update(file).update(text);
        const key = digest.digest("hex").slice(0, 32);
        const before = known.get(key);
        if (before !== undefined) return before;
        const outcome = sanitize ? await sanitized(name, files) : await quick(name, files, tool, runtime);
        known.set(key, outcome);
        appendFileSync(store, `${JSON.stringify([key, outcome])}\n`);
        return outcome;
    };
}

export function linesOf(file: string): readonly string[] {
    if (!existsSync(file)) return [];
    // The last line may be torn: the process that wrote it was stopped.
    return readFileSync(file, "utf8").split("\n").slice(0, -1);
}

function quickCompiler(): "tcc" | "gcc" {
    try {
        execFileSync("tcc", ["-v"], { stdio: "ignore" });
        return "tcc";
    } catch {
        return "gcc";
    }
}

async function quick(
    name: string,
    files: ReadonlyMap<string, string>,
    tool: string,
    runtime: string,
): Promise<Outcome> {
    const folder = path.join(resultsFolder, "work", `${name}-${process.pid.toString()}`);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
    const sources = [...files.keys()].filter((file) => file.endsWith(".c")).map((file) => path.join(folder, file));
    const executable = path.join(folder, "program");
    const missing = tool === "tcc" ? ["-include", fileURLToPath(new URL("tcc.h", import.meta.url))] : ["-O0", "-w"];
    const flags = [...missing, "-std=gnu11", `-I${path.join(repositoryRoot, "firmware")}`, `-I${folder}`];
    const built = await runTool(tool, [...flags, ...sources, runtime, "-lm", "-o", executable]);
    if (built.status !== 0) return { kind: "uncompiled", complaint: built.stderr.slice(0, MOST_KEPT) };
    return ran(executable);
}

async function sanitized(name: string, files: ReadonlyMap<string, string>): Promise<Outcome> {
    const built = await buildExecutable(`test262-${name}`, files, "-O0");
    if (built.path === undefined) return { kind: "uncompiled", complaint: built.complaint.slice(0, MOST_KEPT) };
    return ran(built.path);
}

async function ran(executable: string): Promise<Outcome> {
    const { status, stdout, stderr } = await runExecutable(executable);
    return { kind: "ran", status, stdout: stdout.slice(0, MOST_KEPT), stderr: stderr.slice(0, MOST_KEPT) };
}
