/**
 * Where the values of nested function declarations are made. JavaScript makes them at the start of
 * their block; nobody can tell if it happens right before the first statement that mentions one,
 * and then variables declared before that statement are known to be initialised.
 */
import { type FunctionDeclaration, Node, type SourceFile } from "ts-morph";
import { declarationOf, forEachEvaluated, isVariableReference } from "./symbols.ts";
import { isVar } from "./variables.ts";
import { descendants } from "./descendants.ts";

export type FunctionPositions = Map<Node, number>;

export function creationPositions(files: readonly SourceFile[]): FunctionPositions {
    const positions: FunctionPositions = new Map();
    for (const file of files) {
        for (const node of descendants(file)) {
            if (Node.isBlock(node)) settleBlock(node.getStatements(), positions);
            else if (Node.isCaseBlock(node)) settleClauses(node, positions);
        }
    }
    return positions;
}

function settleClauses(block: Node, positions: FunctionPositions): void {
    // Any clause can be the first to run, so the values are made before the clauses are tried.
    for (const clause of block.forEachChildAsArray()) {
        for (const node of clause.forEachChildAsArray())
            if (Node.isFunctionDeclaration(node)) positions.set(node, block.getStart());
    }
}

function settleBlock(statements: readonly Node[], positions: FunctionPositions): void {
    const functions = statements.filter((statement) => Node.isFunctionDeclaration(statement));
    if (functions.length === 0) return;
    const end = statements.at(-1)?.getEnd() ?? 0;
    const mentions = new Map(statements.map((statement) => [statement, mentioned(statement, functions)]));
    for (const declaration of functions) positions.set(declaration, end);
    const lower = (declaration: Node, position: number): boolean => {
        if (position >= (positions.get(declaration) ?? end)) return false;
        positions.set(declaration, position);
        return true;
    };
    let changed = true;
    while (changed) {
        changed = false;
        for (const [statement, names] of mentions) {
            const position = Node.isFunctionDeclaration(statement) ? positions.get(statement) : statement.getStart();
            for (const name of names) changed = lower(name, position ?? end) || changed;
        }
    }
}

function mentioned(statement: Node, functions: readonly FunctionDeclaration[]): Set<Node> {
    const found = new Set<Node>();
    forEachEvaluated(statement, (node) => {
        // A `var` may have the name of a function.
        const isNamed = (Node.isVariableDeclaration(node) || Node.isBindingElement(node)) && isVar(node);
        const named = isNamed ? functions.find((declaration) => declaration.getName() === node.getName()) : undefined;
        if (named !== undefined) found.add(named);
        if (!isVariableReference(node)) return;
        const declaration = declarationOf(node);
        if (declaration !== undefined && functions.some((known) => known === declaration)) found.add(declaration);
    });
    return found;
}
