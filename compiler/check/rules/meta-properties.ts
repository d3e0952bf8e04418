import { SyntaxKind } from "ts-morph";
import { unsupportedImportMeta } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const metaProperties = rule([SyntaxKind.MetaProperty], (node) =>
    node.getKeywordToken() === SyntaxKind.NewKeyword ? undefined : unsupportedImportMeta(spanOf(node)),
);
