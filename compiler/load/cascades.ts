/**
 * What follows from an import that was not found: the compiler knows nothing of such a name, so
 * what it would say of the name's uses says nothing to the program's author.
 */
import { type ClassDeclaration, type ClassExpression, Node, type SourceFile, SyntaxKind } from "ts-morph";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { spanOf } from "./span.ts";

/** Errors of tsc at a module, or at a name of one, that is not there. */
const NOT_FOUND: ReadonlySet<string> = new Set(["TS2305", "TS2306", "TS2307", "TS2614", "TS2724", "TS2792"]);

type Class = ClassDeclaration | ClassExpression;

/** Without what only follows from other errors. */
export function withoutCascades(
    sources: readonly SourceFile[],
    diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
    const missing = diagnostics.filter(({ code }) => NOT_FOUND.has(code));
    if (missing.length === 0) return diagnostics;
    const unknown = new Map(sources.map((source) => [spanOf(source).file, unknownPlaces(source, missing)]));
    return diagnostics.filter(({ code, span }) => {
        if (!code.startsWith("TP") || span === undefined) return true;
        return !unknown.get(span.file)?.some((at) => at >= span.start && at < span.end);
    });
}

/** Where the file uses names of which nothing is known, and `super` of classes that extend them. */
function unknownPlaces(source: SourceFile, missing: readonly Diagnostic[]): number[] {
    const names = unknownNames(source, missing);
    if (names.size === 0) return [];
    const uses = source.getDescendantsOfKind(SyntaxKind.Identifier).filter((node) => names.has(node.getText()));
    const places = uses.map((node) => node.getStart());
    const classes = source
        .getDescendants()
        .filter((node): node is Class => Node.isClassExpression(node) || Node.isClassDeclaration(node));
    const derived = new Set<string>();
    for (let before = -1; before !== derived.size;) {
        before = derived.size;
        for (const each of classes) {
            const base = each.getExtends()?.getExpression();
            const name = base
                ?.getDescendantsOfKind(SyntaxKind.Identifier)
                .concat(Node.isIdentifier(base) ? [base] : []);
            const isUnknown = name?.some(
                (identifier) => names.has(identifier.getText()) || derived.has(identifier.getText()),
            );
            if (isUnknown !== true) continue;
            derived.add(each.getName() ?? "");
            places.push(...each.getDescendantsOfKind(SyntaxKind.SuperKeyword).map((keyword) => keyword.getStart()));
        }
    }
    return places;
}

/** The names that the file imports from what was not found. */
function unknownNames(source: SourceFile, missing: readonly Diagnostic[]): ReadonlySet<string> {
    const { file } = spanOf(source);
    const isMissing = (node: Node): boolean =>
        missing.some(({ span }) => span?.file === file && span.start >= node.getStart() && span.end <= node.getEnd());
    const names = source.getImportDeclarations().flatMap((declaration) => {
        const named = declaration.getNamedImports();
        const isWhole = isMissing(declaration.getModuleSpecifier());
        const chosen = isWhole ? named : named.filter(isMissing);
        const others = isWhole ? [declaration.getDefaultImport(), declaration.getNamespaceImport()] : [];
        return [
            ...chosen.map((each) => (each.getAliasNode() ?? each.getNameNode()).getText()),
            ...others.flatMap((node) => (node === undefined ? [] : [node.getText()])),
        ];
    });
    return new Set(names);
}
