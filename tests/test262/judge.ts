/** One test of the suite: compiled, built, run, and judged by what it says that it expects. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../../compiler/index.ts";
import { type Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { GENERAL_PARTS } from "../../compiler/passes/generality.ts";
import { type Builder, type Outcome } from "./build.ts";
import { type Metadata, type Negative, readMetadata } from "./metadata.ts";

/** Why a test does not count as passed: for refusals one entry for each diagnostic. */
export interface Reason {
    readonly code: string;
    readonly message: string;
    /** Whether it is about the test's own text; else about the suite's harness. */
    readonly own: boolean;
}

export interface Verdict {
    readonly kind: "pass" | "refused" | "wrong";
    readonly reasons: readonly Reason[];
}

export interface Request {
    /** The suite's folder. */
    readonly suite: string;
    /** A test, relative to the suite's `test`. */
    readonly test: string;
    readonly general: boolean;
}

const HOST = fileURLToPath(new URL("host.js", import.meta.url));
const PASS: Verdict = { kind: "pass", reasons: [] };

const wrong = (message: string): Verdict => ({ kind: "wrong", reasons: [{ code: "", message, own: true }] });

/** The scripts that stand before a test, by the suite's INTERPRETING.md. */
export function scriptsFor(suite: string, { flags, includes }: Metadata): readonly string[] {
    const names = ["assert.js", "sta.js", ...(flags.includes("async") ? ["doneprintHandle.js"] : []), ...includes];
    const host = flags.includes("async") ? [HOST] : [];
    return [...host, ...[...new Set(names)].map((name) => path.join(suite, "harness", name))];
}

export async function judge({ suite, test, general }: Request, builder: Builder): Promise<Verdict> {
    const entry = path.join(suite, "test", test);
    const metadata = readMetadata(readFileSync(entry, "utf8"));
    const { negative } = metadata;
    const isUnread = negative !== undefined && negative.phase !== "runtime";
    // What is not loaded needs no harness.
    const scripts = isUnread ? [] : scriptsFor(suite, metadata);
    const { diagnostics, files } = compile({
        entry,
        root: suite,
        realm: { scripts, entry: metadata.flags.includes("module") ? "module" : "script" },
        general: new Set(general ? GENERAL_PARTS : []),
    });
    const errors = diagnostics.filter(({ category }) => category === "error");
    const crash = errors.find(({ code }) => code.startsWith("TP19"));
    if (crash !== undefined) return wrong(crash.message);
    if (isUnread) return ofNegative(errors);
    const early = errors.find(isSyntaxError);
    if (early !== undefined) return wrong(`taken for an early error: ${early.code} ${early.message}`);
    if (errors.length > 0) return refused(errors, startOf(scripts));
    return ofRun(await builder(files), negative, metadata.flags.includes("async"));
}

/** Where the test's own text begins in the text that the compiler read. */
function startOf(scripts: readonly string[]): number {
    const separator = "\n;\n".length;
    return scripts.reduce((length, file) => length + readFileSync(file, "utf8").length + separator, 0);
}

/**
 * What JavaScript does not load: what its own parser refuses, and tsc's errors, of which in
 * JavaScript files only early errors count.
 */
const isSyntaxError = ({ code }: Diagnostic): boolean => code === "TP1406" || code.startsWith("TS");

function ofNegative(errors: readonly Diagnostic[]): Verdict {
    if (errors.some(isSyntaxError)) return PASS;
    return errors.length > 0 ? refused(errors, 0) : wrong("no early error");
}

function refused(errors: readonly Diagnostic[], start: number): Verdict {
    const reasons = errors.map(({ code, message, span }) => ({
        code,
        message,
        own: span === undefined || span.start >= start,
    }));
    return { kind: "refused", reasons };
}

const ASYNC_PASS = "Test262:AsyncTestComplete";

function ofRun(outcome: Outcome, negative: Negative | undefined, isAsync: boolean): Verdict {
    if (outcome.kind === "uncompiled") return wrong(`C that does not compile: ${outcome.complaint}`);
    const { status, stdout, stderr } = outcome;
    const said = stderr.trim().split("\n")[0] ?? "";
    if (negative !== undefined)
        return status === 1 && said.includes(negative.type) ? PASS : wrong(`ends with ${said || String(status)}`);
    if (isAsync && status === 0 && stdout.includes(ASYNC_PASS)) return PASS;
    if (!isAsync && status === 0) return PASS;
    return wrong(`${String(status)}: ${isAsync ? stdout.slice(0, 300) : ""}${said}`);
}
