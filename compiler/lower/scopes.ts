/**
 * Finds every variable of the program's modules and settles captures, cells and checks. Runs before
 * lowering.
 */
import { type EnumDeclaration, type ModuleDeclaration, Node, type SourceFile } from "ts-morph";
import { argumentsOwner, argumentsVariable, isArgumentsObject } from "./arguments-object.ts";
import { constantsOf, enumDeclarations, isInOwnEnum } from "./enums.ts";
import { creationPositions, type FunctionPositions } from "./hoisting.ts";
import { hasDescendant } from "./descendants.ts";
import { isJson } from "../load/kinds.ts";
import type { ModuleGraph } from "./modules.ts";
import { isExportAccess, isProgramNamespace } from "./namespaces.ts";
import {
    declarationOf,
    enclosingFunction,
    forEachEvaluated,
    isAssignmentTarget,
    isErased,
    isVariableReference,
    skipOuter,
} from "./symbols.ts";
import {
    isBefore,
    isConstantFrom,
    isVar,
    newVariable,
    ownerOf,
    type Reference,
    rootOf,
    type Variable,
    varScopeOf,
} from "./variables.ts";
import { clausesAround, givesValue, haveExpressions, isBehind, isWithin, placeOf, provesGlobal } from "./vars.ts";
import type { Place } from "./vars.ts";

export class Scopes {
    private readonly byDeclaration = new Map<Node, Variable>();
    private readonly byScope = new Map<Node, Variable[]>();
    private readonly byName = new Map<Node, Map<string, Variable>>();
    /** The parameters that a `var` has for itself inside the body. */
    private readonly bodyVars = new Map<Variable, Variable>();
    /** What `var e = ...` assigns inside of `catch (e)`. */
    private readonly caught = new Map<Node, Variable>();
    /** The names of classes in general form, inside of them. */
    private readonly inner = new Map<Node, Variable>();
    /** `arguments`, by its function. */
    private readonly ofCalls = new Map<Node, Variable>();
    private readonly graph: ModuleGraph;
    private readonly isGeneral: (node: Node) => boolean;
    private positions: FunctionPositions = new Map();

    /** `isGeneral`: whether a class is lowered in general form. */
    constructor(graph: ModuleGraph, isGeneral: (node: Node) => boolean) {
        this.graph = graph;
        this.isGeneral = isGeneral;
    }

    /** All modules of one load at once, because uses cross files. */
    addModules(files: readonly SourceFile[]): void {
        const vars: Node[] = [];
        for (const file of files) {
            if (isJson(file.compilerNode)) this.add(newVariable(file, "data", file));
            forEachEvaluated(file, (node) => {
                if (isVar(node)) vars.push(node);
                else this.declare(node);
            });
        }
        for (const declaration of vars) this.declareVar(declaration);
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
        if (isArgumentsObject(name)) return this.argumentsOf(argumentsOwner(name));
        const declaration = declarationOf(name);
        const variable = declaration === undefined ? undefined : this.byDeclaration.get(declaration);
        const inClass = declaration === undefined ? undefined : this.inner.get(declaration);
        if (inClass !== undefined && name.getFirstAncestor((around) => around === declaration) !== undefined)
            return inClass;
        const inBody = variable === undefined ? undefined : this.bodyVars.get(variable);
        const isInBody = inBody !== undefined && name.getFirstAncestor((around) => around === inBody.scope);
        return isInBody ? inBody : variable;
    }

    /** The `arguments` of a function. */
    argumentsOf(owner: Node | undefined): Variable | undefined {
        if (owner === undefined) return undefined;
        const variable = this.ofCalls.get(owner) ?? argumentsVariable(owner);
        this.ofCalls.set(owner, variable);
        return variable;
    }

    /** The variable that a declaration gives a value. */
    assignedBy(declaration: Node): Variable | undefined {
        return this.caught.get(declaration) ?? this.byDeclaration.get(declaration);
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
        if (Node.isEnumDeclaration(node)) {
            this.declareEnum(node);
            return;
        }
        if (Node.isModuleDeclaration(node)) {
            this.declareNamespace(node);
            return;
        }
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
        if (this.isGeneral(node)) this.declareInner(node, variable);
        if (!Node.isClassExpression(node) || !this.isGeneral(node)) this.add(variable);
    }

    /** A class knows itself by a name of its own, whatever becomes of the one around it. */
    private declareInner(node: Node, variable: Variable): void {
        const isName = (Node.isClassDeclaration(node) || Node.isClassExpression(node)) && node.getName() !== undefined;
        if (isName)
            this.inner.set(node, { ...variable, references: [], writes: [], unproven: new Set(), isInner: true });
    }

    /** The name of a class in general form inside of it. */
    innerOf(node: Node): Variable | undefined {
        return this.inner.get(node);
    }

    private declareEnum(node: EnumDeclaration): void {
        const declarations = enumDeclarations(node);
        if (node.hasDeclareKeyword() || declarations[0] !== node) return;
        const variable = newVariable(node, node.getName(), ownerOf(node));
        this.add(variable);
        for (const other of declarations) this.byDeclaration.set(other, variable);
        if (variable.isVar) variable.initialisers.push(...declarations.slice(-1));
    }

    /** One that a class, function or enum has the name of is no variable of its own. */
    private declareNamespace(node: ModuleDeclaration): void {
        const all = node.getSymbol()?.getDeclarations() ?? [];
        const declarations = all.filter(isProgramNamespace);
        if (declarations[0] !== node || !all.every((other) => isProgramNamespace(other) || isErased(other))) return;
        const variable = newVariable(node, node.getName(), ownerOf(node));
        this.add(variable);
        for (const other of declarations) this.byDeclaration.set(other, variable);
        variable.initialisers.push(node);
    }

    private add(variable: Variable): void {
        const { declaration, scope, name } = variable;
        this.byDeclaration.set(declaration, variable);
        const inScope = this.byScope.get(scope) ?? [];
        inScope.push(variable);
        this.byScope.set(scope, inScope);
        const names = this.byName.get(scope) ?? new Map<string, Variable>();
        names.set(name, variable);
        this.byName.set(scope, names);
    }

    /**
     * ECMA-262 10.2.11: the name can be that of a `var`, function or parameter which is there
     * already, and then declares nothing new.
     */
    private declareVar(node: Node): void {
        if (!(Node.isVariableDeclaration(node) || Node.isBindingElement(node))) return;
        if (!Node.isIdentifier(node.getNameNode())) return;
        const name = node.getName();
        const owner = ownerOf(node);
        const named = this.byName.get(owner)?.get(name);
        const parameter =
            named !== undefined && Node.isParameterDeclaration(rootOf(named.declaration)) ? named : undefined;
        const isSeparate = parameter !== undefined && haveExpressions(owner);
        let variable = this.byName.get(varScopeOf(owner, node))?.get(name) ?? (isSeparate ? undefined : parameter);
        if (variable === undefined) {
            variable = newVariable(node, name, owner);
            variable.parameter = parameter;
            if (parameter !== undefined) this.bodyVars.set(parameter, variable);
            this.add(variable);
        }
        this.byDeclaration.set(node, variable);
        if (!givesValue(node)) return;
        const caught = [...clausesAround(node)].map((clause) => this.byName.get(clause)?.get(name)).find(Boolean);
        if (caught !== undefined) this.caught.set(node, caught);
        if (variable.isVar && caught === undefined) variable.initialisers.push(node);
        else (caught ?? variable).writes.push(node.getStart());
    }

    private refer(node: Node): Variable | undefined {
        const name = Node.isPropertyAccessExpression(node) && isExportAccess(node) ? node.getNameNode() : node;
        if (name === undefined || (name === node && !isVariableReference(node))) return undefined;
        const variable = this.referredBy(name);
        if (variable === undefined) return undefined;
        if (isAssignmentTarget(node) && !isConstantFrom(variable, node)) variable.writes.push(node.getStart());
        variable.references.push({ node, from: enclosingFunction(node), isCall: isCallee(node) });
        return variable;
    }

    /**
     * A function declaration is closed when it uses locals of no other function, except by calling
     * closed ones.
     */
    private settleClosed(): void {
        const functions = [...this.byDeclaration.values()].filter(
            ({ declaration, writes }) => Node.isFunctionDeclaration(declaration) && writes.length === 0,
        );
        for (const variable of functions) variable.closed = !this.usesPrivateNames(variable.declaration);
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
            for (const variable of [...this.byDeclaration.values(), ...this.inner.values()])
                for (const reference of variable.references) open(variable, reference);
            after = functions.filter(({ closed }) => closed).length;
        }
    }

    /** The private names of a class in general form are variables of each evaluation. */
    private usesPrivateNames(node: Node): boolean {
        return (
            node.getFirstAncestor((around) => this.isGeneral(around)) !== undefined &&
            hasDescendant(node, (inner) => Node.isPrivateIdentifier(inner))
        );
    }

    /** Nothing but computed names and the base class can come before a class has its name. */
    private settleInner(variable: Variable): void {
        const { declaration, owner, references } = variable;
        const isEarly = (node: Node): boolean =>
            node.getFirstAncestor((around) => {
                const isName = Node.isComputedPropertyName(around) && around.getParent().getParent() === declaration;
                return isName || (Node.isHeritageClause(around) && around.getParent() === declaration);
            }) !== undefined;
        const early = references.filter(({ node }) => isEarly(node));
        variable.startsUninitialised = early.length > 0;
        variable.usedAsValue = references.length > 0;
        if (variable.isGlobal) return;
        early.forEach(({ node }) => variable.unproven.add(node));
        variable.captured = references.some(({ from }) => from !== owner);
        variable.cell = variable.captured;
        // The functions that know it are made before it has a value.
        variable.startsUninitialised ||= variable.cell;
    }

    private settle(variable: Variable): void {
        if (variable.isInner === true) {
            this.settleInner(variable);
            return;
        }
        if (variable.isVar) {
            this.settleVar(variable);
            return;
        }
        if (Node.isFunctionDeclaration(variable.declaration))
            variable.initialisedAt = variable.isGlobal ? -1 : this.creationOf(variable.declaration) + SOURCE_ORDER / 2;
        let early = false;
        for (const reference of variable.references) {
            if (variable.closed && reference.isCall) continue;
            if (isInOwnClass(variable, reference.node) || isInOwnEnum(variable, reference.node)) continue;
            variable.usedAsValue = true;
            if (variable.isGlobal) {
                if (!this.isGlobalProven(variable, reference.node, reference.from)) variable.startsUninitialised = true;
                continue;
            }
            const at = this.momentOf(variable, reference.node, reference.from);
            variable.captured ||= reference.from !== variable.owner;
            const isEarly = isBefore(at, variable.declaration, variable.initialisedAt);
            early ||= reference.from !== variable.owner && isEarly;
            if (isEarly || !sameClause(variable, reference.node)) {
                variable.unproven.add(reference.node);
                variable.startsUninitialised = true;
            }
        }
        variable.cell = variable.captured && (variable.writes.length > 0 || early || variable.startsUninitialised);
        const uses = variable.references.filter(({ node }) => !isInOwnEnum(variable, node));
        variable.constants = constantsOf(variable, uses);
    }

    /**
     * A declaration that runs first and once makes the variable, as that of a `let` does; all other
     * declarations are writes.
     */
    private settleVar(variable: Variable): void {
        const { owner, writes, initialisers } = variable;
        const references = variable.references.filter(
            ({ node }) => !isInOwnEnum(variable, node) && !isInOwnNamespace(variable, node),
        );
        const places = initialisers.map(placeOf);
        const [first] = places;
        const isMaker =
            first?.runsOnce === true && initialisers.every((other, index) => index === 0 || isWithin(other, first));
        variable.usedAsValue = references.length > 0;
        variable.captured = !variable.isGlobal && references.some(({ from }) => from !== owner);
        const proving = variable.captured ? places.slice(0, isMaker ? 1 : 0) : places;
        variable.startsUndefined =
            variable.parameter !== undefined ||
            references.some((use) => !proving.some((place) => this.proves(place, use, variable)));
        const others = isMaker && !variable.startsUndefined ? initialisers.slice(1) : initialisers;
        writes.push(...others.map((declaration) => declaration.getStart()));
        variable.cell = variable.captured && (writes.length > 0 || variable.startsUndefined);
        variable.constants = constantsOf(variable, references);
    }

    private proves(place: Place, { node, from }: Reference, variable: Variable): boolean {
        if (variable.isGlobal) return provesGlobal(place, node, from, this.graph);
        return isBehind(place, this.momentOf(variable, node, from), node);
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
        if (Node.isSourceFile(from)) return !isBefore(node.getStart(), declaration, variable.initialisedAt);
        return (
            !this.graph.isInCycle(home) &&
            !isBefore(this.graph.firstScriptCall(home), declaration, variable.initialisedAt)
        );
    }
}

/**
 * Makes a position of the source (below 2 ** 24) a fraction, to order what happens at one position.
 */
const SOURCE_ORDER = 2 ** -24;

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

/** Inside a namespace its object is there. */
function isInOwnNamespace({ declaration }: Variable, node: Node): boolean {
    const namespaces = declaration.getSymbol()?.getDeclarations().filter(isProgramNamespace) ?? [];
    return namespaces.some((namespace) => node.getFirstAncestor((around) => around === namespace) !== undefined);
}

/** The clauses of a switch share one scope, but a jump can skip a declaration in another clause. */
function sameClause(variable: Variable, node: Node): boolean {
    if (!Node.isCaseBlock(variable.scope) || Node.isFunctionDeclaration(variable.declaration)) return true;
    const clause = variable.declaration.getFirstAncestor((around) => around.getParent() === variable.scope);
    return node.getFirstAncestor((around) => around === clause) !== undefined;
}
