/**
 * Collects the diagnostics of one compilation; a stage reports and goes on, so that all errors of a
 * program are shown.
 */
import { type Span } from "../ir/program.ts";
import { type Diagnostic, internalErrorCode } from "./diagnostic.ts";

export class DiagnosticBag {
    /**
     * Where the compiler is at work, kept up to date by each stage: the place of an internal error.
     */
    place: Span | undefined;
    private readonly byIdentity = new Map<string, Diagnostic>();

    /** A bag with the same diagnostics. */
    copy(): DiagnosticBag {
        const copied = new DiagnosticBag();
        this.byIdentity.forEach((diagnostic) => {
            copied.add(diagnostic);
        });
        return copied;
    }

    /** The same code at the same place is reported once. */
    add(diagnostic: Diagnostic): void {
        const { code, span, message } = diagnostic;
        const where = span ? `${span.file}:${span.start.toString()}:${span.end.toString()}` : message;
        const identity = `${code} ${where}`;
        if (!this.byIdentity.has(identity)) this.byIdentity.set(identity, diagnostic);
    }

    /** The errors of one file, in no particular order. */
    errorsOf(file: string): readonly Diagnostic[] {
        return [...this.byIdentity.values()].filter(
            ({ category, span }) => category === "error" && span?.file === file,
        );
    }

    get hasErrors(): boolean {
        return this.errorCount > 0;
    }

    get errorCount(): number {
        return [...this.byIdentity.values()].filter(({ category }) => category === "error").length;
    }

    /**
     * By file, place and code; what has no place comes first. An internal error beside other errors
     * is left out: a stage that stumbles over a wrong program says nothing that its author needs.
     */
    sorted(): readonly Diagnostic[] {
        const all = [...this.byIdentity.values()].sort(compare);
        const others = all.filter(({ code }) => code !== internalErrorCode);
        return others.some(({ category }) => category === "error") ? others : all;
    }
}

function compare(left: Diagnostic, right: Diagnostic): number {
    return (
        compareText(left.span?.file ?? "", right.span?.file ?? "") ||
        (left.span?.start ?? -1) - (right.span?.start ?? -1) ||
        (left.span?.end ?? -1) - (right.span?.end ?? -1) ||
        compareText(left.code, right.code)
    );
}

function compareText(left: string, right: string): number {
    if (left === right) return 0;
    return left < right ? -1 : 1;
}
