/**
 * Diagnostics as text: for people, for tools that read lines, and as JSON.
 * docs/diagnostics/README.md documents the formats.
 */
import { type Diagnostic } from "./diagnostic.ts";
import { type Style, renderPretty } from "./pretty.ts";

export type Format = "pretty" | "plain" | "json";

export interface ReportOptions extends Style {
    readonly format: Format;
}

/** Ends with a newline; empty for no diagnostics, except in JSON. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: ReportOptions): string {
    if (options.format === "json") return renderJson(diagnostics);
    if (diagnostics.length === 0) return "";
    if (options.format === "plain") return diagnostics.map((diagnostic) => `${renderPlain(diagnostic)}\n`).join("");
    const frames = diagnostics.map((diagnostic) => `${renderPretty(diagnostic, options)}\n\n`);
    return `${frames.join("")}${summary(diagnostics)}\n`;
}

/** "Found 2 errors and 1 warning." */
export function summary(diagnostics: readonly Diagnostic[]): string {
    const count = (category: Diagnostic["category"]) => {
        const number = diagnostics.filter((diagnostic) => diagnostic.category === category).length;
        return number === 0 ? [] : [`${number.toString()} ${category}${number === 1 ? "" : "s"}`];
    };
    return `Found ${[...count("error"), ...count("warning")].join(" and ") || "no errors"}.`;
}

/** One diagnostic a line, as `tsc --pretty false` prints it; the hint follows, indented. */
function renderPlain({ span, category, code, message, hint }: Diagnostic): string {
    const place = span ? `${span.file}(${span.line.toString()},${span.column.toString()}): ` : "";
    const way = hint === undefined ? "" : `\n    hint: ${hint}`;
    return `${place}${category} ${code}: ${message}${way}`;
}

/** The version changes when a field changes its meaning or goes; fields may be added. */
const jsonVersion = 1;

/** `explanations`: those of `check --explain`, as they are. */
export function renderJson(diagnostics: readonly Diagnostic[], explanations?: readonly unknown[]): string {
    const entries = diagnostics.map(({ code, category, span, message, hint, related }) => ({
        code,
        category,
        message,
        ...(hint === undefined ? {} : { hint }),
        ...(span === undefined ? {} : { span }),
        ...(related === undefined || related.length === 0 ? {} : { related }),
    }));
    return `${JSON.stringify({ version: jsonVersion, diagnostics: entries, ...(explanations && { explanations }) }, undefined, 2)}\n`;
}
