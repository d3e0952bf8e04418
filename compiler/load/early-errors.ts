/**
 * Early errors of JavaScript files: what ECMA-262 refuses when it reads a module. tsc misses about
 * a third of them, so that a parser for JavaScript reads these files too.
 */
import { parse } from "acorn";
import { type SourceFile } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { earlyError } from "../diagnostics/diagnostics.ts";
import { spanAt } from "./span.ts";

/**
 * Of what came after the edition of 2023, import attributes are wanted (`with { type: "json" }`).
 * The others concern regular expressions alone.
 */
const EDITION = 2025;

/** The parser stops at the first one. What tsc has reported of the same place is not repeated. */
export function checkEarlyErrors(file: SourceFile, diagnostics: DiagnosticBag): void {
    try {
        parse(file.getFullText(), { ecmaVersion: EDITION, sourceType: "module", allowHashBang: true });
    } catch (thrown) {
        if (!(thrown instanceof SyntaxError) || !("pos" in thrown) || typeof thrown.pos !== "number") throw thrown;
        const { pos } = thrown;
        const leaf = file.getDescendantAtPos(pos);
        const end = leaf?.getStart() === pos ? leaf.getEnd() : Math.min(pos + 1, file.getEnd());
        const span = spanAt(file, pos, Math.max(end, pos));
        const isKnown = diagnostics.errorsOf(span.file).some((known) => known.span?.line === span.line);
        if (!isKnown) diagnostics.add(earlyError(span, thrown.message.replace(/ \(\d+:\d+\)$/, "")));
    }
}
