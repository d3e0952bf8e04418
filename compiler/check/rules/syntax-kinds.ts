import { type Node, SyntaxKind } from "ts-morph";
import { type Diagnostic } from "../../diagnostics/diagnostic.ts";
import * as diagnostics from "../../diagnostics/diagnostics.ts";
import { type Span } from "../../ir/program.ts";
import { spanOf } from "../../load/span.ts";
import { type Rule, rule } from "../rule.ts";

/** Kinds that are refused wherever they stand. */
function always(kind: SyntaxKind, refuse: (span: Span) => Diagnostic, at: (node: Node) => Node = (node) => node): Rule {
    return { kinds: [kind], check: (node) => refuse(spanOf(at(node))) };
}

const firstWord = (node: Node) => node.getFirstChild() ?? node;

export const bigInts = always(SyntaxKind.BigIntLiteral, diagnostics.unsupportedBigInt);
export const decorators = always(SyntaxKind.Decorator, diagnostics.unsupportedDecorator);
export const regularExpressions = always(SyntaxKind.RegularExpressionLiteral, diagnostics.unsupportedRegularExpression);
export const staticBlocks = always(
    SyntaxKind.ClassStaticBlockDeclaration,
    diagnostics.unsupportedStaticBlock,
    firstWord,
);
export const taggedTemplates = always(SyntaxKind.TaggedTemplateExpression, diagnostics.unsupportedTaggedTemplate);

export const namespaces = rule([SyntaxKind.ModuleDeclaration], (node) =>
    node.hasDeclareKeyword() ? undefined : diagnostics.unsupportedNamespace(spanOf(node.getNameNode())),
);
