/**
 * The programs in tests/fixtures/diagnostics: `TPnnnn-name.ts` (or `.js`), or a folder
 * `TPnnnn-name/main.ts`, each with its `.fixed` rewrite.
 */
import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../../../compiler/index.ts";
import { type Diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";

export const folder = fileURLToPath(new URL("../../fixtures/diagnostics", import.meta.url));

export interface Fixture {
    readonly name: string;
    readonly code: string;
    readonly isFixed: boolean;
    /** The file or folder. */
    readonly path: string;
    /** Files with markers, by the name that diagnostics use. */
    readonly sources: ReadonlyMap<string, string>;
}

export function listFixtures(): Fixture[] {
    return readdirSync(folder).map((entry) => {
        const full = path.join(folder, entry);
        const names = statSync(full).isDirectory() ? readdirSync(full).map((name) => `${entry}/${name}`) : [entry];
        const base = entry.replace(/\.[jt]s$/, "");
        return {
            name: base.replace(/\.fixed$/, ""),
            code: base.slice(0, 6),
            isFixed: base.endsWith(".fixed"),
            path: full,
            sources: new Map(names.map((name) => [name, readFileSync(path.join(folder, name), "utf8")])),
        };
    });
}

/** "file:line code", or the code alone for what has no place. */
export function expected(fixture: Fixture): string[] {
    return [...fixture.sources].flatMap(([file, text]) =>
        text.split("\n").flatMap((line, index) => {
            const placeless = /^\/\/ reports (TP\d{4})$/.exec(line)?.[1];
            if (placeless !== undefined) return [placeless];
            const codes = /\/\/ ((?:T[PS]\d{4,5} ?)+)$/.exec(line)?.[1]?.trim().split(" ") ?? [];
            return codes.map((code) => `${file}:${(index + 1).toString()} ${code}`);
        }),
    );
}

export function reported(fixture: Fixture): readonly Diagnostic[] {
    const isFolder = statSync(fixture.path).isDirectory();
    const main = isFolder ? path.join(fixture.path, "main.ts") : fixture.path;
    const other = /^\/\/ compile: (.*)$/m.exec(readFileSync(main, "utf8"))?.[1];
    return compile({
        entry: other === undefined ? main : path.join(folder, other),
        root: folder,
        declarationFolders: isFolder ? [fixture.path] : [],
    }).diagnostics;
}

export function places(diagnostics: readonly Diagnostic[]): string[] {
    return diagnostics.map(({ span, code }) => (span ? `${span.file}:${span.line.toString()} ${code}` : code));
}
