/** The supported language: one visitor per syntax kind. What has no entry is refused. */
import { type KindToNodeMappings, type Node, SyntaxKind } from "ts-morph";
import { failure } from "../diagnostics/guard.ts";
import { constant, UNDEFINED } from "../ir/builder.ts";
import type { Operand } from "../ir/program.ts";
import type { FunctionContext } from "./context.ts";
import { lowerAssignmentEffect } from "./expressions/assignments.ts";
import { lowerCall, lowerCallEffect, lowerNew } from "./expressions/calls.ts";
import { lowerIdentifier } from "./expressions/identifiers.ts";
import { lowerArray, lowerObject, lowerTemplate } from "./expressions/literals.ts";
import { lowerDelete, lowerElementAccess, lowerPropertyAccess } from "./expressions/members.ts";
import { lowerNewTarget } from "./expressions/new-target.ts";
import {
    lowerBinary,
    lowerConditional,
    lowerPostfix,
    lowerPrefix,
    lowerTypeOf,
    lowerVoid,
} from "./expressions/operators.ts";
import { lowerTaggedTemplate } from "./expressions/tagged-templates.ts";
import { lowerThis } from "./expressions/this.ts";
import { lowerFunctionExpression } from "./functions.ts";
import { lowerBlock, lowerClassDeclaration, lowerClassExpression } from "./statements/block.ts";
import { lowerEnum } from "./statements/enum.ts";
import { lowerBreak, lowerContinue, lowerLabeled, lowerReturn, lowerThrow } from "./statements/jumps.ts";
import { lowerDo, lowerFor, lowerForIn, lowerForOf, lowerWhile } from "./statements/loops.ts";
import { lowerNamespace } from "./statements/namespace.ts";
import { lowerExportDefault, lowerExpressionStatement, lowerIf } from "./statements/simple.ts";
import { lowerSwitch } from "./statements/switch.ts";
import { lowerTry } from "./statements/try.ts";
import { lowerVariableStatement } from "./statements/variable.ts";
import { isAssignmentOperator } from "./symbols.ts";
import { unknownSyntax } from "../diagnostics/unsupported.ts";
import { UNSUPPORTED } from "./unsupported.ts";

type Visitors<Result> = {
    readonly [Kind in SyntaxKind]?: (node: KindToNodeMappings[Kind], context: FunctionContext) => Result;
};

const inner = (node: { getExpression(): Node }, context: FunctionContext): Operand =>
    visitExpression(node.getExpression(), context);

const EXPRESSIONS: Visitors<Operand> = {
    [SyntaxKind.ArrayLiteralExpression]: lowerArray,
    [SyntaxKind.ArrowFunction]: lowerFunctionExpression,
    [SyntaxKind.AsExpression]: inner,
    [SyntaxKind.BinaryExpression]: lowerBinary,
    [SyntaxKind.CallExpression]: lowerCall,
    [SyntaxKind.ClassExpression]: lowerClassExpression,
    [SyntaxKind.ConditionalExpression]: lowerConditional,
    [SyntaxKind.DeleteExpression]: lowerDelete,
    [SyntaxKind.ElementAccessExpression]: lowerElementAccess,
    [SyntaxKind.FalseKeyword]: () => constant(false),
    [SyntaxKind.FunctionExpression]: lowerFunctionExpression,
    [SyntaxKind.Identifier]: lowerIdentifier,
    [SyntaxKind.MetaProperty]: lowerNewTarget,
    [SyntaxKind.NewExpression]: lowerNew,
    [SyntaxKind.NoSubstitutionTemplateLiteral]: (node) => constant(node.getLiteralText()),
    [SyntaxKind.NonNullExpression]: inner,
    [SyntaxKind.NullKeyword]: () => constant(null),
    [SyntaxKind.NumericLiteral]: (node) => constant(Number(node.compilerNode.text)),
    [SyntaxKind.ObjectLiteralExpression]: lowerObject,
    [SyntaxKind.ParenthesizedExpression]: inner,
    [SyntaxKind.PostfixUnaryExpression]: lowerPostfix,
    [SyntaxKind.PrefixUnaryExpression]: lowerPrefix,
    [SyntaxKind.PropertyAccessExpression]: lowerPropertyAccess,
    [SyntaxKind.SatisfiesExpression]: inner,
    [SyntaxKind.StringLiteral]: (node) => constant(node.getLiteralText()),
    [SyntaxKind.TaggedTemplateExpression]: lowerTaggedTemplate,
    [SyntaxKind.TemplateExpression]: lowerTemplate,
    [SyntaxKind.ThisKeyword]: lowerThis,
    [SyntaxKind.TrueKeyword]: () => constant(true),
    [SyntaxKind.TypeAssertionExpression]: inner,
    [SyntaxKind.TypeOfExpression]: lowerTypeOf,
    [SyntaxKind.VoidExpression]: lowerVoid,
};

/**
 * Nothing happens when control comes to these: types, and what took effect before the module began.
 */
const nothing = (): void => undefined;

const STATEMENTS: Visitors<void> = {
    [SyntaxKind.Block]: lowerBlock,
    [SyntaxKind.BreakStatement]: lowerBreak,
    [SyntaxKind.ClassDeclaration]: lowerClassDeclaration,
    [SyntaxKind.ContinueStatement]: lowerContinue,
    [SyntaxKind.DebuggerStatement]: nothing,
    [SyntaxKind.DoStatement]: lowerDo,
    [SyntaxKind.EmptyStatement]: nothing,
    [SyntaxKind.EnumDeclaration]: lowerEnum,
    [SyntaxKind.ExportAssignment]: lowerExportDefault,
    [SyntaxKind.ExportDeclaration]: nothing,
    [SyntaxKind.ExpressionStatement]: lowerExpressionStatement,
    [SyntaxKind.ForInStatement]: lowerForIn,
    [SyntaxKind.ForOfStatement]: lowerForOf,
    [SyntaxKind.ForStatement]: lowerFor,
    [SyntaxKind.FunctionDeclaration]: nothing,
    [SyntaxKind.IfStatement]: lowerIf,
    [SyntaxKind.ImportDeclaration]: nothing,
    [SyntaxKind.InterfaceDeclaration]: nothing,
    [SyntaxKind.LabeledStatement]: lowerLabeled,
    [SyntaxKind.ModuleDeclaration]: lowerNamespace,
    [SyntaxKind.ReturnStatement]: lowerReturn,
    [SyntaxKind.SwitchStatement]: lowerSwitch,
    [SyntaxKind.ThrowStatement]: lowerThrow,
    [SyntaxKind.TryStatement]: lowerTry,
    [SyntaxKind.TypeAliasDeclaration]: nothing,
    [SyntaxKind.VariableStatement]: lowerVariableStatement,
    [SyntaxKind.WhileStatement]: lowerWhile,
};

/** Expressions whose value may stay unmade when nobody uses it. */
const EFFECTS: Visitors<void> = {
    [SyntaxKind.BinaryExpression]: (node, context) => {
        const kind = node.getOperatorToken().getKind();
        if (kind === SyntaxKind.CommaToken) {
            visitEffect(node.getLeft(), context);
            visitEffect(node.getRight(), context);
        } else if (isAssignmentOperator(kind)) {
            lowerAssignmentEffect(node, context);
        } else {
            lowerBinary(node, context);
        }
    },
    [SyntaxKind.CallExpression]: lowerCallEffect,
    [SyntaxKind.ParenthesizedExpression]: (node, context) => {
        visitEffect(node.getExpression(), context);
    },
};

function visitorOf<Result>(
    visitors: Visitors<Result>,
    node: Node,
): ((node: Node, context: FunctionContext) => Result) | undefined {
    // The table's type says that the visitor of a kind takes nodes of that kind.
    return visitors[node.getKind()] as ((node: Node, context: FunctionContext) => Result) | undefined;
}

export function visitExpression(node: Node, context: FunctionContext): Operand {
    const visitor = visitorOf(EXPRESSIONS, node);
    if (visitor !== undefined) return context.at(node, () => visitor(node, context));
    refuse(node, context);
    return UNDEFINED;
}

export function visitEffect(node: Node, context: FunctionContext): void {
    const visitor = visitorOf(EFFECTS, node);
    if (visitor === undefined) {
        visitExpression(node, context);
    } else {
        context.at(node, () => {
            visitor(node, context);
        });
    }
}

/** A failure of lowering itself is reported at the statement, and the next one is tried. */
export function visitStatement(node: Node, context: FunctionContext): void {
    const visitor = visitorOf(STATEMENTS, node);
    if (visitor === undefined) {
        refuse(node, context);
        return;
    }
    const { targets } = context;
    const depth = targets.length;
    const { span, handler } = context.builder;
    try {
        context.at(node, () => {
            visitor(node, context);
        });
    } catch (error) {
        context.program.diagnostics.add(failure("lowered this statement", error, context.spanOf(node)));
        targets.length = depth;
        context.builder.span = span;
        context.builder.handler = handler;
    }
}

function refuse(node: Node, context: FunctionContext): void {
    context.program.unsupported(node, UNSUPPORTED.get(node.getKind()) ?? unknownSyntax, node.getKindName());
}
