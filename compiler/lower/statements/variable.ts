import { Node, type VariableDeclaration, type VariableDeclarationList, type VariableStatement } from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import { declareVariable } from "../binding.ts";
import { lowerClass } from "../classes/evaluate.ts";
import type { FunctionContext } from "../context.ts";
import { declareFromExpression } from "../patterns.ts";
import { isVar } from "../variables.ts";
import { visitExpression } from "../visitors.ts";

export function lowerVariableStatement(node: VariableStatement, context: FunctionContext): void {
    if (!node.hasDeclareKeyword()) lowerVariableList(node.getDeclarationList(), context);
}

export function lowerVariableList(node: VariableDeclarationList, context: FunctionContext): void {
    for (const declaration of node.getDeclarations()) {
        context.at(declaration, () => {
            lowerDeclaration(declaration, context);
        });
    }
}

function lowerDeclaration(node: VariableDeclaration, context: FunctionContext): void {
    const name = node.getNameNode();
    const initializer = node.getInitializer();
    if (!Node.isIdentifier(name)) {
        if (initializer !== undefined) declareFromExpression(name, initializer, context);
        return;
    }
    if (initializer === undefined && isVar(node)) return;
    // `const Name = class { ... }` names a class as a declaration does.
    if (Node.isClassExpression(initializer) && context.program.classes.of(initializer) !== undefined) {
        lowerClass(initializer, context);
        return;
    }
    const value = initializer === undefined ? UNDEFINED : visitExpression(initializer, context);
    declareVariable(node, value, context);
}
