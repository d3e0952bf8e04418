/**
 * Which imports and re-exports evaluate their module: tsc leaves out those whose names stand for
 * types alone, or are used as types alone.
 */
import { type ExportDeclaration, type Identifier, type ImportDeclaration, Node, type SourceFile, ts } from "ts-morph";
import { isJavaScript } from "../load/kinds.ts";
import { forEachEvaluated, isVariableReference } from "./symbols.ts";

/**
 * The statements of a file that name a module which has to be evaluated before it: all of them in
 * JavaScript.
 */
export function evaluatingStatements(file: SourceFile): (ImportDeclaration | ExportDeclaration)[] {
    let uses: ReadonlyMap<string, readonly Identifier[]> | undefined;
    const usesOf = (name: string): readonly Identifier[] => {
        uses ??= usesIn(file);
        return uses.get(name) ?? [];
    };
    return file.getStatements().filter((statement): statement is ImportDeclaration | ExportDeclaration => {
        if (!Node.isImportDeclaration(statement) && !Node.isExportDeclaration(statement)) return false;
        if (isJavaScript(file.compilerNode))
            return Node.isImportDeclaration(statement) || statement.hasModuleSpecifier();
        if (Node.isImportDeclaration(statement)) return !statement.isTypeOnly() && evaluates(statement, usesOf);
        return !statement.isTypeOnly() && exportsValue(statement);
    });
}

function evaluates(statement: ImportDeclaration, usesOf: (name: string) => readonly Identifier[]): boolean {
    const clause = statement.getImportClause();
    if (clause === undefined) return true;
    const specifiers = statement.getNamedImports().filter((specifier) => !specifier.isTypeOnly());
    const names: (Node | undefined)[] = [
        statement.getDefaultImport(),
        statement.getNamespaceImport(),
        ...specifiers.map((specifier) => specifier.getAliasNode() ?? specifier.getNameNode()),
    ];
    return names.some((name) => {
        if (name === undefined || !isValue(name)) return false;
        return usesOf(name.getText()).some((use) => sameSymbol(use, name));
    });
}

/** `export *` may always give a value; names are looked at one by one. */
function exportsValue(statement: ExportDeclaration): boolean {
    if (!statement.hasNamedExports()) return true;
    return statement.getNamedExports().some((specifier) => !specifier.isTypeOnly() && isValue(specifier.getNameNode()));
}

function isValue(name: Node): boolean {
    const symbol = name.getSymbol();
    const target = symbol?.getAliasedSymbol() ?? symbol;
    return target === undefined || (target.getFlags() & ts.SymbolFlags.Value) !== 0;
}

/** Names in expressions and in lists of exports. */
function usesIn(file: SourceFile): ReadonlyMap<string, readonly Identifier[]> {
    const uses = new Map<string, Identifier[]>();
    forEachEvaluated(file, (node) => {
        if (!Node.isIdentifier(node)) return;
        const parent = node.getParent();
        const isExported = Node.isExportSpecifier(parent) && !parent.isTypeOnly() && parent.getNameNode() === node;
        if (!isExported && !isVariableReference(node)) return;
        const name = node.getText();
        uses.set(name, [...(uses.get(name) ?? []), node]);
    });
    return uses;
}

function sameSymbol(use: Node, name: Node): boolean {
    const parent = use.getParent();
    const used = Node.isShorthandPropertyAssignment(parent) ? parent.getValueSymbol() : use.getSymbol();
    const declared = name.getSymbol();
    if (Node.isExportSpecifier(parent))
        return used?.getAliasedSymbol()?.compilerSymbol === declared?.getAliasedSymbol()?.compilerSymbol;
    return used?.compilerSymbol === declared?.compilerSymbol;
}
