import { SyntaxKind } from "ts-morph";
import { unsupportedDynamicImport } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const importCalls = rule([SyntaxKind.CallExpression], (node) =>
    node.getExpression().getKind() === SyntaxKind.ImportKeyword ? unsupportedDynamicImport(spanOf(node)) : undefined,
);
