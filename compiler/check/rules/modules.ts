import { SyntaxKind } from "ts-morph";
import { unsupportedModule } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** tsc lets a module of plain JavaScript pass as `any`; there is nothing to compile. What it cannot find at all, it reports. */
export const modules = rule([SyntaxKind.ImportDeclaration, SyntaxKind.ExportDeclaration], (node) => {
    const specifier = node.getModuleSpecifier();
    if (specifier === undefined || node.isTypeOnly()) return undefined;
    const declared = specifier.getSymbol() !== undefined || node.getModuleSpecifierSourceFile() !== undefined;
    return declared ? undefined : unsupportedModule(spanOf(specifier), specifier.getLiteralText());
});
