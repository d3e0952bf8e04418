/**
 * Takes out of a function body what nobody reads: variables that are only assigned, with the expressions that nothing but them needed. What calls
 * something stays for its effect. A parameter is part of the signature and is said to be unused.
 */
import { cast, expressionStatement, identifier, negate } from "../c/ast.ts";
import type { CExpression, CInitializer, CStatement, CVariable } from "../c/ast.ts";

/** `parameters` are the names of the function's signature. */
export function withoutUnused(statements: CStatement[], parameters: readonly string[]): CStatement[] {
    let body = statements;
    for (;;) {
        const read = new Set<string>();
        body.forEach((statement) => readsOfStatement(statement, read));
        const idle = new Set(body.flatMap(declaredName).filter((name) => !read.has(name)));
        if (idle.size === 0) {
            const unread = parameters.filter((name) => !read.has(name));
            return [...unread.map((name) => expressionStatement(cast("void", identifier(name)))), ...body];
        }
        body = prune(body, idle);
    }
}

const declaredName = (statement: CStatement): string[] =>
    statement.kind === "declare" ? [statement.declaration.name] : [];

function prune(statements: readonly CStatement[], idle: ReadonlySet<string>): CStatement[] {
    return statements.flatMap((statement): CStatement[] => {
        switch (statement.kind) {
            case "declare":
                return idle.has(statement.declaration.name) ? effectOf(statement.declaration, statement) : [statement];
            case "assign":
                return statement.target.kind === "identifier" && idle.has(statement.target.name)
                    ? discard(statement.value, statement)
                    : [statement];
            case "while":
                return [{ ...statement, body: prune(statement.body, idle) }];
            case "if":
                return pruneIf(statement, idle);
            default:
                return [statement];
        }
    });
}

function pruneIf(statement: CStatement & { kind: "if" }, idle: ReadonlySet<string>): CStatement[] {
    const then = prune(statement.then, idle);
    const otherwise = prune(statement.otherwise, idle);
    if (then.length > 0) {
        return [{ ...statement, then, otherwise }];
    }
    return otherwise.length === 0
        ? discard(statement.test, statement)
        : [{ ...statement, test: negate(statement.test), then: otherwise, otherwise: [] }];
}

function effectOf({ initializer }: CVariable, statement: CStatement): CStatement[] {
    return initializer === undefined || initializer.kind === "list" ? [] : discard(initializer, statement);
}

function discard(value: CExpression, { position }: CStatement): CStatement[] {
    return hasCall(value) ? [{ ...expressionStatement(cast("void", value)), position }] : [];
}

/** Conversions between tagged values and C types compute and do nothing else. */
const PURE = /^tsp_(from|as|is|number_to)_/;

export function hasCall(expression: CExpression): boolean {
    const isEffect =
        expression.kind === "call" && !(expression.callee.kind === "identifier" && PURE.test(expression.callee.name));
    return isEffect || partsOf(expression).some(hasCall);
}

function partsOf(expression: CExpression): readonly CExpression[] {
    switch (expression.kind) {
        case "identifier":
        case "literal":
            return [];
        case "call":
            return [expression.callee, ...expression.arguments];
        case "unary":
        case "cast":
            return [expression.operand];
        case "binary":
            return [expression.left, expression.right];
        case "conditional":
            return [expression.test, expression.then, expression.otherwise];
        case "arrow":
        case "member":
            return [expression.object];
        case "index":
            return [expression.object, expression.index];
        case "compound":
            return expressionsOf(expression.initializer);
    }
}

const expressionsOf = (initializer: CInitializer): CExpression[] =>
    initializer.kind === "list" ? initializer.items.flatMap(({ value }) => expressionsOf(value)) : [initializer];

function readsOf(expression: CExpression, read: Set<string>): void {
    if (expression.kind === "identifier") {
        read.add(expression.name);
    }
    partsOf(expression).forEach((part) => readsOf(part, read));
}

function readsOfStatement(statement: CStatement, read: Set<string>): void {
    const all = (statements: readonly CStatement[]): void =>
        statements.forEach((inner) => readsOfStatement(inner, read));
    switch (statement.kind) {
        case "expression":
            readsOf(statement.expression, read);
            break;
        case "assign":
            if (statement.target.kind !== "identifier") {
                readsOf(statement.target, read);
            }
            readsOf(statement.value, read);
            break;
        case "declare": {
            const { initializer } = statement.declaration;
            if (initializer !== undefined) {
                expressionsOf(initializer).forEach((part) => readsOf(part, read));
            }
            break;
        }
        case "if":
            readsOf(statement.test, read);
            all(statement.then);
            all(statement.otherwise);
            break;
        case "while":
            if (statement.test !== undefined) {
                readsOf(statement.test, read);
            }
            all(statement.body);
            break;
        case "return":
            if (statement.value !== undefined) {
                readsOf(statement.value, read);
            }
            break;
        default:
            break;
    }
}
