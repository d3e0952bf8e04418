/**
 * Tagged values that must leave no copy behind when they are cleared: each access is a call of
 * `tsp_keep` or `tsp_kept`.
 */
import { addressOf, assign, call, expressionStatement } from "./ast.ts";
import type { CExpression, CStatement } from "./ast.ts";
import { mapParts } from "./walk.ts";

/** `variables` hold such values, `addresses` are parameters that point to some. */
export class InWords {
    private readonly variables: ReadonlySet<string>;
    private readonly addresses: ReadonlySet<string>;

    constructor(variables: ReadonlySet<string>, addresses: ReadonlySet<string>) {
        this.variables = variables;
        this.addresses = addresses;
    }

    rewrite(statements: readonly CStatement[]): CStatement[] {
        return statements.map((statement) => ({ ...this.inside(statement), position: statement.position }));
    }

    private inside(statement: CStatement): CStatement {
        switch (statement.kind) {
            case "assign": {
                const place = this.placeOf(statement.target);
                const value = this.read(statement.value);
                return place === undefined
                    ? assign(this.read(statement.target), value)
                    : expressionStatement(call("tsp_keep", place, value));
            }
            case "expression":
                return expressionStatement(this.read(statement.expression));
            case "if":
                return {
                    ...statement,
                    test: this.read(statement.test),
                    then: this.rewrite(statement.then),
                    otherwise: this.rewrite(statement.otherwise),
                };
            case "while":
                return {
                    ...statement,
                    test: statement.test === undefined ? undefined : this.read(statement.test),
                    body: this.rewrite(statement.body),
                };
            case "return":
                return { ...statement, value: statement.value === undefined ? undefined : this.read(statement.value) };
            default:
                return statement;
        }
    }

    private placeOf(expression: CExpression): CExpression | undefined {
        if (expression.kind === "identifier")
            return this.variables.has(expression.name) ? addressOf(expression) : undefined;
        const isPlace =
            expression.kind === "unary" &&
            expression.operator === "*" &&
            expression.operand.kind === "identifier" &&
            this.addresses.has(expression.operand.name);
        return isPlace ? expression.operand : undefined;
    }

    private read(expression: CExpression): CExpression {
        if (expression.kind === "unary" && expression.operator === "&" && expression.operand.kind === "identifier")
            return expression;
        const place = this.placeOf(expression);
        return place === undefined ? mapParts(expression, (part) => this.read(part)) : call("tsp_kept", place);
    }
}
