/** The parts of C expressions, and expressions with other parts. */
import type { CExpression, CInitializer, CStatement } from "./ast.ts";

const NONE: readonly CExpression[] = [];

export function partsOf(expression: CExpression): readonly CExpression[] {
    switch (expression.kind) {
        case "identifier":
        case "literal":
            return NONE;
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
            return partsOfInitializer(expression.initializer);
    }
}

export const partsOfInitializer = (initializer: CInitializer): readonly CExpression[] =>
    initializer.kind === "list" ? initializer.items.flatMap(({ value }) => partsOfInitializer(value)) : [initializer];

/** Whether the statements name something that the test is true of. */
export function names(body: readonly CStatement[], test: (name: string) => boolean): boolean {
    const inExpression = (expression: CExpression): boolean =>
        (expression.kind === "identifier" && test(expression.name)) || partsOf(expression).some(inExpression);
    return body.some((statement) => {
        switch (statement.kind) {
            case "expression":
                return inExpression(statement.expression);
            case "assign":
                return inExpression(statement.target) || inExpression(statement.value);
            case "declare": {
                const { initializer } = statement.declaration;
                return initializer !== undefined && partsOfInitializer(initializer).some(inExpression);
            }
            case "if":
                return inExpression(statement.test) || names(statement.then, test) || names(statement.otherwise, test);
            case "while":
                return (statement.test !== undefined && inExpression(statement.test)) || names(statement.body, test);
            case "return":
                return statement.value !== undefined && inExpression(statement.value);
            default:
                return false;
        }
    });
}

type Map = (expression: CExpression) => CExpression;

export function mapParts(expression: CExpression, map: Map): CExpression {
    switch (expression.kind) {
        case "identifier":
        case "literal":
            return expression;
        case "call":
            return { ...expression, callee: map(expression.callee), arguments: expression.arguments.map(map) };
        case "unary":
        case "cast":
            return { ...expression, operand: map(expression.operand) };
        case "binary":
            return { ...expression, left: map(expression.left), right: map(expression.right) };
        case "conditional":
            return {
                ...expression,
                test: map(expression.test),
                then: map(expression.then),
                otherwise: map(expression.otherwise),
            };
        case "arrow":
        case "member":
            return { ...expression, object: map(expression.object) };
        case "index":
            return { ...expression, object: map(expression.object), index: map(expression.index) };
        case "compound":
            return { ...expression, initializer: mapInitializer(expression.initializer, map) };
    }
}

function mapInitializer(initializer: CInitializer, map: Map): CInitializer {
    if (initializer.kind !== "list") return map(initializer);
    return {
        ...initializer,
        items: initializer.items.map((item) => ({ ...item, value: mapInitializer(item.value, map) })),
    };
}
