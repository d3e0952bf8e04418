import { SyntaxKind } from "ts-morph";
import { unsupportedAccessor } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** No part of ECMA-262 yet: what it becomes is tsc's own choice. */
export const accessorFields = rule([SyntaxKind.PropertyDeclaration], (node) =>
    node.hasAccessorKeyword() ? unsupportedAccessor(spanOf(node.getNameNode()), node.getName()) : undefined,
);
