/**
 * What has to be known of every variable before the first instruction is made: which function owns
 * it, whether closures share it in a cell, whether a use can come before its declaration ran.
 */
import { Node, SyntaxKind, VariableDeclarationKind } from "ts-morph";
import type { Global } from "../ir/program.ts";

/**
 * A binding that the program declares: variable, parameter, function, class, or the value of
 * `export default`.
 */
export interface Variable {
    readonly name: string;
    readonly declaration: Node;
    /** The function whose activation holds it; the source file for module-level code. */
    readonly owner: Node;
    /** The block, loop, function or source file whose start begins its life. */
    readonly scope: Node;
    readonly isGlobal: boolean;
    /**
     * Where it is initialised, as a position in its file: a use behind it, in the same function,
     * comes after.
     */
    initialisedAt: number;
    readonly references: Reference[];
    /** Positions of assignments other than the initialisation. */
    readonly writes: number[];
    /** Used by a closure. */
    captured: boolean;
    /** Captured and assigned after capture: closures and owner share a cell. */
    cell: boolean;
    /** Some use can come before the initialisation. Then the variable starts uninitialised. */
    startsUninitialised: boolean;
    /** Those uses, if the variable is no cell or global; all uses are checked if it is. */
    readonly unproven: Set<Node>;
    /**
     * A function declaration that needs nothing of an activation, so that calls need no function
     * value.
     */
    closed: boolean;
    /** Somebody needs its function value. */
    usedAsValue: boolean;
    global: Global | undefined;
}

export interface Reference {
    readonly node: Node;
    /** The function around the use. */
    readonly from: Node;
    /** The callee of a call. */
    readonly isCall: boolean;
}

export function newVariable(declaration: Node, name: string, owner: Node): Variable {
    const scope = scopeOf(declaration, owner);
    return {
        name,
        declaration,
        owner,
        scope,
        isGlobal: Node.isSourceFile(scope) && !isNamedExpression(declaration),
        initialisedAt: initialisationOf(declaration),
        references: [],
        writes: [],
        captured: false,
        cell: false,
        startsUninitialised: false,
        unproven: new Set(),
        closed: false,
        usedAsValue: false,
        global: undefined,
    };
}

function isImported(name: Node): boolean {
    const parent = name.getParent();
    const isShorthand = Node.isShorthandPropertyAssignment(parent) && parent.getNameNode() === name;
    return (isShorthand ? parent.getValueSymbol() : name.getSymbol())?.isAlias() === true;
}

/**
 * Whether an assignment there throws: to a constant, to the own name of a function or class
 * expression, to what another module declares.
 */
export function isConstantFrom({ declaration }: Variable, reference: Node): boolean {
    if (isNamedExpression(declaration) || Node.isPropertyAccessExpression(reference)) return true;
    if (isImported(reference)) return true;
    const list = inList(declaration)
        ? declaration.getFirstAncestorByKind(SyntaxKind.VariableDeclarationList)
        : undefined;
    return list !== undefined && list.getDeclarationKind() !== VariableDeclarationKind.Let;
}

/** The name of a function or class expression is known inside it alone. */
const isNamedExpression = (node: Node): boolean => Node.isFunctionExpression(node) || Node.isClassExpression(node);

/** The end of the declaration; of a loop over elements the end of what is iterated. */
function initialisationOf(declaration: Node): number {
    if (Node.isClassDeclaration(declaration)) return declaration.getEnd();
    const list = declaration.getFirstAncestorByKind(SyntaxKind.VariableDeclarationList);
    const loop = list?.getParent();
    const isLoopVariable =
        Node.isForOfStatement(loop) &&
        list !== undefined &&
        declaration.getEnd() <= list.getEnd() &&
        inList(declaration);
    return isLoopVariable ? loop.getExpression().getEnd() : declaration.getEnd();
}

function inList(declaration: Node): boolean {
    let current: Node | undefined = declaration;
    while (Node.isBindingElement(current)) current = current.getParent()?.getParent();
    return Node.isVariableDeclaration(current);
}

function scopeOf(declaration: Node, owner: Node): Node {
    let current: Node = declaration;
    while (Node.isBindingElement(current)) current = current.getParentOrThrow().getParentOrThrow();
    if (Node.isParameterDeclaration(current) || isNamedExpression(current)) return owner;
    if (Node.isExportAssignment(current)) return current.getSourceFile();
    let parent = current.getParent();
    while (parent !== undefined && !isScope(parent)) parent = parent.getParent();
    return parent ?? owner;
}

function isScope(node: Node): boolean {
    return (
        Node.isBlock(node) ||
        Node.isSourceFile(node) ||
        Node.isCaseBlock(node) ||
        Node.isForStatement(node) ||
        Node.isForOfStatement(node) ||
        Node.isForInStatement(node) ||
        Node.isCatchClause(node) ||
        Node.isModuleBlock(node)
    );
}
