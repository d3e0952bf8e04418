/** Functions: parameters, body, and the value that closes over what the body uses. */
import { suspendingFunction } from "../diagnostics/unsupported.ts";
import { Node, type ParameterDeclaration } from "ts-morph";
import { UNDEFINED } from "../ir/builder.ts";
import type { Local, Operand } from "../ir/program.ts";
import { usesArguments } from "./arguments-object.ts";
import { enterVariable, initialiseVariable } from "./binding.ts";
import { asksNewTarget, takeNewTarget } from "./new-targets.ts";
import { FunctionContext } from "./context.ts";
import { nameOf } from "./names.ts";
import { declarePattern, withDefault } from "./patterns.ts";
import type { FunctionRequest } from "./program.ts";
import { lowerInScope, lowerStatements } from "./statements/block.ts";
import { leaveTo } from "./statements/finally.ts";
import { visitExpression } from "./visitors.ts";
import { isAccessor } from "./symbols.ts";
import { descendants } from "./descendants.ts";

/** Makes the value of a function that is written here. */
export function makeFunctionValue(node: Node, name: string, context: FunctionContext): Operand {
    const { builder, program } = context;
    if (isSuspending(node)) {
        program.unsupported(node, suspendingFunction);
        return UNDEFINED;
    }
    const own = program.scopes.of(node);
    const target = builder.temporary(name);
    if (own?.closed === true) {
        builder.makeFunction({ target, function: program.declaredFunction(own), captures: [] });
        return target;
    }
    const namesItself = Node.isFunctionExpression(node) && own?.usedAsValue === true;
    if (namesItself) enterVariable(own, context);
    const inner = program.newBuilder(node, functionRequest(node, name));
    const closure = new FunctionContext(
        program,
        inner,
        node,
        context,
        Node.isArrowFunction(node) ? context.owner : undefined,
    );
    lowerFunction(node, closure);
    const captures = context.captureOperands(closure);
    builder.makeFunction({ target, function: inner.function, captures });
    if (namesItself) initialiseVariable(own, target, context);
    return target;
}

export function lowerFunctionExpression(node: Node, context: FunctionContext): Operand {
    return makeFunctionValue(node, functionName(node), context);
}

/** Its own name, or that of the variable or property that it is assigned to. */
function functionName(node: Node): string {
    if (Node.isFunctionExpression(node) && node.getName() !== undefined) return node.getName() ?? "";
    const parent = node.getParent();
    if (Node.isVariableDeclaration(parent) || Node.isPropertyDeclaration(parent))
        return nameOf(parent.getNameNode(), "closure");
    return Node.isPropertyAssignment(parent) ? nameOf(parent.getNameNode(), "closure") : "closure";
}

export function functionRequest(node: Node, name: string): FunctionRequest {
    const request = { name, kind: "function", usesThis: usesThis(node), rest: takesRest(node) } as const;
    const isConstructor = Node.isFunctionDeclaration(node) || Node.isFunctionExpression(node);
    return isConstructor ? { ...request, isConstructor, takesNewTarget: asksNewTarget(node) } : request;
}

/** Whether the last parameter in the IR is an array of what follows. */
export function takesRest(node: Node): boolean {
    return hasRest(node) || (usesArguments(node) && !isAccessor(node));
}

function hasRest(node: Node): boolean {
    return Node.isParametered(node) && node.getParameters().some((parameter) => parameter.isRestParameter());
}

export function isSuspending(node: Node): boolean {
    return (Node.isAsyncable(node) && node.isAsync()) || (Node.isGeneratorable(node) && node.isGenerator());
}

/** Whether the function has a `this` of its own and uses it, itself or in an arrow function. */
function usesThis(node: Node): boolean {
    if (Node.isArrowFunction(node)) return false;
    for (const inner of descendants(node, (below) => !hasOwnThis(below)))
        if (Node.isThisExpression(inner) || Node.isSuperExpression(inner)) return true;
    return false;
}

function hasOwnThis(node: Node): boolean {
    return (
        Node.isFunctionDeclaration(node) ||
        Node.isFunctionExpression(node) ||
        Node.isMethodDeclaration(node) ||
        Node.isGetAccessorDeclaration(node) ||
        Node.isSetAccessorDeclaration(node) ||
        Node.isClassDeclaration(node) ||
        Node.isClassExpression(node)
    );
}

/** The whole function into its builder. */
export function lowerFunction(node: Node, context: FunctionContext): void {
    if (asksNewTarget(node)) takeNewTarget(node, context);
    bindParameters(declareParameters(node, context), context);
    lowerBody(node, context);
    context.builder.finish();
}

type Parameters = readonly { readonly declaration: ParameterDeclaration; readonly local: Local }[];

export function declareParameters(node: Node, context: FunctionContext): Parameters {
    if (!Node.isParametered(node)) return [];
    const declared = node.getParameters().filter((declaration) => declaration.getName() !== "this");
    const open = declared.findIndex((each) => each.hasInitializer() || each.isRestParameter());
    context.builder.function.length = open < 0 ? declared.length : open;
    const named = declared.map((declaration) => ({
        declaration,
        name: nameOf(declaration.getNameNode(), "parameter"),
    }));
    const { builder } = context;
    const uses = usesArguments(node);
    if (!uses || isAccessor(node)) {
        const parameters = named.map(({ declaration, name }) => ({
            declaration,
            local: builder.local(name, "parameter"),
        }));
        // What an accessor is called with is known.
        if (uses) listArguments(node, parameters, context);
        return parameters;
    }
    builder.function.collectsAll = true;
    const plain = named.filter(({ declaration }) => !declaration.isRestParameter());
    const parameters = plain.map(({ declaration, name }) => ({ declaration, local: builder.local(name, "parameter") }));
    const all = builder.local("arguments", "parameter");
    bindArguments(node, all, context);
    const [rest] = named.slice(plain.length);
    if (rest === undefined) return parameters;
    const local = builder.local(rest.name, "variable");
    builder.arrayRest({ target: local, source: all, from: plain.length });
    return [...parameters, { declaration: rest.declaration, local }];
}

function bindArguments(node: Node, all: Local, context: FunctionContext): void {
    const variable = context.program.scopes.argumentsOf(node);
    if (variable !== undefined) context.bind(variable, all);
}

function listArguments(node: Node, parameters: Parameters, context: FunctionContext): void {
    const all = context.builder.local("arguments", "variable");
    const parts = parameters.map(({ local }) => ({ kind: "element" as const, value: local }));
    context.builder.newArray({ target: all, parts });
    bindArguments(node, all, context);
}

/**
 * Defaults and patterns, left to right; a default that uses a later parameter finds it
 * uninitialised.
 */
export function bindParameters(parameters: Parameters, context: FunctionContext): void {
    for (const variable of context.program.scopes.in(context.node)) {
        if (Node.isFunctionExpression(variable.declaration)) continue;
        enterVariable(variable, context);
    }
    for (const { declaration, local } of parameters) {
        context.at(declaration, () => {
            const variable = context.program.scopes.of(declaration);
            const initializer = declaration.getInitializer();
            const isPlain = variable !== undefined && !variable.cell && !variable.startsUninitialised;
            if (isPlain && initializer === undefined) {
                context.bind(variable, local);
                return;
            }
            const value = initializer === undefined ? local : withDefault(local, initializer, local.name, context);
            declarePattern(declaration.getNameNode(), value, declaration, context);
        });
    }
}

export function lowerBody(node: Node, context: FunctionContext): void {
    const body = Node.isBodied(node) || Node.isBodyable(node) ? node.getBody() : undefined;
    if (Node.isBlock(body)) {
        lowerInScope(body, context, () => {
            lowerStatements(body.getStatements(), context);
        });
    } else if (body !== undefined) {
        const value = visitExpression(body, context);
        context.at(body, () => {
            leaveTo({ kind: "return" }, value, context);
        });
    }
}
