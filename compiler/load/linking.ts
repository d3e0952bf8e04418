/**
 * What JavaScript finds out when it links modules and tsc does not say: a name that two modules
 * give through `export *`, and re-exports that lead back to themselves (ECMA-262 16.2.1.6.3).
 */
import {
    type BindingElement,
    type ExportDeclaration,
    type ExportSpecifier,
    type Identifier,
    type ImportDeclaration,
    type ImportSpecifier,
    Node,
    type SourceFile,
    type StringLiteral,
    SyntaxKind,
    type VariableDeclaration,
} from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { earlyError } from "../diagnostics/diagnostics.ts";
import { isCommonJs, isJson } from "./kinds.ts";
import { spanOf } from "./span.ts";

/** An export of another module, by its name; all of them without one. */
interface Elsewhere {
    readonly file: SourceFile | undefined;
    readonly name: string | undefined;
}

interface Exports {
    /** Names of the module's own variables. */
    readonly own: Set<string>;
    readonly named: Map<string, Elsewhere>;
    readonly stars: (SourceFile | undefined)[];
}

/** Where a name comes from, or why it comes from nowhere. */
type Resolution = { readonly file: SourceFile; readonly name: string | undefined } | "unknown" | "none" | "several";

/** Checks the names that a JavaScript file imports, and exports from other modules. */
export function checkLinks(file: SourceFile, diagnostics: DiagnosticBag): void {
    for (const { node, target } of askedFor(file)) {
        const found = resolve(target, new Set());
        if (found !== "several" && found !== "none") continue;
        const span = spanOf(node);
        if (diagnostics.errorsOf(span.file).some((known) => known.span?.line === span.line)) continue;
        const reason = found === "several" ? "Two modules export" : "No module exports";
        diagnostics.add(earlyError(span, `${reason} '${target.name ?? "*"}' here`));
    }
}

type Statement = ImportDeclaration | ExportDeclaration;
type Specifier = ImportSpecifier | ExportSpecifier;

interface Asked {
    readonly node: Node;
    readonly target: Elsewhere;
}

function askedFor(file: SourceFile): Asked[] {
    return file.getStatements().flatMap((statement): Asked[] => {
        if (Node.isImportDeclaration(statement)) {
            const byDefault = statement.getDefaultImport();
            const first = byDefault === undefined ? [] : [{ node: byDefault, target: targetOf(statement, "default") }];
            return [...first, ...named(statement, statement.getNamedImports())];
        }
        if (!Node.isExportDeclaration(statement) || !statement.hasModuleSpecifier()) return [];
        return named(statement, statement.getNamedExports());
    });
}

const named = (statement: Statement, specifiers: readonly Specifier[]): Asked[] =>
    specifiers.map((node) => ({ node, target: targetOf(statement, textOf(node.getNameNode())) }));

const textOf = (name: Identifier | StringLiteral): string =>
    Node.isStringLiteral(name) ? name.getLiteralText() : name.getText();

const targetOf = (statement: Statement, name: string | undefined): Elsewhere => ({
    file: statement.getModuleSpecifierSourceFile(),
    name,
});

/** ResolveExport; `seen` has what is being asked already. */
function resolve({ file, name }: Elsewhere, seen: Set<string>): Resolution {
    if (file === undefined || file.isDeclarationFile() || isJson(file.compilerNode) || isCommonJs(file))
        return "unknown";
    if (name === undefined) return { file, name };
    const question = `${file.getFilePath()} ${name}`;
    if (seen.has(question)) return "none";
    seen.add(question);
    const { own, named, stars } = exportsOf(file);
    if (own.has(name)) return { file, name };
    const elsewhere = named.get(name);
    if (elsewhere !== undefined) return resolve(elsewhere, seen);
    return name === "default" ? "none" : resolveStars(stars, name, seen);
}

function resolveStars(stars: Exports["stars"], name: string, seen: Set<string>): Resolution {
    let first: Resolution = "none";
    for (const file of stars) {
        const found = resolve({ file, name }, seen);
        if (found === "several" || found === "unknown") return found;
        if (found === "none") continue;
        if (first === "none") first = found;
        else if (typeof first !== "object" || first.file !== found.file || first.name !== found.name) return "several";
    }
    return first;
}

const known = new WeakMap<SourceFile, Exports>();

function exportsOf(file: SourceFile): Exports {
    const before = known.get(file);
    if (before !== undefined) return before;
    const found: Exports = { own: new Set(), named: new Map(), stars: [] };
    known.set(file, found);
    const imported = importsOf(file);
    for (const statement of file.getStatements()) {
        if (Node.isExportDeclaration(statement)) noteExports(statement, imported, found);
        else exportedBy(statement).forEach((name) => found.own.add(name));
    }
    return found;
}

/** What the file's names of other modules' exports stand for; a namespace has no name there. */
function importsOf(file: SourceFile): Map<string, Elsewhere> {
    const imported = new Map<string, Elsewhere>();
    for (const statement of file.getImportDeclarations()) {
        const byDefault = statement.getDefaultImport();
        if (byDefault !== undefined) imported.set(byDefault.getText(), targetOf(statement, "default"));
        const namespace = statement.getNamespaceImport();
        if (namespace !== undefined) imported.set(namespace.getText(), targetOf(statement, undefined));
        for (const node of statement.getNamedImports()) {
            const local = node.getAliasNode() ?? node.getNameNode();
            imported.set(local.getText(), targetOf(statement, textOf(node.getNameNode())));
        }
    }
    return imported;
}

function noteExports(statement: ExportDeclaration, imported: Map<string, Elsewhere>, into: Exports): void {
    const namespace = statement.getNamespaceExport();
    if (namespace !== undefined) into.named.set(textOf(namespace.getNameNode()), targetOf(statement, undefined));
    else if (statement.isNamespaceExport()) into.stars.push(statement.getModuleSpecifierSourceFile());
    for (const node of statement.getNamedExports()) {
        const name = textOf(node.getNameNode());
        const as = textOf(node.getAliasNode() ?? node.getNameNode());
        const target = statement.hasModuleSpecifier() ? targetOf(statement, name) : imported.get(name);
        if (target === undefined) into.own.add(as);
        else into.named.set(as, target);
    }
}

/** The names of a declaration with `export`. */
function exportedBy(statement: Node): readonly string[] {
    if (Node.isExportAssignment(statement)) return ["default"];
    if (!Node.isModifierable(statement) || !statement.hasModifier(SyntaxKind.ExportKeyword)) return [];
    if (statement.hasModifier(SyntaxKind.DefaultKeyword)) return ["default"];
    if (Node.isVariableStatement(statement)) return statement.getDeclarations().flatMap(namesOf);
    const name = Node.hasName(statement) ? statement.getName() : undefined;
    return name === undefined ? [] : [name];
}

function namesOf(declaration: VariableDeclaration | BindingElement): string[] {
    const name = declaration.getNameNode();
    if (Node.isIdentifier(name)) return [name.getText()];
    return name.getElements().flatMap((element) => (Node.isBindingElement(element) ? namesOf(element) : []));
}
