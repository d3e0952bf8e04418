/**
 * Finds every variable of the program's modules and settles captures, cells and checks. Runs before
 * lowering.
 */
import { Node, type SourceFile } from "ts-morph";
import { creationPositions, type FunctionPositions } from "./hoisting.ts";
import type { ModuleGraph } from "./modules.ts";
import {
    declarationOf,
    enclosingFunction,
    forEachEvaluated,
    isAssignmentTarget,
    isVariableReference,
    skipOuter,
} from "./symbols.ts";
import { isConstantFrom, newVariable, type Variable } from "./variables.ts";

export class Scopes {
    private readonly byDeclaration = new Map<Node, Variable>();
    private readonly byScope = new Map<Node, Variable[]>();
    private readonly graph: ModuleGraph;
    private positions: FunctionPositions = new Map();

    constructor(graph: ModuleGraph) {
        this.graph = graph;
    }

    /** All modules of one load at once, because uses cross files. */
    addModules(files: readonly SourceFile[]): void {
        for (const file of files) {
            forEachEvaluated(file, (node) => {
                this.declare(node);
            });
        }
        const added = new Set<Variable>();
        for (const file of files) {
            forEachEvaluated(file, (node) => {
                const variable = this.refer(node);
                if (variable !== undefined) added.add(variable);
            });
        }
        for (const [, variable] of this.byDeclaration)
            if (files.includes(variable.declaration.getSourceFile())) added.add(variable);
        this.positions = new Map([...this.positions, ...creationPositions(files)]);
        this.settleClosed();
        for (const variable of added) this.settle(variable);
    }

    /**
     * The variable that a declaration makes; undefined for classes of native modules, types and the
     * like.
     */
    of(declaration: Node): Variable | undefined {
        return this.byDeclaration.get(declaration);
    }

    /** The variable that a name stands for. */
    referredBy(name: Node): Variable | undefined {
        const declaration = declarationOf(name);
        return declaration === undefined ? undefined : this.byDeclaration.get(declaration);
    }

    in(scope: Node): readonly Variable[] {
        return this.byScope.get(scope) ?? [];
    }

    /**
     * When a function declaration's value is made: right before the statement at the position,
     * those of one statement in the order of the source.
     */
    creationOf(declaration: Node): number {
        const position = this.positions.get(declaration) ?? declaration.getStart();
        return position - 1 + declaration.getStart() * SOURCE_ORDER;
    }

    private declare(node: Node): void {
        const isBinding =
            Node.isVariableDeclaration(node) || Node.isBindingElement(node) || Node.isParameterDeclaration(node);
        if (isBinding && !Node.isIdentifier(node.getNameNode())) return;
        const named =
            isBinding ||
            Node.isFunctionDeclaration(node) ||
            ((Node.isFunctionExpression(node) || Node.isClassExpression(node)) && node.getName() !== undefined) ||
            Node.isClassDeclaration(node) ||
            (Node.isExportAssignment(node) && !node.isExportEquals());
        if (!named) return;
        const name = Node.isExportAssignment(node) ? "default" : (node.getName() ?? "default");
        const variable = newVariable(node, name, ownerOf(node));
        this.byDeclaration.set(node, variable);
        const inScope = this.byScope.get(variable.scope) ?? [];
        inScope.push(variable);
        this.byScope.set(variable.scope, inScope);
    }

    private refer(node: Node): Variable | undefined {
        const name = Node.isPropertyAccessExpression(node) ? this.namespaceMember(node) : node;
        if (name === undefined || (name === node && !isVariableReference(node))) return undefined;
        const variable = this.referredBy(name);
        if (variable === undefined) return undefined;
        if (isAssignmentTarget(node) && !isConstantFrom(variable, node)) variable.writes.push(node.getStart());
        variable.references.push({ node, from: enclosingFunction(node), isCall: isCallee(node) });
        return variable;
    }

    /** `x` of `module.x`, where `module` is a namespace import of a module of the program. */
    private namespaceMember(node: Node): Node | undefined {
        if (!Node.isPropertyAccessExpression(node) || !Node.isIdentifier(node.getExpression())) return undefined;
        return Node.isSourceFile(declarationOf(node.getExpression())) ? node.getNameNode() : undefined;
    }

    /**
     * A function declaration is closed when it uses locals of no other function, except by calling
     * closed ones.
     */
    private settleClosed(): void {
        const functions = [...this.byDeclaration.values()].filter(
            ({ declaration, writes }) => Node.isFunctionDeclaration(declaration) && writes.length === 0,
        );
        for (const variable of functions) variable.closed = true;
        const open = (variable: Variable, { node, from, isCall }: Variable["references"][number]): void => {
            if (variable.isGlobal || (variable.closed && isCall)) return;
            for (let around: Node = from; around !== variable.owner; around = enclosingFunction(around)) {
                const owner = this.byDeclaration.get(around);
                if (owner?.closed === true && !Node.isClassDeclaration(around)) owner.closed = false;
                if (Node.isSourceFile(around)) throw new Error(`${node.getText()} is used outside of its owner`);
            }
        };
        for (let before = -1, after = 0; before !== after;) {
            before = functions.filter(({ closed }) => closed).length;
            for (const variable of this.byDeclaration.values())
                for (const reference of variable.references) open(variable, reference);
            after = functions.filter(({ closed }) => closed).length;
        }
    }

    private settle(variable: Variable): void {
        if (Node.isFunctionDeclaration(variable.declaration))
            variable.initialisedAt = variable.isGlobal ? -1 : this.creationOf(variable.declaration) + SOURCE_ORDER / 2;
        let early = false;
        for (const reference of variable.references) {
            if (variable.closed && reference.isCall) continue;
            if (isInOwnClass(variable, reference.node)) continue;
            variable.usedAsValue = true;
            if (variable.isGlobal) {
                if (!this.isGlobalProven(variable, reference.node, reference.from)) variable.startsUninitialised = true;
                continue;
            }
            const at = this.momentOf(variable, reference.node, reference.from);
            variable.captured ||= reference.from !== variable.owner;
            early ||= reference.from !== variable.owner && at < variable.initialisedAt;
            if (at < variable.initialisedAt || !sameClause(variable, reference.node)) {
                variable.unproven.add(reference.node);
                variable.startsUninitialised = true;
            }
        }
        variable.cell = variable.captured && (variable.writes.length > 0 || early || variable.startsUninitialised);
    }

    /**
     * Where the use itself is, or where the function that will run it is made inside the owner of
     * the variable.
     */
    private momentOf(variable: Variable, node: Node, from: Node): number {
        let moment = node.getStart();
        for (let around = from; around !== variable.owner; around = enclosingFunction(around))
            moment = Node.isFunctionDeclaration(around) ? this.creationOf(around) : around.getStart();
        return moment;
    }

    private isGlobalProven(variable: Variable, node: Node, from: Node): boolean {
        const { declaration } = variable;
        if (Node.isFunctionDeclaration(declaration)) return true;
        const home = declaration.getSourceFile();
        if (node.getSourceFile() !== home) return !this.graph.inOneCycle(home, node.getSourceFile());
        if (Node.isClassDeclaration(declaration) && node.getFirstAncestor((around) => around === declaration))
            return true;
        if (Node.isSourceFile(from)) return node.getStart() >= variable.initialisedAt;
        return !this.graph.isInCycle(home) && this.graph.firstScriptCall(home) >= variable.initialisedAt;
    }
}

/**
 * Makes a position of the source (below 2 ** 24) a fraction, to order what happens at one position.
 */
const SOURCE_ORDER = 2 ** -24;

/**
 * Parameters and a function expression's own name belong to the function itself, not to the one
 * around.
 */
function ownerOf(node: Node): Node {
    let current = node;
    while (Node.isBindingElement(current)) current = current.getParentOrThrow().getParentOrThrow();
    if (Node.isParameterDeclaration(current)) return current.getParentOrThrow();
    return enclosingFunction(current);
}

function isCallee(node: Node): boolean {
    let outer = node;
    while (outer.getParent() !== undefined && skipOuter(outer.getParentOrThrow()) === skipOuter(node))
        outer = outer.getParentOrThrow();
    const call = outer.getParent();
    return Node.isCallExpression(call) && call.getExpression() === outer && !call.hasQuestionDotToken();
}

/** A class knows itself: inside its body the name is bound before any member runs. */
function isInOwnClass({ declaration, isGlobal }: Variable, node: Node): boolean {
    const isClass = Node.isClassDeclaration(declaration) || Node.isClassExpression(declaration);
    return !isGlobal && isClass && node.getFirstAncestor((around) => around === declaration) !== undefined;
}

/** The clauses of a switch share one scope, but a jump can skip a declaration in another clause. */
function sameClause(variable: Variable, node: Node): boolean {
    if (!Node.isCaseBlock(variable.scope) || Node.isFunctionDeclaration(variable.declaration)) return true;
    const clause = variable.declaration.getFirstAncestor((around) => around.getParent() === variable.scope);
    return node.getFirstAncestor((around) => around === clause) !== undefined;
}
