/** In scripts, which the tests of ECMA-262 are, `this` at the top is the object of all globals. */
import { Node, SyntaxKind } from "ts-morph";
import { globalObject } from "../../diagnostics/unsupported.ts";
import { realmOf } from "../../load/realm.ts";
import { spanOf } from "../../load/span.ts";
import { enclosingFunction } from "../../lower/symbols.ts";
import { rule } from "../rule.ts";

export const globalObjectOfScripts = rule([SyntaxKind.ThisKeyword], (node) => {
    if (realmOf(node.getSourceFile())?.entry !== "script") return undefined;
    let around = enclosingFunction(node);
    while (Node.isArrowFunction(around)) around = enclosingFunction(around);
    if (!Node.isSourceFile(around) || node.getFirstAncestor(Node.isClassStaticBlockDeclaration)) return undefined;
    if (node.getFirstAncestor((outer) => Node.isPropertyDeclaration(outer) && outer.isStatic())) return undefined;
    return globalObject(spanOf(node), "");
});
