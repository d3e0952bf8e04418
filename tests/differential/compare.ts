/** One program through both: compiled under sanitizers, and in Node. */
import { compile } from "../../compiler/index.ts";
import { type Generality, NOTHING_GENERAL } from "../../compiler/passes/generality.ts";
import { type Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { buildExecutable, complaintOfClang, repositoryRoot, runExecutable } from "../support/compiled-program.ts";
import { type Run, runInNode } from "../support/node-oracle.ts";

export type Verdict =
    | { readonly kind: "pass"; readonly run: Run }
    /** Output or exit status differ; a sanitizer's report is a difference too. */
    | { readonly kind: "fail"; readonly expected: Run; readonly actual: Run }
    | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] }
    /** The compiler stopped with an internal error, or made C that does not compile. */
    | { readonly kind: "crash"; readonly what: string };

/** `name` names the folder of intermediate files under build/. */
export async function compareProgram(entry: string, name: string, general?: Generality): Promise<Verdict> {
    const compiled = compileQuietly(entry, general);
    if ("kind" in compiled) return compiled;
    const executable = await buildExecutable(name, compiled.files);
    if (executable.path === undefined) return { kind: "crash", what: executable.complaint };
    const complaint = await complaintOfClang(name, compiled.files);
    if (complaint !== "") return { kind: "crash", what: complaint };
    const actual = await runExecutable(executable.path);
    return judge(runInNode(entry), actual);
}

type Compiled = { readonly files: ReadonlyMap<string, string> };

export function compileQuietly(
    entry: string,
    general: Generality = NOTHING_GENERAL,
): Compiled | Extract<Verdict, { kind: "refused" | "crash" }> {
    try {
        const { diagnostics, files } = compile({ entry, root: repositoryRoot, general });
        const errors = diagnostics.filter(({ category }) => category === "error");
        const internal = errors.filter(({ code }) => code.startsWith("TP19"));
        if (internal.length > 0) return { kind: "crash", what: internal.map(({ message }) => message).join("\n") };
        return errors.length > 0 ? { kind: "refused", diagnostics: errors } : { files };
    } catch (error) {
        return { kind: "crash", what: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
}

export function judge(expected: Run, actual: Run): Verdict {
    const same = expected.stdout === actual.stdout && expected.status === actual.status;
    return same ? { kind: "pass", run: actual } : { kind: "fail", expected, actual };
}

/** The first line that differs, with both versions and what was written beside it. */
export function explain(verdict: Verdict): string {
    switch (verdict.kind) {
        case "pass":
            return "";
        case "crash":
            return verdict.what.split("\n").slice(0, 12).join("\n");
        case "refused":
            return verdict.diagnostics
                .map(({ code, span, message }) => `${span?.file ?? ""}:${String(span?.line)} ${code} ${message}`)
                .join("\n");
        case "fail":
            return explainDifference(verdict.expected, verdict.actual);
    }
}

function explainDifference(expected: Run, actual: Run): string {
    const wanted = expected.stdout.split("\n");
    const found = actual.stdout.split("\n");
    const at = wanted.findIndex((line, index) => line !== found[index]);
    const lines =
        expected.stdout === actual.stdout
            ? []
            : [`line ${String(at + 1)}`, `  Node:     ${String(wanted[at])}`, `  compiled: ${String(found[at])}`];
    if (expected.status !== actual.status)
        lines.push(`status: Node ${String(expected.status)}, compiled ${String(actual.status)}`);
    const noise = (run: Run) => run.stderr.split("\n").slice(0, 12).join("\n");
    if (expected.status !== 0) lines.push(noise(expected));
    if (actual.stderr !== "") lines.push(noise(actual));
    return lines.join("\n");
}
