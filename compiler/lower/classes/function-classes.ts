/**
 * Functions as JavaScript used them before it had classes: with properties of their own
 * (`f.count = 1`), made objects of by `new`, and with methods that statements of their module give
 * the prototype (`F.prototype.m = function …`). Declarations at the level of a module that nothing
 * assigns; what else is done with such a function is left to the analysis, which refuses it.
 */
import { type FunctionDeclaration, type FunctionExpression, Node, type SourceFile, SyntaxKind } from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import type { AsClass, ClassDeclaration, IrFunction, StaticMember } from "../../ir/program.ts";
import { spanOf } from "../../load/span.ts";
import { usesArguments } from "../arguments-object.ts";
import { descendants } from "../descendants.ts";
import { functionRequest, isSuspending } from "../functions.ts";
import { asksNewTarget } from "../new-targets.ts";
import type { ProgramLowering } from "../program.ts";
import { isAssignmentTarget, isFunctionBoundary, skipOuter } from "../symbols.ts";
import type { Variable } from "../variables.ts";
import { fieldsOfFunction } from "./implicit-fields.ts";
import { constructFunction, fieldAccessor, instanceFunction, nameAccessor } from "./values.ts";

/** A method by the statement that gives it to the prototype. */
interface PrototypeMethod {
    readonly name: string;
    readonly value: FunctionExpression;
    readonly assignment: Node;
}

/** What a program does with a function beside calling it. */
interface Uses {
    /** Names of properties that it assigns. */
    readonly statics: ReadonlySet<string>;
    readonly methods: readonly PrototypeMethod[];
    /** Whether objects are made by it, or asked for it. */
    readonly isClass: boolean;
    /** Its prototype or its objects are used in ways that no class has: it stays a function. */
    readonly isOther: boolean;
}

export class FunctionClasses {
    private readonly byVariable = new Map<Variable, ClassDeclaration>();
    private readonly nodes = new Map<ClassDeclaration, FunctionDeclaration>();
    private readonly assignments = new Set<Node>();
    private readonly program: ProgramLowering;

    constructor(program: ProgramLowering) {
        this.program = program;
    }

    declareAll(file: SourceFile): void {
        for (const node of file.getStatements()) {
            if (!Node.isFunctionDeclaration(node) || isSuspending(node)) continue;
            const variable = this.program.scopes.of(node);
            if (this.program.generals.isGeneral(node)) continue;
            if (variable?.declaration === node && variable.isGlobal && variable.writes.length === 0)
                this.declare(variable, node);
        }
    }

    /** The class of the objects that `new` makes by the function. */
    of(variable: Variable): ClassDeclaration | undefined {
        return this.byVariable.get(variable);
    }

    nodeOf(declaration: ClassDeclaration): FunctionDeclaration | undefined {
        return this.nodes.get(declaration);
    }

    /** Whether an assignment gives a prototype its method, which is there from the start. */
    isMethod(assignment: Node): boolean {
        return this.assignments.has(assignment);
    }

    private declare(variable: Variable, node: FunctionDeclaration): void {
        const { statics, methods, isClass, isOther } = this.usesOf(variable, node);
        if (isOther || (statics.size === 0 && !isClass)) return;
        const asClass: Mutable<AsClass> = { place: spanOf(node), statics: this.staticsOf(variable, node, statics) };
        const request = { ...functionRequest(node, variable.name), asClass };
        const made = this.program.functionOf(node, () => request);
        if (isClass) this.makeClass({ variable, node, made, methods }, asClass);
    }

    private staticsOf(
        variable: Variable,
        node: FunctionDeclaration,
        names: ReadonlySet<string>,
    ): ReadonlyMap<string, StaticMember> {
        const { program } = this;
        const accessors = [...names].map((name) => {
            program.accessors.add(name);
            const global = program.undefinedGlobal(`${variable.name}_${name}`, node);
            return [name, fieldAccessor(name, global, true, node, program)] as const;
        });
        return new Map([["name", nameAccessor(variable.name, node, program)], ...accessors]);
    }

    private makeClass({ variable, node, made, methods }: Made, asClass: Mutable<AsClass>): void {
        const { program } = this;
        const { name } = variable;
        const declaration: ClassDeclaration = {
            kind: "class",
            id: program.classes.declarations.length,
            name,
            title: name,
            span: spanOf(node),
            base: undefined,
            fields: [],
            methods: new Map(),
            accessors: new Map(),
            isFunction: true,
            isGeneric: false,
            classConstructor: made,
        };
        this.byVariable.set(variable, declaration);
        this.nodes.set(declaration, node);
        program.classes.declarations.push(declaration);
        program.classFunctions.set(declaration, made);
        for (const { name: method, value, assignment } of methods) {
            const request = {
                ...functionRequest(value, method),
                kind: "method",
                usesThis: true,
                owner: declaration,
            } as const;
            declaration.methods.set(
                method,
                program.functionOf(value, () => request),
            );
            this.assignments.add(assignment);
        }
        const others = methods.map(({ value }) => value);
        for (const { name: field, node: assigned } of fieldsOfFunction(
            node,
            others,
            new Set(declaration.methods.keys()),
        ))
            declaration.fields.push({ name: field, span: spanOf(assigned), implicit: true });
        declaration.classConstructor = this.constructorOf(declaration, node, made);
        asClass.construct = constructFunction(declaration, node, program);
        asClass.instance = instanceFunction(declaration, node, program);
    }

    /** Runs the function on the new object; what it returns is no object. */
    private constructorOf(owner: ClassDeclaration, node: FunctionDeclaration, made: IrFunction): IrFunction {
        const request = { name: "constructor", kind: "constructor", usesThis: true, rest: made.rest, owner } as const;
        const builder = this.program.newBuilder(node, request);
        const { thisLocal } = builder.function;
        if (thisLocal !== undefined) {
            for (const { name } of owner.fields)
                builder.defineField({ object: thisLocal, owner, name, value: UNDEFINED });
            const values = parametersOf(node).map((name) => builder.local(name, "parameter"));
            const spread = made.rest ? values.pop() : undefined;
            const target = builder.temporary("ignored");
            const thisArgument = made.thisLocal === undefined ? undefined : thisLocal;
            builder.callFunction({
                target,
                function: made,
                thisArgument,
                arguments: values,
                ...(spread && { spread }),
            });
        }
        builder.return(UNDEFINED);
        return builder.finish();
    }

    private usesOf(variable: Variable, node: FunctionDeclaration): Uses {
        const statics = new Set<string>();
        const methods: PrototypeMethod[] = [];
        let isClass = false;
        let isKnown = true;
        for (const { node: use } of variable.references) {
            const parent = use.getParent();
            isClass ||= Node.isNewExpression(parent) && parent.getExpression() === use;
            isClass ||= isAskedFor(use, parent);
            if (!Node.isPropertyAccessExpression(parent) || parent.getExpression() !== use) continue;
            if (parent.getName() === "prototype") {
                const method = methodAt(parent);
                if (method === undefined || methods.some(({ name }) => name === method.name)) isKnown = false;
                else methods.push(method);
            } else if (isAssignmentTarget(parent) && !(parent.getName() in Function.prototype)) {
                statics.add(parent.getName());
            }
        }
        isClass ||= methods.length > 0 || !isKnown;
        isKnown &&=
            !asksNewTarget(node) && !returnsOther(node, variable) && this.areThereBeforeUse(variable, node, methods);
        return { statics, methods, isClass: isClass && isKnown, isOther: isClass && !isKnown };
    }

    /**
     * Whether no code can come upon the prototype before it has all its methods: nothing runs
     * before, or everything that names the function stands behind.
     */
    private areThereBeforeUse(
        variable: Variable,
        node: FunctionDeclaration,
        methods: readonly PrototypeMethod[],
    ): boolean {
        const last = Math.max(0, ...methods.map(({ assignment }) => assignment.getStart()));
        const file = node.getSourceFile();
        if (methods.length === 0) return true;
        if (this.program.graph.isInCycle(file)) return false;
        if (last < this.program.graph.firstScriptCall(file)) return true;
        const inside = [node, ...methods.map(({ value }) => value)];
        return variable.references.every(({ node: use }) => {
            if (inside.some((part) => use.getAncestors().includes(part))) return true;
            const outermost = use.getAncestors().findLast((around) => isFunctionBoundary(around));
            const isPrototype = Node.isPropertyAccessExpression(use.getParent()) && outermost === undefined;
            return isPrototype || (use.getStart() > last && !Node.isFunctionDeclaration(outermost));
        });
    }
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface Made {
    readonly variable: Variable;
    readonly node: FunctionDeclaration;
    readonly made: IrFunction;
    readonly methods: readonly PrototypeMethod[];
}

/** Names for parameters like those of the function. */
export function parametersOf(node: FunctionDeclaration): string[] {
    if (usesArguments(node)) return ["arguments"];
    return node.getParameters().map((parameter, index) => {
        return Node.isIdentifier(parameter.getNameNode()) ? parameter.getName() : `parameter_${index.toString()}`;
    });
}

/** `value instanceof F`. */
const isAskedFor = (use: Node, parent: Node | undefined): boolean =>
    Node.isBinaryExpression(parent) &&
    parent.getOperatorToken().getKind() === SyntaxKind.InstanceOfKeyword &&
    parent.getRight() === use;

/** `F.prototype.m = function …` as a statement of the module. */
function methodAt(prototype: Node): PrototypeMethod | undefined {
    const access = prototype.getParent();
    const assignment = access?.getParent();
    if (!Node.isPropertyAccessExpression(access) || !Node.isBinaryExpression(assignment)) return undefined;
    const isPlain =
        assignment.getOperatorToken().getKind() === SyntaxKind.EqualsToken && assignment.getLeft() === access;
    const statement = assignment.getParent();
    const value = skipOuter(assignment.getRight());
    if (!isPlain || !Node.isExpressionStatement(statement) || !Node.isSourceFile(statement.getParent()))
        return undefined;
    if (!Node.isFunctionExpression(value) || isSuspending(value) || value.getName() !== undefined) return undefined;
    return { name: access.getName(), value, assignment };
}

/**
 * Whether the function, called by `new`, could return another object than the new one. What it does
 * when it was called without is told by `if (!(this instanceof F)) return …`.
 */
function returnsOther(node: FunctionDeclaration, variable: Variable): boolean {
    for (const inner of descendants(node, (below) => !isFunctionBoundary(below))) {
        const value = Node.isReturnStatement(inner) ? inner.getExpression() : undefined;
        if (value === undefined || Node.isLiteralExpression(skipOuter(value))) continue;
        const holder = inner.getParent();
        const branch = Node.isBlock(holder) ? holder : inner;
        const choice = branch.getParent();
        const isOfCall =
            Node.isIfStatement(choice) &&
            choice.getThenStatement() === branch &&
            isCalledPlainly(choice.getExpression(), variable);
        if (!isOfCall) return true;
    }
    return false;
}

/** `!(this instanceof F)`. */
function isCalledPlainly(condition: Node, { references }: Variable): boolean {
    const outer = skipOuter(condition);
    if (!Node.isPrefixUnaryExpression(outer) || outer.getOperatorToken() !== SyntaxKind.ExclamationToken) return false;
    const question = skipOuter(outer.getOperand());
    if (!Node.isBinaryExpression(question) || !Node.isThisExpression(skipOuter(question.getLeft()))) return false;
    return references.some(({ node }) => node === question.getRight() && isAskedFor(node, question));
}
