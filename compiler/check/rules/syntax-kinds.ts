import { Node, SyntaxKind, VariableDeclarationKind } from "ts-morph";
import { type Diagnostic } from "../../diagnostics/diagnostic.ts";
import * as diagnostics from "../../diagnostics/diagnostics.ts";
import { type Span } from "../../ir/program.ts";
import { spanOf } from "../../load/span.ts";
import { isFunctionBoundary } from "../../lower/symbols.ts";
import { type Rule, rule } from "../rule.ts";

/** Kinds that are refused wherever they stand. */
function always(kind: SyntaxKind, refuse: (span: Span) => Diagnostic, at: (node: Node) => Node = (node) => node): Rule {
    return { kinds: [kind], check: (node) => refuse(spanOf(at(node))) };
}

export const bigInts = always(SyntaxKind.BigIntLiteral, diagnostics.unsupportedBigInt);
export const decorators = always(SyntaxKind.Decorator, diagnostics.unsupportedDecorator);
export const regularExpressions = always(SyntaxKind.RegularExpressionLiteral, diagnostics.unsupportedRegularExpression);
/** It would be a variable of the block; to the rest of the compiler it is one around it. */
export const staticBlocks = rule([SyntaxKind.VariableDeclarationList], (node) => {
    if (node.getDeclarationKind() !== VariableDeclarationKind.Var) return undefined;
    const around = node.getFirstAncestor(
        (each) => isFunctionBoundary(each) || Node.isClassStaticBlockDeclaration(each),
    );
    return Node.isClassStaticBlockDeclaration(around)
        ? diagnostics.varInStaticBlock(spanOf(node.getFirstChildOrThrow()))
        : undefined;
});
/** `strings.raw` in the function of a tagged template. */
export const rawTexts = rule([SyntaxKind.PropertyAccessExpression], (node) => {
    if (node.getName() !== "raw") return undefined;
    const holder = node.getNameNode().getSymbol()?.getDeclarations()[0]?.getParent();
    const isTexts = Node.isInterfaceDeclaration(holder) && holder.getName() === "TemplateStringsArray";
    return isTexts ? diagnostics.unsupportedRawTexts(spanOf(node.getNameNode())) : undefined;
});
