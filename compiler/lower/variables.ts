/**
 * What has to be known of every variable before the first instruction is made: which function owns
 * it, whether closures share it in a cell, whether a use can come before its declaration ran.
 */
import {
    type ForInStatement,
    type ForOfStatement,
    Node,
    type VariableDeclarationList,
    VariableDeclarationKind,
} from "ts-morph";
import { enclosingFunction } from "./symbols.ts";
import type { EnumEntries } from "./enums.ts";
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
    readonly isVar: boolean;
    /** The name of a class inside of it, which nothing can assign. */
    readonly isInner?: true;
    /** The declarations of a `var` that give it a value, in the order of the source. */
    readonly initialisers: Node[];
    /** A `var` that can be used, or has to exist, before one of them ran: it is undefined then. */
    startsUndefined: boolean;
    /** The parameter whose value a `var` of its name starts with, where they are two variables. */
    parameter: Variable | undefined;
    /** The members of an enum that needs no object. */
    constants: EnumEntries | undefined;
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
        isGlobal: isOfModule(scope) && !isNamedExpression(declaration),
        initialisedAt: initialisationOf(declaration),
        references: [],
        writes: [],
        captured: false,
        cell: false,
        startsUninitialised: false,
        unproven: new Set(),
        // An enum is a `var` at the level of a module, and a `let` elsewhere.
        isVar: isVar(declaration) || (isMergeable(declaration) && isOfModule(scope)),
        initialisers: [],
        startsUndefined: false,
        parameter: undefined,
        constants: undefined,
        closed: false,
        usedAsValue: false,
        global: undefined,
    };
}

/**
 * A variable that no name of the program stands for, of the function `owner`; with `global` it is
 * there once.
 */
export const hiddenVariable = (
    name: string,
    declaration: Node,
    owner: Node,
    given: Partial<Pick<Variable, "isGlobal" | "captured" | "cell" | "startsUninitialised" | "startsUndefined">> = {},
): Variable => ({
    ...newVariable(declaration, name, owner),
    isGlobal: false,
    isVar: false,
    captured: true,
    ...given,
});

/** A module, or a namespace: its variables are there once, like those of a module. */
const isOfModule = (scope: Node): boolean => Node.isSourceFile(scope) || Node.isModuleBlock(scope);

const isMergeable = (declaration: Node): boolean =>
    Node.isEnumDeclaration(declaration) || Node.isModuleDeclaration(declaration);

function isImported(name: Node): boolean {
    const parent = name.getParent();
    const isShorthand = Node.isShorthandPropertyAssignment(parent) && parent.getNameNode() === name;
    return (isShorthand ? parent.getValueSymbol() : name.getSymbol())?.isAlias() === true;
}

/**
 * Whether an assignment there throws: to a constant, to the own name of a function or class
 * expression, to what another module declares.
 */
export function isConstantFrom({ declaration, isInner }: Variable, reference: Node): boolean {
    if (isInner === true || isNamedExpression(declaration)) return true;
    if (Node.isPropertyAccessExpression(reference) && !declaration.getFirstAncestor((at) => Node.isModuleBlock(at)))
        return true;
    if (isImported(reference)) return true;
    const kind = listOf(declaration)?.getDeclarationKind();
    return kind !== undefined && kind !== VariableDeclarationKind.Let && kind !== VariableDeclarationKind.Var;
}

/** The name of a function or class expression is known inside it alone. */
const isNamedExpression = (node: Node): boolean => Node.isFunctionExpression(node) || Node.isClassExpression(node);

/** The end of the declaration; of a loop over elements the end of what is iterated. */
export function initialisationOf(declaration: Node): number {
    const loop = listOf(declaration)?.getParent();
    return isElementLoop(loop) ? loop.getExpression().getEnd() : declaration.getEnd();
}

/** A loop over elements, or over names. */
export const isElementLoop = (node: Node | undefined): node is ForOfStatement | ForInStatement =>
    Node.isForOfStatement(node) || Node.isForInStatement(node);

/**
 * Whether a moment comes before the declaration ran. What a pattern takes apart is evaluated before
 * the names that stand in front of it.
 */
export function isBefore(moment: number, declaration: Node, initialisedAt: number): boolean {
    if (moment < initialisedAt) return true;
    let current = declaration;
    while (Node.isBindingElement(current)) {
        current = current.getParentOrThrow().getParentOrThrow();
        const source = Node.isInitializerExpressionGetable(current) ? current.getInitializer() : undefined;
        if (source !== undefined && moment >= source.getPos() && moment < source.getEnd()) return true;
    }
    return false;
}

/** The `let`, `const` or `var` that a variable or an element of a pattern belongs to. */
export function listOf(declaration: Node): VariableDeclarationList | undefined {
    const current = rootOf(declaration);
    const list = Node.isVariableDeclaration(current) ? current.getParent() : undefined;
    return Node.isVariableDeclarationList(list) ? list : undefined;
}

export function isVar(declaration: Node): boolean {
    return listOf(declaration)?.getDeclarationKind() === VariableDeclarationKind.Var;
}

/**
 * Parameters and a function expression's own name belong to the function itself, not to the one
 * around.
 */
export function ownerOf(node: Node): Node {
    const root = rootOf(node);
    return Node.isParameterDeclaration(root) ? root.getParentOrThrow() : enclosingFunction(root);
}

/** The parameter or variable whose pattern an element is in. */
export function rootOf(declaration: Node): Node {
    let current = declaration;
    while (Node.isBindingElement(current)) current = current.getParentOrThrow().getParentOrThrow();
    return current;
}

function scopeOf(declaration: Node, owner: Node): Node {
    const current = rootOf(declaration);
    if (Node.isParameterDeclaration(current) || isNamedExpression(current)) return owner;
    if (Node.isExportAssignment(current)) return current.getSourceFile();
    if (isVar(current)) return varScopeOf(owner, current);
    let parent = current.getParent();
    while (parent !== undefined && !isScope(parent)) parent = parent.getParent();
    return parent ?? owner;
}

/** Where a `var` in a function, module or namespace lives. */
export function varScopeOf(owner: Node, declaration: Node): Node {
    const namespace = Node.isSourceFile(owner)
        ? declaration.getFirstAncestor((at) => Node.isModuleBlock(at))
        : undefined;
    if (namespace !== undefined) return namespace;
    const body = Node.isBodied(owner) || Node.isBodyable(owner) ? owner.getBody() : undefined;
    return body ?? owner;
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
