/**
 * `var`: one variable for the whole function or module, undefined until a declaration gives it a
 * value. Where a declaration surely ran before a use, nothing of that shows; `Place` is what has to
 * be known of a declaration to tell.
 */
import { Node } from "ts-morph";
import type { ModuleGraph } from "./modules.ts";
import { isFunctionBoundary } from "./symbols.ts";
import { initialisationOf, isBefore, isElementLoop, listOf } from "./variables.ts";
import { hasDescendant } from "./descendants.ts";

export interface Place {
    readonly declaration: Node;
    /** Behind it the variable has the value. */
    readonly at: number;
    /** What is behind it and in here runs after it. */
    readonly region: Node;
    /** In no loop of its function. */
    readonly runsOnce: boolean;
}

export function placeOf(declaration: Node): Place {
    const list = listOf(declaration) ?? declaration;
    const isWhole = Node.isEnumDeclaration(list) || Node.isModuleDeclaration(list);
    const holder = isWhole ? list : list.getParentOrThrow();
    const region = isElementLoop(holder) ? holder : regionOf(holder);
    return { declaration, at: initialisationOf(declaration), region, runsOnce: !isRepeated(list) };
}

export function isWithin(node: Node, { region }: Place): boolean {
    return node.getPos() >= region.getPos() && node.getEnd() <= region.getEnd();
}

/** Whether the declaration surely ran before a use at a moment of the same function. */
export function isBehind(place: Place, moment: number, use: Node): boolean {
    return !isBefore(moment, place.declaration, place.at) && isWithin(use, place);
}

/** The same for a variable of a module, which all functions and modules can use. */
export function provesGlobal(place: Place, use: Node, from: Node, graph: ModuleGraph): boolean {
    const home = place.declaration.getSourceFile();
    const isLocal = use.getSourceFile() === home;
    if (isLocal && Node.isSourceFile(from)) return isBehind(place, use.getStart(), use);
    if (!Node.isSourceFile(place.region)) return false;
    if (!isLocal) return !graph.inOneCycle(home, use.getSourceFile());
    return !graph.isInCycle(home) && !isBefore(graph.firstScriptCall(home), place.declaration, place.at);
}

/** The list of statements that a statement belongs to; without braces the statement itself. */
function regionOf(statement: Node): Node {
    const parent = statement.getParentOrThrow();
    // What stands in a namespace runs when the module comes to it, once.
    if (Node.isModuleBlock(parent)) return regionOf(parent.getParentOrThrow());
    if (Node.isModuleDeclaration(parent)) return regionOf(parent);
    const isList =
        Node.isBlock(parent) || Node.isSourceFile(parent) || Node.isCaseClause(parent) || Node.isDefaultClause(parent);
    return isList ? parent : statement;
}

function isRepeated(list: Node): boolean {
    let inner = list;
    for (let around = list.getParent(); around !== undefined; inner = around, around = around.getParent()) {
        if (isFunctionBoundary(around)) return false;
        if (Node.isForStatement(around) && around.getInitializer() === inner) continue;
        if (Node.isIterationStatement(around)) return true;
    }
    return false;
}

/** Whether it gives a value: it has one, or stands in a pattern or a loop over elements. */
export function givesValue(declaration: Node): boolean {
    if (!Node.isVariableDeclaration(declaration)) return true;
    return declaration.getInitializer() !== undefined || isElementLoop(listOf(declaration)?.getParent());
}

/**
 * Whether the parameters of a function can run code. If so, `var`s with their names are variables
 * of their own (ECMA-262 10.2.11).
 */
export function haveExpressions(owner: Node): boolean {
    if (!Node.isParametered(owner)) return false;
    return owner.getParameters().some((parameter) => {
        const name = parameter.getNameNode();
        const isExpression = (node: Node): boolean =>
            Node.isComputedPropertyName(node) || (Node.isBindingElement(node) && node.hasInitializer());
        return parameter.hasInitializer() || hasDescendant(name, isExpression);
    });
}

/** The `catch` clauses of the same function around a declaration, innermost first. */
export function* clausesAround(declaration: Node): Generator<Node> {
    for (let around = declaration.getParent(); around !== undefined; around = around.getParent()) {
        if (isFunctionBoundary(around)) return;
        if (Node.isCatchClause(around)) yield around;
    }
}
