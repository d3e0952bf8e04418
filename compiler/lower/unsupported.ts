/**
 * What to say of syntax that has no visitor. The check has said most of it before, with a
 * diagnostic of its own.
 */
import { SyntaxKind } from "ts-morph";
import * as unsupported from "../diagnostics/unsupported.ts";

export const UNSUPPORTED: ReadonlyMap<SyntaxKind, unsupported.Unsupported> = new Map([
    [SyntaxKind.AwaitExpression, unsupported.awaitExpression],
    [SyntaxKind.BigIntLiteral, unsupported.bigIntLiteral],
    [SyntaxKind.ImportEqualsDeclaration, unsupported.importEqualsDeclaration],
    [SyntaxKind.RegularExpressionLiteral, unsupported.regularExpressionLiteral],
    [SyntaxKind.WithStatement, unsupported.withStatement],
    [SyntaxKind.YieldExpression, unsupported.yieldExpression],
]);
