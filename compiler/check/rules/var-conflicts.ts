import { Node, SyntaxKind } from "ts-morph";
import { varInScope } from "../../diagnostics/unsupported.ts";
import { spanOf } from "../../load/span.ts";
import { isFunctionBoundary } from "../../lower/symbols.ts";
import { isVar, listOf } from "../../lower/variables.ts";
import { rule } from "../rule.ts";

/**
 * JavaScript does not load a module in which a `var` leaves a block that declares its name. tsc
 * reports that where it meets a `let` or `const`. The name of a `catch` clause is none of them,
 * except for a loop over elements.
 */
export const varConflicts = rule([SyntaxKind.Identifier], (name) => {
    const declaration = name.getParent();
    if (!Node.isVariableDeclaration(declaration) && !Node.isBindingElement(declaration)) return undefined;
    if (declaration.getNameNode() !== name || !isVar(declaration)) return undefined;
    const holder = listOf(declaration)?.getParent();
    for (let around: Node | undefined = holder; around !== undefined; around = around.getParent()) {
        const parent = around.getParent();
        if (parent === undefined || isFunctionBoundary(parent)) return undefined;
        const other = around.getLocal(name.getText())?.getValueDeclaration();
        if (other === undefined || listOf(other) !== undefined) continue;
        const isCaught = Node.isVariableDeclaration(other);
        if (!isCaught || Node.isForOfStatement(holder)) return varInScope(spanOf(name), name.getText());
    }
    return undefined;
});
