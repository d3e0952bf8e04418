import { readFileSync } from "node:fs";
import path from "node:path";
import { type Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Span } from "../ir/program.ts";

export const formats = ["pretty", "plain", "json"] as const;
export type Format = (typeof formats)[number];

function place(span: Span): string {
    const file = path.relative(process.cwd(), path.resolve(span.file));
    return `${file}:${span.line.toString()}:${span.column.toString()}`;
}

/** One line, as compilers print it and editors read it. */
function plain(diagnostic: Diagnostic): string {
    const where = diagnostic.span ? `${place(diagnostic.span)} - ` : "";
    const hint = diagnostic.hint === undefined ? "" : ` (${diagnostic.hint.replaceAll("\n", " ")})`;
    return `${where}${diagnostic.category} ${diagnostic.code}: ${diagnostic.message.replaceAll("\n", " ")}${hint}\n`;
}

/** The source line with the span underlined; empty when the file has gone since. */
function frame(span: Span): string {
    let line: string | undefined;
    try {
        line = readFileSync(span.file, "utf8").split(/\r?\n/)[span.line - 1];
    } catch {
        return "";
    }
    if (line === undefined) return "";
    const number = span.line.toString();
    const width = Math.max(1, Math.min(span.end - span.start, line.length - span.column + 1));
    // Tabs stay tabs under the line, so that the mark stands where the reader sees the text.
    const indent = line.slice(0, span.column - 1).replace(/[^\t]/g, " ");
    return `\n${number} | ${line}\n${" ".repeat(number.length)} | ${indent}${"~".repeat(width)}\n`;
}

function pretty(diagnostic: Diagnostic): string {
    const colour = process.stderr.isTTY && !process.env["NO_COLOR"];
    const paint = (code: string, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
    if (diagnostic.rendered !== undefined && colour) return diagnostic.rendered;
    const where = diagnostic.span ? `${paint("36", place(diagnostic.span))} - ` : "";
    const category = paint(diagnostic.category === "error" ? "31;1" : "33;1", diagnostic.category);
    const hint = diagnostic.hint === undefined ? "" : `  ${paint("32", "hint:")} ${diagnostic.hint}\n`;
    const head = `${where}${category} ${paint("90", diagnostic.code)}: ${diagnostic.message}\n`;
    const related = (diagnostic.related ?? []).map(
        ({ span, message }) => `  ${paint("36", place(span))}: ${message}\n`,
    );
    return `${head}${diagnostic.span ? frame(diagnostic.span) : ""}${hint}${related.join("")}\n`;
}

export function renderDiagnostics(diagnostics: readonly Diagnostic[], format: Format): string {
    if (format === "json") return `${JSON.stringify(diagnostics, undefined, 4)}\n`;
    return diagnostics.map(format === "plain" ? plain : pretty).join("");
}
