import { Node, SyntaxKind } from "ts-morph";
import { ambientDeclaration } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/**
 * `declare` in a module promises code from elsewhere, and there is no elsewhere: Node throws a
 * ReferenceError.
 */
export const ambientDeclarations = rule(
    [
        SyntaxKind.VariableStatement,
        SyntaxKind.FunctionDeclaration,
        SyntaxKind.ClassDeclaration,
        SyntaxKind.EnumDeclaration,
        SyntaxKind.ModuleDeclaration,
    ],
    (node) => {
        const modifier = Node.isModifierable(node)
            ? node.getModifiers().find((found) => found.getKind() === SyntaxKind.DeclareKeyword)
            : undefined;
        return modifier ? ambientDeclaration(spanOf(modifier)) : undefined;
    },
);
