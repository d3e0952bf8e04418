import { SyntaxKind } from "ts-morph";
import { unsupportedAccessor } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/**
 * A getter runs code where a read stands, which the representation of objects as structs leaves no
 * place for.
 */
export const accessors = rule([SyntaxKind.GetAccessor, SyntaxKind.SetAccessor], (node) =>
    unsupportedAccessor(spanOf(node.getNameNode()), node.getName()),
);

export const accessorFields = rule([SyntaxKind.PropertyDeclaration], (node) =>
    node.hasAccessorKeyword() ? unsupportedAccessor(spanOf(node.getNameNode()), node.getName()) : undefined,
);
