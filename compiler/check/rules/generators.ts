import { SyntaxKind } from "ts-morph";
import { unsupportedGenerator } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const generators = rule(
    [SyntaxKind.FunctionDeclaration, SyntaxKind.FunctionExpression, SyntaxKind.MethodDeclaration],
    (node) => {
        const asterisk = node.getAsteriskToken();
        return asterisk ? unsupportedGenerator(spanOf(asterisk)) : undefined;
    },
);
