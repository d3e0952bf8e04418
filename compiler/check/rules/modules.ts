import { SyntaxKind, ts } from "ts-morph";
import { unsupportedModule } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/**
 * tsc lets plain JavaScript pass as `any`, and takes data in JSON; neither can be compiled. What it
 * cannot find at all, it reports itself.
 */
export const modules = rule([SyntaxKind.ImportDeclaration, SyntaxKind.ExportDeclaration], (node) => {
    const specifier = node.getModuleSpecifier();
    if (specifier === undefined || node.isTypeOnly()) return undefined;
    const project = node.getProject();
    const { resolvedModule } = ts.resolveModuleName(
        specifier.getLiteralText(),
        node.getSourceFile().getFilePath(),
        project.getCompilerOptions(),
        project.getModuleResolutionHost(),
    );
    const compiled = resolvedModule === undefined || /\.[cm]?tsx?$/.test(resolvedModule.resolvedFileName);
    return compiled ? undefined : unsupportedModule(spanOf(specifier), specifier.getLiteralText());
});
