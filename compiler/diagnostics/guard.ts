/** Turns a crash of the compiler into one diagnostic, so that no user ever sees a stack trace. */
import { type DiagnosticBag } from "./bag.ts";
import { internalError, nestedTooDeep } from "./diagnostics.ts";

/**
 * Runs a stage. What it throws is reported at `diagnostics.place` and the result is undefined;
 * `stage` completes "while it": "was lowering". With TSPICO_DEBUG set the error is thrown on, for
 * the authors of the compiler.
 */
export function guard<Result>(stage: string, diagnostics: DiagnosticBag, run: () => Result): Result | undefined {
    try {
        return run();
    } catch (thrown) {
        if (process.env["TSPICO_DEBUG"]) throw thrown;
        if (thrown instanceof RangeError && thrown.message.includes("call stack")) {
            diagnostics.add(nestedTooDeep(diagnostics.place));
            return undefined;
        }
        const what = thrown instanceof Error ? thrown.message : String(thrown);
        const [line = ""] = what.split("\n");
        diagnostics.add(internalError(diagnostics.place, stage, line.replace(/[.\s]+$/, "")));
        return undefined;
    }
}
