import { readFileSync } from "node:fs";
import { type Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Format, renderDiagnostics } from "../diagnostics/report.ts";

export const formats = ["pretty", "plain", "json"] as const satisfies readonly Format[];

/** The source line of a diagnostic is shown when it can still be read. */
function sourceOf(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return undefined;
    }
}

/** Diagnostics for the error stream, or for the output stream as JSON. */
export function render(diagnostics: readonly Diagnostic[], format: Format): string {
    const colour = process.stderr.isTTY && !process.env["NO_COLOR"];
    return renderDiagnostics(diagnostics, { format, colour, sourceOf });
}

export type { Format };
