/** A diagnostic with the lines around it, for a terminal. */
import { type Span } from "../ir/program.ts";
import { type Category, type Diagnostic } from "./diagnostic.ts";

export interface Style {
    readonly colour: boolean;
    /** The text of a file that a span names; undefined when it cannot be read. */
    readonly sourceOf: (file: string) => string | undefined;
}

const colours = { error: 91, warning: 93, file: 96, place: 93, code: 90, gutter: 7, hint: 92 } as const;

export function renderPretty(diagnostic: Diagnostic, style: Style): string {
    const paint = painter(style.colour);
    const { hint } = diagnostic;
    const parts = [
        diagnostic.rendered === undefined ? ours(diagnostic, style, paint) : tscs(diagnostic.rendered, style),
    ];
    if (hint !== undefined) parts.push("", `  ${paint("hint", "hint:")} ${hint}`);
    return parts.join("\n");
}

function tscs(rendered: string, style: Style): string {
    return style.colour ? rendered : withoutColours(rendered);
}

function ours(diagnostic: Diagnostic, style: Style, paint: Painter): string {
    const { span, category, code, message, related = [] } = diagnostic;
    const head = `${span ? `${place(span, paint)} - ` : ""}${paint(category, category)} ${paint("code", `${code}:`)} ${message}`;
    const parts = [head];
    if (span) parts.push(...frame(span, category, style, 1));
    for (const { span: other, message: text } of related)
        parts.push("", `  ${place(other, paint)}: ${text}`, ...frame(other, category, style, 0));
    return parts.join("\n");
}

type Painter = (what: keyof typeof colours, text: string) => string;

function painter(colour: boolean): Painter {
    return (what, text) => (colour ? `\u001b[${colours[what].toString()}m${text}\u001b[0m` : text);
}

function withoutColours(text: string): string {
    // eslint-disable-next-line no-control-regex -- the escape sequences that tsc writes
    return text.replace(/\u001b\[[0-9;]*m/g, "");
}

function place(span: Span, paint: Painter): string {
    const line = paint("place", span.line.toString());
    return `${paint("file", span.file)}:${line}:${paint("place", span.column.toString())}`;
}

/**
 * The line of the span with `around` lines before and after it, and the span underlined on its
 * first line.
 */
function frame(span: Span, category: Category, style: Style, around: number): string[] {
    const source = style.sourceOf(span.file);
    if (source === undefined) return [];
    const paint = painter(style.colour);
    const lines = source.split(/\r\n|[\n\r\u2028\u2029]/);
    const first = Math.max(1, span.line - around);
    const last = Math.min(lines.length, span.line + around);
    const width = last.toString().length;
    const shown = [""];
    for (let number = first; number <= last; number++) {
        const text = (lines[number - 1] ?? "").replaceAll("\t", " ").trimEnd();
        const gutter = paint("gutter", number.toString().padStart(width));
        shown.push(text === "" ? gutter : `${gutter} ${text}`);
        if (number !== span.line) continue;
        const length = Math.max(1, Math.min(span.end - span.start, text.length - (span.column - 1)));
        const mark = paint(category, "~".repeat(length));
        shown.push(`${paint("gutter", " ".repeat(width))} ${" ".repeat(span.column - 1)}${mark}`);
    }
    return shown;
}
