/**
 * Names of other hosts, and those of ECMA-262 that a compiled program cannot have. Any other name
 * that nothing declares is a ReferenceError when the program comes to it, as in Node.
 */
import { type Identifier, Node, SyntaxKind } from "ts-morph";
import { foreignName, refusedByDesign } from "../../diagnostics/diagnostics.ts";
import { OF_OTHER_HOSTS, REFUSED_BY_DESIGN } from "../../diagnostics/foreign.ts";
import { isForeignUse, isFunctionPrototype } from "../../load/foreign-uses.ts";
import { isGuardedByTypeOf } from "../../load/guarded.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const foreignNames = rule([SyntaxKind.Identifier], (node: Identifier) => {
    const name = node.getText();
    const hints = REFUSED_BY_DESIGN.get(name) ?? OF_OTHER_HOSTS.get(name);
    if (hints === undefined || !isForeignUse(node)) return undefined;
    const parent = node.getParent();
    // A program asks so whether its host has the name, and finds that it does not.
    if (Node.isTypeOfExpression(parent) || isGuardedByTypeOf(node) || isFunctionPrototype(parent)) return undefined;
    return REFUSED_BY_DESIGN.has(name) ? refusedByDesign(spanOf(node), name) : foreignName(spanOf(node), name);
});
