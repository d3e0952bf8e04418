/** The parts of C expressions. */
import type { CExpression, CInitializer } from "./ast.ts";

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
