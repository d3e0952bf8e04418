/** Scopes and lists of statements. */
import {
    type Block as BlockNode,
    type ClassDeclaration,
    type ClassExpression,
    type FunctionDeclaration,
    Node,
    type Statement,
} from "ts-morph";
import { enterVariable, initialiseVariable, renewVariable } from "../binding.ts";
import { classExpression } from "../../diagnostics/unsupported.ts";
import { UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import { lowerClass } from "../classes/evaluate.ts";
import { evaluateClass } from "../classes/general/evaluate.ts";
import type { FunctionContext } from "../context.ts";
import { makeFunctionValue } from "../functions.ts";
import { visitStatement } from "../visitors.ts";

export function lowerBlock(node: BlockNode, context: FunctionContext): void {
    lowerInScope(node, context, () => {
        lowerStatements(node.getStatements(), context);
    });
}

/**
 * Enters the scope of a node: variables that can be used before their declaration come into being
 * uninitialised.
 */
export function lowerInScope(scope: Node, context: FunctionContext, body: () => void): void {
    for (const variable of context.program.scopes.in(scope)) {
        const isParameter = Node.isParameterDeclaration(variable.declaration);
        if (!isParameter && !Node.isFunctionExpression(variable.declaration)) enterVariable(variable, context);
    }
    body();
}

/** A new iteration: closures of the last one keep its variables. */
export function renewScope(scope: Node, context: FunctionContext): void {
    for (const variable of context.program.scopes.in(scope)) renewVariable(variable, context);
}

/**
 * Function declarations are made before the statement that first mentions them; see hoisting.ts.
 */
export function lowerStatements(statements: readonly Statement[], context: FunctionContext): void {
    const functions = statements.filter(Node.isFunctionDeclaration);
    const waiting = new Set(functions.filter((declaration) => isMade(declaration, context)));
    const makeUpTo = (position: number): void => {
        for (const declaration of functions) {
            if (!waiting.has(declaration) || context.program.scopes.creationOf(declaration) > position) continue;
            waiting.delete(declaration);
            makeDeclaration(declaration, context);
        }
    };
    for (const statement of statements) {
        if (!Node.isFunctionDeclaration(statement)) makeUpTo(statement.getStart());
        visitStatement(statement, context);
    }
}

/** Somebody uses the value of a function that belongs to an activation. */
function isMade(declaration: FunctionDeclaration, context: FunctionContext): boolean {
    const variable = context.program.scopes.of(declaration);
    return variable?.usedAsValue === true && !variable.isGlobal;
}

export function makeDeclaration(declaration: FunctionDeclaration, context: FunctionContext): void {
    const variable = context.program.scopes.of(declaration);
    if (variable === undefined || !isMade(declaration, context)) return;
    context.at(declaration, () => {
        initialiseVariable(variable, makeFunctionValue(declaration, variable.name, context), context);
    });
}

export function lowerClassDeclaration(node: ClassDeclaration, context: FunctionContext): void {
    if (!context.program.generals.isGeneral(node)) {
        lowerClass(node, context);
        return;
    }
    const value = evaluateClass(node, context);
    const variable = context.program.scopes.of(node);
    if (variable !== undefined) initialiseVariable(variable, value, context);
}

/** A class that no declaration or `new` names. */
export function lowerClassExpression(node: ClassExpression, context: FunctionContext): Operand {
    if (context.program.generals.isGeneral(node)) return evaluateClass(node, context);
    context.program.unsupportedIn(node, node.getFirstChild() ?? node, classExpression);
    return UNDEFINED;
}
