import { Node, SyntaxKind } from "ts-morph";
import { jsonExport, notAModule } from "../../diagnostics/diagnostics.ts";
import { type Diagnostic } from "../../diagnostics/diagnostic.ts";
import { isJson } from "../../load/kinds.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** What tsc cannot find at all, it reports itself. */
export const modules = rule([SyntaxKind.ImportDeclaration, SyntaxKind.ExportDeclaration], (node) => {
    const specifier = node.getModuleSpecifier();
    if (specifier === undefined || node.isTypeOnly()) return undefined;
    const file = node.getModuleSpecifierSourceFile();
    const name = specifier.getLiteralText();
    const type = attributesOf(node);
    const isData = file !== undefined && isJson(file.compilerNode);
    const isRefused = file !== undefined && /\.(?:[cm]?[jt]sx|c[jt]s)$/.test(file.getFilePath());
    if (isRefused || (type !== undefined && !(isData && type === "json"))) return notAModule(spanOf(specifier), name);
    return isData ? ofData(node, name) : undefined;
});

/** The value of `type` in `with { type: "json" }`; of other attributes a text that is no type. */
function attributesOf(node: Node): string | undefined {
    const withClause =
        Node.isImportDeclaration(node) || Node.isExportDeclaration(node) ? node.getAttributes() : undefined;
    const attributes = withClause?.getElements() ?? [];
    const [first, second] = attributes;
    if (first === undefined) return undefined;
    const value = first.getValue();
    const isType = second === undefined && first.getName() === "type" && Node.isStringLiteral(value);
    return isType ? value.getLiteralText() : "";
}

/** JSON exports its value as `default`, and has nothing else. */
function ofData(node: Node, name: string): Diagnostic | undefined {
    const others: (Node | undefined)[] = [];
    if (Node.isImportDeclaration(node)) {
        others.push(node.getNamespaceImport(), ...node.getNamedImports().map((specifier) => specifier.getNameNode()));
    } else if (Node.isExportDeclaration(node)) {
        others.push(
            node.getNamespaceExport()?.getNameNode(),
            ...node.getNamedExports().map((specifier) => specifier.getNameNode()),
        );
    }
    const wrong = others.find((other) => other !== undefined && other.getText() !== "default");
    return wrong && jsonExport(spanOf(wrong), name);
}
