/** The kinds of files that programs are made of. */
import { type SourceFile, type ts } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { invalidJson } from "../diagnostics/diagnostics.ts";
import { spanAt } from "./span.ts";

/** Whether a program can start with a file of this name. */
export const isModuleName = (file: string): boolean => /(?<!\.d)\.m?[jt]s$/.test(file);

export const isJavaScript = ({ fileName }: ts.SourceFile): boolean => /\.[cm]?jsx?$/.test(fileName);

export const isJson = ({ fileName }: ts.SourceFile): boolean => fileName.endsWith(".json");

/** By what it says: such a file is refused where it does. */
export const isCommonJs = (file: SourceFile): boolean =>
    /\.c[jt]s$/.test(file.getFilePath()) || /(?<![\w.])(?:module\.)?exports\b/.test(file.getFullText());

/** tsc takes comments and more, which JSON does not have. */
export function checkJson(file: SourceFile, diagnostics: DiagnosticBag): void {
    const text = file.getFullText();
    try {
        JSON.parse(text);
    } catch (thrown) {
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        const at = Number(/ at position (\d+)/.exec(message)?.[1] ?? text.length);
        const reason = message.replace(/,? (?:in JSON )?at position .*$|, "[^]*$/, "");
        diagnostics.add(invalidJson(spanAt(file, at, Math.min(at + 1, text.length)), reason));
    }
}
