/** Turns a crash of the compiler into one diagnostic, so that no user ever sees a stack trace. */
import { type DiagnosticBag } from "./bag.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { internalError, nestedTooDeep } from "./diagnostics.ts";
import type { Span } from "../ir/program.ts";

/** What the compiler's own failure means; `stage` completes "while it": "was lowering". */
export function failure(stage: string, thrown: unknown, place: Span | undefined): Diagnostic {
    if (thrown instanceof RangeError && thrown.message.includes("call stack")) return nestedTooDeep(place);
    const what = thrown instanceof Error ? thrown.message : String(thrown);
    const [line = ""] = what.split("\n");
    return internalError(place, stage, line.replace(/[.\s]+$/, ""));
}

/**
 * Runs a stage. What it throws is reported at `diagnostics.place` and the result is undefined. With
 * TSPICO_DEBUG set the error is thrown on, for the authors of the compiler.
 */
export function guard<Result>(stage: string, diagnostics: DiagnosticBag, run: () => Result): Result | undefined {
    try {
        return run();
    } catch (thrown) {
        if (process.env["TSPICO_DEBUG"]) throw thrown;
        diagnostics.add(failure(stage, thrown, diagnostics.place));
        return undefined;
    }
}
