/**
 * Early errors of JavaScript files: what ECMA-262 refuses when it reads a module. tsc misses about
 * a third of them, so that a parser for JavaScript reads these files too.
 */
import { parse } from "acorn";
import { type SourceFile } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { earlyError } from "../diagnostics/diagnostics.ts";
import { realmOf } from "./realm.ts";
import { spanAt } from "./span.ts";

/**
 * Of what came after the edition of 2023, import attributes are wanted (`with { type: "json" }`).
 * The others concern regular expressions alone.
 */
const EDITION = 2025;

/** Makes a script strict; it has no place of its own in the text. */
const STRICT = '"use strict";';

/** What the parser stopped at: its place in the text that it was given. */
interface EarlyError {
    readonly at: number;
    readonly reason: string;
}

/** The parser stops at the first one. What tsc has reported of the same place is not repeated. */
export function checkEarlyErrors(file: SourceFile, diagnostics: DiagnosticBag): void {
    const found = firstError(file);
    if (found === undefined) return;
    const { at, reason } = found;
    const leaf = file.getDescendantAtPos(at);
    const end = leaf?.getStart() === at ? leaf.getEnd() : Math.min(at + 1, file.getEnd());
    const span = spanAt(file, at, Math.max(end, at));
    const isKnown = diagnostics.errorsOf(span.file).some((known) => known.span?.line === span.line);
    if (!isKnown) diagnostics.add(earlyError(span, reason));
}

/**
 * Of a realm's files the entry alone is in doubt: first its own text, then what it declares beside
 * the scripts before it.
 */
function firstError(file: SourceFile): EarlyError | undefined {
    const text = file.getFullText();
    const realm = realmOf(file);
    if (realm === undefined) return errorOf(text, "module");
    const own = errorOf(text.slice(realm.start), realm.entry);
    return own === undefined ? errorOf(text, realm.entry) : { ...own, at: own.at + realm.start };
}

function errorOf(text: string, goal: "script" | "module"): EarlyError | undefined {
    const prefix = goal === "script" ? STRICT : "";
    try {
        parse(prefix + text, { ecmaVersion: EDITION, sourceType: goal, allowHashBang: true });
        return undefined;
    } catch (thrown) {
        if (!(thrown instanceof SyntaxError) || !("pos" in thrown) || typeof thrown.pos !== "number") throw thrown;
        return { at: Math.max(thrown.pos - prefix.length, 0), reason: thrown.message.replace(/ \(\d+:\d+\)$/, "") };
    }
}
