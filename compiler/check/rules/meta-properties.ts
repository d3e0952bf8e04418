import { SyntaxKind } from "ts-morph";
import { unsupportedImportMeta, unsupportedNewTarget } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const metaProperties = rule([SyntaxKind.MetaProperty], (node) =>
    node.getKeywordToken() === SyntaxKind.NewKeyword
        ? unsupportedNewTarget(spanOf(node))
        : unsupportedImportMeta(spanOf(node)),
);
