/**
 * Compiles TypeScript to C to an executable under sanitizers, and runs it: the runtime alone, over
 * a port that only prints.
 */
import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Run } from "./node-oracle.ts";

export const repositoryRoot = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));
const firmware = path.join(repositoryRoot, "firmware");
const workFolder = path.join(repositoryRoot, "build", "differential");
const port = path.join(repositoryRoot, "tests/support/console_port.c");

const WARNINGS = "-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion -Werror".split(" ");
const COMMON = [
    ...["-std=gnu11", "-g", "-fno-omit-frame-pointer", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
    // The collector reads the C stack: locals must lie there, not in AddressSanitizer's stand-in on
    // its own heap.
    ...["--param", "asan-use-after-return=0", "-ffp-contract=off"],
    ...["-DTSP_SANITIZE=1", `-I${firmware}`],
];
const RUNTIME_FLAGS = [...COMMON, "-O1"];
/** As cmake/tspico.cmake holds generated code. */
const PROGRAM_FLAGS = [...COMMON, ...WARNINGS];
const MOST_MILLISECONDS = 20_000;

interface ToolResult {
    readonly status: number | string;
    readonly stdout: string;
    readonly stderr: string;
}

/** A compiler and its level, without sanitizers. */
export interface Toolchain {
    readonly compiler: "gcc" | "clang";
    readonly level: "-O0" | "-O1" | "-O2" | "-O3";
}

const PLAIN = ["-std=gnu11", "-ffp-contract=off", `-I${firmware}`];

export function runTool(
    command: string,
    args: readonly string[],
    timeout = 300_000,
    environment: Readonly<Record<string, string>> = {},
): Promise<ToolResult> {
    return new Promise((resolve) => {
        const env = { ...process.env, ...environment };
        const options = { timeout, killSignal: "SIGKILL", maxBuffer: 64 << 20, env } as const;
        execFile(command, args, options, (error, stdout, stderr) => {
            const status = error === null ? 0 : error.killed ? "timeout" : (error.code ?? error.signal ?? "unknown");
            resolve({ status, stdout, stderr });
        });
    });
}

function sourcesUnder(folder: string): string[] {
    return readdirSync(folder)
        .filter((name) => /\.[ch]$/.test(name))
        .sort()
        .map((name) => path.join(folder, name));
}

/**
 * With stress, every allocation collects first: a value that the collector cannot see is gone at
 * once. With failing, the allocation of the number in TSP_FAIL_AT fails, and the program says at
 * its end how many it made.
 */
export type Collecting = "asNeeded" | "stress" | "failing";

const flagsOf: Readonly<Record<Collecting, readonly string[]>> = {
    asNeeded: [],
    stress: ["-DTSP_GC_STRESS=1"],
    failing: ["-DTSP_TEST=1"],
};

/** The runtime of this process, as its sources were when it was first asked for. */
function runtimeLibrary(collecting: Collecting = "asNeeded"): Promise<string> {
    return runtimeBy("gcc", [...RUNTIME_FLAGS, ...flagsOf[collecting]]);
}

/** The runtime as users build it, for programs that are compiled without sanitizers. */
export const plainRuntime = (): Promise<string> => runtimeBy("gcc", [...PLAIN, "-O2"]);

const libraries = new Map<string, Promise<string>>();

/** Whoever asks for the same while it is being built waits for it. */
function runtimeBy(compiler: string, flags: readonly string[]): Promise<string> {
    const key = [compiler, ...flags].join(" ");
    const library = libraries.get(key) ?? buildRuntime(compiler, flags);
    libraries.set(key, library);
    return library;
}

/**
 * Objects of runtime and port in a folder named by the digest of what they are made from: made
 * once, whoever asks.
 */
async function buildRuntime(compiler: string, flags: readonly string[]): Promise<string> {
    const sources = [...sourcesUnder(path.join(firmware, "runtime")), port];
    const digest = createHash("sha256").update([compiler, ...flags].join(" "));
    sources.forEach((file) => digest.update(file).update(readFileSync(file)));
    const folder = path.join(workFolder, `runtime-${digest.digest("hex").slice(0, 16)}`);
    const library = path.join(folder, "libruntime.a");
    if (existsSync(library)) return library;
    const fresh = `${folder}.${process.pid.toString()}`;
    mkdirSync(fresh, { recursive: true });
    const objects = await mapConcurrently(
        sources.filter((file) => file.endsWith(".c")),
        async (source) => {
            const object = path.join(fresh, `${path.basename(source, ".c")}.o`);
            await runOrThrow(compiler, [...flags, "-c", source, "-o", object]);
            return object;
        },
    );
    await runOrThrow("ar", ["rcs", path.join(fresh, "libruntime.a"), ...objects]);
    // Somebody else may have been faster; theirs is as good.
    try {
        renameSync(fresh, folder);
    } catch (error) {
        if (!existsSync(library)) throw error;
        rmSync(fresh, { recursive: true });
    }
    return library;
}

async function runOrThrow(command: string, args: readonly string[]): Promise<void> {
    const result = await runTool(command, args);
    if (result.status !== 0) throw new Error(`${command} ${args.join(" ")}\n${result.stderr}`);
}

/** As many at a time as this machine has for us. */
export async function mapConcurrently<T, R>(
    items: readonly T[],
    work: (item: T) => Promise<R>,
    width = 2,
): Promise<R[]> {
    const results: R[] = [];
    let next = 0;
    const worker = async () => {
        for (let at = next++; at < items.length; at = next++) {
            const item = items[at];
            if (item !== undefined) results[at] = await work(item);
        }
    };
    await Promise.all(Array.from({ length: width }, worker));
    return results;
}

export interface Executable {
    /** Absent when the C does not compile. */
    readonly path: string | undefined;
    readonly complaint: string;
}

/**
 * Compiles generated C. `name` names a folder of our own under build/. Without optimisation gcc
 * takes half the time.
 */
export async function buildExecutable(
    name: string,
    files: ReadonlyMap<string, string>,
    optimisation: "-O0" | "-O1" = "-O1",
    collecting: Collecting = "asNeeded",
): Promise<Executable> {
    const library = await runtimeLibrary(collecting);
    const folder = path.join(workFolder, "programs", name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
    const sources = [...files.keys()].filter((file) => file.endsWith(".c")).map((file) => path.join(folder, file));
    const executable = path.join(folder, "program");
    const result = await runTool("gcc", [
        ...PROGRAM_FLAGS,
        optimisation,
        `-I${folder}`,
        ...sources,
        library,
        "-lm",
        "-o",
        executable,
    ]);
    return { path: result.status === 0 ? executable : undefined, complaint: result.stderr };
}

/** The same as users build it; the level is the program's, the runtime's is -O2. */
export async function buildPlainly(
    name: string,
    files: ReadonlyMap<string, string>,
    { compiler, level }: Toolchain,
): Promise<Executable> {
    const library = await runtimeBy(compiler, [...PLAIN, "-O2"]);
    // One folder each: a compiler must not read a source while the next caller writes it again.
    const folder = path.join(workFolder, "programs", name, `${compiler}${level}`);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
    const sources = [...files.keys()].filter((file) => file.endsWith(".c")).map((file) => path.join(folder, file));
    const executable = path.join(folder, "program");
    const flags = [...PLAIN, ...WARNINGS, level, `-I${folder}`];
    const result = await runTool(compiler, [...flags, ...sources, library, "-lm", "-o", executable]);
    return { path: result.status === 0 ? executable : undefined, complaint: result.stderr };
}

/**
 * What clang has to say of generated C that `buildExecutable` has written under the same name;
 * nothing where it is content.
 */
export async function complaintOfClang(name: string, files: ReadonlyMap<string, string>): Promise<string> {
    const folder = path.join(workFolder, "programs", name);
    const sources = [...files.keys()].filter((file) => file.endsWith(".c")).map((file) => path.join(folder, file));
    const flags = ["-std=gnu11", "-fsyntax-only", ...WARNINGS, `-I${firmware}`, `-I${folder}`];
    const { status, stderr } = await runTool("clang", [...flags, ...sources]);
    return status === 0 ? "" : `clang: ${stderr || String(status)}`;
}

export function runExecutable(executable: string, environment?: Readonly<Record<string, string>>): Promise<Run> {
    return runTool(executable, [], MOST_MILLISECONDS, environment);
}
