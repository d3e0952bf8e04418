/**
 * What the compiler says about a program. `factory.ts` makes ours; `load/tsc-diagnostics.ts`
 * carries over those of tsc.
 */
import { type Span } from "../ir/program.ts";

export type Category = "error" | "warning";

export interface RelatedInformation {
    readonly span: Span;
    readonly message: string;
}

export interface Diagnostic {
    /** `TPnnnn` (ours, a page each in docs/diagnostics) or `TSnnnn` (tsc's own). Never reused. */
    readonly code: string;
    readonly category: Category;
    /** Absent when the trouble has no place in a source file. */
    readonly span: Span | undefined;
    /** One sentence without the way out. */
    readonly message: string;
    /** The way out: what to write instead. */
    readonly hint?: string | undefined;
    readonly related?: readonly RelatedInformation[] | undefined;
    /** tsc's own coloured rendering, for diagnostics of tsc. */
    readonly rendered?: string | undefined;
}

/** A crash of the compiler. The bag treats it apart from what is wrong in a program. */
export const internalErrorCode = "TP1901";
