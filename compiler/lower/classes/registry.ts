/**
 * The classes of the program and what their names stand for: references, static members, methods of
 * `super`.
 */
import { titleOf } from "../function-names.ts";
import {
    anonymousClass,
    errorAccessor,
    extendsNative,
    foreignPrivateName,
    methodUnderField,
} from "../../diagnostics/unsupported.ts";
import {
    type ClassDeclaration as ClassNode,
    type ClassExpression,
    type MethodDeclaration,
    Node,
    type PropertyAccessExpression,
    type SourceFile,
} from "ts-morph";
import type { NativeClass } from "../../bindings/model.ts";
import { unsupportedBaseClass, unsupportedComputedName } from "../../diagnostics/diagnostics.ts";
import type { ClassReference } from "../../ir/instructions.ts";
import type { AccessorDeclaration, ClassDeclaration, Global, IrFunction } from "../../ir/program.ts";
import { spanOf } from "../../load/span.ts";
import { readVariable } from "../binding.ts";
import type { FunctionContext } from "../context.ts";
import { isExportAccess } from "../namespaces.ts";
import { functionRequest, takesRest } from "../functions.ts";
import type { FunctionRequest, ProgramLowering } from "../program.ts";
import { staticKey } from "../property-names.ts";
import { skipOuter, staticClassOf } from "../symbols.ts";
import type { Variable } from "../variables.ts";
import type { AccessorNode } from "./accessors.ts";
import { type Captured, capturesOf, hiddenField } from "./environment.ts";
import { implicitFields } from "./implicit-fields.ts";
import { aliasedMember, contentsTag } from "./library-classes.ts";
import { descendants } from "../descendants.ts";

export type ClassLike = ClassNode | ClassExpression;

export interface ClassInfo {
    readonly node: ClassLike;
    readonly declaration: ClassDeclaration;
    readonly variable: Variable | undefined;
    readonly staticFields: Map<string, Global>;
    readonly staticMethods: Map<string, MethodDeclaration>;
    readonly staticAccessors: Map<string, readonly AccessorNode[]>;
    /** Not at the level of a module: every evaluation makes a class; see environment.ts. */
    readonly isScoped: boolean;
    /** Of a scoped class: what its environment holds, once the program's variables are settled. */
    captures: readonly Captured[];
}

export class ClassRegistry {
    readonly declarations: ClassDeclaration[] = [];
    private readonly byNode = new Map<Node, ClassInfo>();
    private readonly byDeclaration = new Map<ClassDeclaration, ClassInfo>();
    /** Classes whose bases are being looked up; one that is met again extends itself. */
    private readonly underDeclaration = new Set<ClassLike>();
    private readonly program: ProgramLowering;

    constructor(program: ProgramLowering) {
        this.program = program;
    }

    declareAll(file: SourceFile): void {
        for (const node of descendants(file))
            if (Node.isClassDeclaration(node) || Node.isClassExpression(node)) this.declare(node);
    }

    /** Of a class declaration, a class expression, or the `const` that names one. */
    of(node: Node): ClassInfo | undefined {
        const inner = Node.isVariableDeclaration(node) ? node.getInitializer() : node;
        return inner === undefined ? undefined : this.byNode.get(inner);
    }

    infoOf(declaration: ClassDeclaration): ClassInfo | undefined {
        return this.byDeclaration.get(declaration);
    }

    private declare(node: ClassLike): ClassInfo | undefined {
        const known = this.byNode.get(node);
        if (known !== undefined) return known;
        if (this.program.generals.isGeneral(node)) return undefined;
        const holder = Node.isClassExpression(node) ? node.getParent() : node;
        const variable = holder === undefined ? undefined : this.program.scopes.of(holder);
        if (Node.isClassDeclaration(node) && node.hasDeclareKeyword()) return undefined;
        const isScoped = variable?.isGlobal !== true;
        if (
            (variable === undefined && !isConstructed(node)) ||
            (variable !== undefined && variable.writes.length > 0)
        ) {
            this.program.unsupportedIn(node, node.getFirstChild() ?? node, anonymousClass);
            return undefined;
        }
        if (this.underDeclaration.has(node)) return undefined;
        this.underDeclaration.add(node);
        const base = this.baseOf(node);
        this.underDeclaration.delete(node);
        const given = variable === undefined || variable.name === "default" ? node.getName() : variable.name;
        const name = given ?? (variable === undefined ? "anonymous_class" : "default_class");
        const { program } = this;
        const declaration: ClassDeclaration = {
            kind: "class",
            id: this.declarations.length,
            name,
            title: titleOf(node),
            span: spanOf(node),
            base,
            fields: [],
            methods: new Map(),
            accessors: new Map(),
            isScoped,
            isLibrary: program.library.has(node.getSourceFile()),
            contents: program.library.has(node.getSourceFile()) ? contentsTag(node) : undefined,
            isGeneric: node.getTypeParameters().length > 0,
            get classConstructor(): IrFunction {
                const written = node.getConstructors().find((candidate) => candidate.isImplementation());
                return program.functionOf(written ?? node, () => ({
                    name: "constructor",
                    kind: "constructor",
                    usesThis: true,
                    rest: written === undefined ? constructorTakesRest(base) : takesRest(written),
                    owner: declaration,
                }));
            },
        };
        const info: ClassInfo = {
            node,
            declaration,
            variable,
            staticFields: new Map(),
            staticMethods: new Map(),
            staticAccessors: new Map(),
            isScoped,
            captures: [],
        };
        this.byNode.set(node, info);
        this.byDeclaration.set(declaration, info);
        this.declarations.push(declaration);
        if (isScoped) {
            declaration.fields.push({ name: hiddenField(info), span: spanOf(node) });
            info.captures = capturesOf(info, program);
        }
        this.declareMembers(info);
        // A plain value from here on: passes replace it.
        Object.defineProperty(declaration, "classConstructor", {
            value: declaration.classConstructor,
            writable: true,
            enumerable: true,
        });
        return info;
    }

    private baseOf(node: ClassLike): ClassReference | undefined {
        const clause = node.getExtends()?.getExpression();
        if (clause === undefined) return undefined;
        // Evaluating the first of classes that extend each other throws: it meets a name that is
        // not initialised.
        if (this.isUnderDeclaration(clause)) return undefined;
        const reference = this.lookUp(clause);
        if (reference === undefined) {
            const span = spanOf(clause);
            this.program.generals.want(node);
            if (!this.program.hasErrorAt(span)) this.program.diagnostics.add(unsupportedBaseClass(span));
        } else if (reference.kind === "nativeClass" && reference.construct === undefined) {
            this.program.unsupported(clause, extendsNative, reference.name);
        }
        return reference;
    }

    private isUnderDeclaration(name: Node): boolean {
        const declaration = this.program.scopes.referredBy(skipOuter(name))?.declaration;
        const named = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : declaration;
        const isClass = Node.isClassDeclaration(named) || Node.isClassExpression(named);
        return isClass && this.underDeclaration.has(named);
    }

    private declareMembers(info: ClassInfo): void {
        const { declaration, node } = info;
        for (const constructor of node.getConstructors()) {
            for (const parameter of constructor.getParameters()) {
                if (!constructor.isImplementation() || !parameter.isParameterProperty()) continue;
                declaration.fields.push({ name: parameter.getName(), span: spanOf(parameter) });
            }
        }
        for (const member of node.getMembers()) {
            this.refuseComputed(info, member);
            if (Node.isGetAccessorDeclaration(member) || Node.isSetAccessorDeclaration(member))
                this.declareAccessor(info, member);
            const isProperty = Node.isPropertyDeclaration(member);
            if (!isProperty && !Node.isMethodDeclaration(member)) continue;
            const key = staticKey(member.getNameNode());
            if (key === undefined || member.isAbstract() || (isProperty && member.hasDeclareKeyword())) continue;
            if (member.isStatic()) {
                this.declareStatic(info, key, member);
            } else if (isProperty) {
                declaration.fields.push({ name: this.keyOf(declaration, key), span: spanOf(member) });
            } else if (!member.isOverload()) {
                const request = {
                    ...functionRequest(member, key),
                    kind: "method",
                    usesThis: true,
                    owner: declaration,
                } as const;
                declaration.methods.set(
                    this.keyOf(declaration, key),
                    this.program.functionOf(member, () => request),
                );
            }
        }
        for (const { name, node: assigned } of implicitFields(node, declaration))
            declaration.fields.push({ name, span: spanOf(assigned), implicit: true });
        this.refuseHidden(info);
    }

    /** A member whose name is known when the class is evaluated. */
    private refuseComputed({ node }: ClassInfo, member: Node): void {
        const name = Node.isPropertyNamed(member) ? member.getNameNode() : undefined;
        if (!Node.isComputedPropertyName(name)) return;
        // A static member of that name is a TypeError when the class is evaluated.
        const isTaken = Node.isStaticable(member) && member.isStatic() && staticKey(name) === "prototype";
        if (staticKey(name) !== undefined && !isTaken) return;
        this.program.generals.want(node);
        const span = spanOf(name);
        if (!this.program.hasErrorAt(span)) this.program.diagnostics.add(unsupportedComputedName(span));
    }

    /** Until the base class's constructor has made such a field, JavaScript finds the method. */
    private refuseHidden({ declaration, node }: ClassInfo): void {
        for (let base = declaration.base; base?.kind === "class"; base = base.base) {
            const hidden = base.fields.find(({ name, implicit }) => implicit === true && declaration.methods.has(name));
            if (hidden !== undefined)
                this.program.unsupportedIn(node, node.getMethod(hidden.name) ?? node, methodUnderField, hidden.name);
        }
    }

    private declareAccessor(info: ClassInfo, member: AccessorNode): void {
        const { declaration } = info;
        const key = staticKey(member.getNameNode());
        if (key === undefined || member.isAbstract() || member.getBody() === undefined) return;
        if (member.isStatic()) {
            info.staticAccessors.set(key, [...(info.staticAccessors.get(key) ?? []), member]);
            return;
        }
        if (ERROR_PROPERTIES.has(key) && extendsError(declaration))
            this.program.unsupported(member, errorAccessor, key);
        const name = this.keyOf(declaration, key);
        const known = declaration.accessors.get(name);
        const accessor = this.accessorOf(member, key, { kind: "method", usesThis: true, owner: declaration });
        declaration.accessors.set(name, { ...known, ...accessor });
    }

    private accessorOf(member: AccessorNode, key: string, given: Partial<FunctionRequest>): AccessorDeclaration {
        const isGetter = Node.isGetAccessorDeclaration(member);
        const name = `${isGetter ? "get" : "set"}_${key}`;
        const made = this.program.functionOf(member, () => ({ ...functionRequest(member, name), ...given }));
        return isGetter ? { getter: made } : { setter: made };
    }

    private declareStatic(info: ClassInfo, key: string, member: Node): void {
        const name = `${info.declaration.name}_${key}`;
        if (Node.isPropertyDeclaration(member) && info.isScoped) return;
        if (Node.isPropertyDeclaration(member)) info.staticFields.set(key, this.program.newGlobal(name, member, false));
        else if (Node.isMethodDeclaration(member) && !member.isOverload()) info.staticMethods.set(key, member);
    }

    /** Each class has private names of its own, whatever they are called. */
    private keyOf(declaration: ClassDeclaration, name: string): string {
        return name.startsWith("#") ? `${name}:${declaration.id.toString()}` : name;
    }

    /** The name of the property that a member access means. */
    memberName(node: PropertyAccessExpression): string {
        const name = node.getName();
        const info = name.startsWith("#") ? this.declaring(node.getNameNode()) : undefined;
        if (info === undefined) return name;
        if (info.isScoped && !Node.isThisExpression(skipOuter(node.getExpression())))
            this.program.unsupportedIn(info.node, node, foreignPrivateName);
        return this.keyOf(info.declaration, name);
    }

    /** The innermost class around a private name that declares it. */
    declaring(name: Node): ClassInfo | undefined {
        const text = name.getText();
        for (let around = name.getParent(); around !== undefined; around = around.getParent()) {
            const info = this.byNode.get(around);
            const members = info?.node.getMembers() ?? [];
            if (members.some((member) => Node.hasName(member) && member.getName() === text)) return info;
        }
        return undefined;
    }

    private lookUp(outer: Node): ClassReference | undefined {
        const node = skipOuter(outer);
        if (Node.isThisExpression(node)) return this.staticThis(node);
        if (Node.isSuperExpression(node)) return this.staticSuper(node);
        if (Node.isClassExpression(node)) return this.declare(node)?.declaration;
        const isMember =
            Node.isPropertyAccessExpression(node) &&
            (isExportAccess(node) || this.program.isNativeModule(node.getExpression()));
        if (!Node.isIdentifier(node) && !isMember) return undefined;
        const name = isMember ? node.getNameNode() : node;
        const variable = this.program.scopes.referredBy(name);
        const aliased = aliasedMember(name, this.program);
        if (aliased !== undefined) return this.lookUp(aliased);
        if (variable !== undefined) {
            const { declaration } = variable;
            const inner = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : declaration;
            const isClass = Node.isClassDeclaration(inner) || Node.isClassExpression(inner);
            return isClass ? this.declare(inner)?.declaration : this.program.functionClasses.of(variable);
        }
        const binding = this.program.bindingOf(name);
        if (binding?.kind === "scriptClass") return this.program.scriptClass(binding);
        return binding?.kind === "nativeClass" ? binding : undefined;
    }

    /**
     * `this` in a static member: the class itself, unless a class that extends it could be meant.
     */
    private staticThis(node: Node): ClassReference | undefined {
        const home = staticClassOf(node);
        const declaration = home === undefined ? undefined : this.byNode.get(home)?.declaration;
        const isExtended = this.declarations.some(({ base }) => base !== undefined && base === declaration);
        return isExtended ? undefined : declaration;
    }

    /** `super` in a static member: the base class, whose static methods have no receiver. */
    private staticSuper(node: Node): ClassReference | undefined {
        const home = staticClassOf(node);
        const base = home === undefined ? undefined : this.byNode.get(home)?.declaration.base;
        return base?.kind === "class" && !base.isScoped ? base : undefined;
    }

    /**
     * The class that an expression names; where its declaration may not have run, that is checked
     * here.
     */
    referenceOf(node: Node, context: FunctionContext): ClassReference | undefined {
        const reference = this.lookUp(node);
        if (reference?.kind === "class") this.checkEvaluated(reference, node, context);
        return reference;
    }

    /** Classes of the library are there from the start. */
    checkEvaluated(declaration: ClassDeclaration, node: Node, context: FunctionContext): void {
        const info = this.infoOf(declaration);
        if (info !== undefined && this.program.library.has(info.node.getSourceFile())) return;
        const variable = info?.isScoped === true ? undefined : info?.variable;
        if (variable?.startsUninitialised === true) readVariable(variable, node, context);
    }

    /** The class of `Name` in `Name.member`. */
    fixedOwner(node: PropertyAccessExpression): ClassInfo | undefined {
        const reference = this.lookUp(node.getExpression());
        return reference?.kind === "class" ? this.infoOf(reference) : undefined;
    }

    /** The own static field that `Name.field` assigns. */
    staticField(node: PropertyAccessExpression): Global | undefined {
        if (Node.isSuperExpression(node.getExpression())) return undefined;
        return this.fixedOwner(node)?.staticFields.get(node.getName());
    }

    /** The class whose own static field an assignment means, where evaluations have their own. */
    scopedStatic(node: PropertyAccessExpression): ClassInfo | undefined {
        const info = this.fixedOwner(node);
        return info?.isScoped === true && hasStaticField(info, node.getName()) ? info : undefined;
    }

    staticMethod(node: PropertyAccessExpression): IrFunction | undefined {
        for (let info = this.fixedOwner(node); info !== undefined; info = this.baseInfo(info)) {
            const method = this.staticMethodOf(info, node.getName());
            if (method !== undefined) return method;
        }
        return undefined;
    }

    /** The own static method of the class. */
    staticMethodOf({ declaration, isScoped, staticMethods }: ClassInfo, name: string): IrFunction | undefined {
        const method = staticMethods.get(name);
        if (method === undefined) return undefined;
        // The receiver of a scoped class's method is the environment.
        const request = { ...functionRequest(method, `${declaration.name}_${name}`), usesThis: isScoped };
        return this.program.functionOf(method, () => request);
    }

    /** The static accessor of the class or of the next base that has something of that name. */
    staticAccessor(owner: ClassInfo, name: string): { info: ClassInfo; accessor: AccessorDeclaration } | undefined {
        for (let info: ClassInfo | undefined = owner; info !== undefined; info = this.baseInfo(info)) {
            if (hasStaticField(info, name) || info.staticMethods.has(name)) return undefined;
            const nodes = info.staticAccessors.get(name);
            if (nodes === undefined) continue;
            const { isScoped, declaration } = info;
            // The receiver of a scoped class's accessor is the environment.
            const parts = nodes.map((node) =>
                this.accessorOf(node, `${declaration.name}_${name}`, { usesThis: isScoped }),
            );
            return { info, accessor: parts.reduce((all, part) => ({ ...all, ...part }), {}) };
        }
        return undefined;
    }

    /** The accessor that objects of exactly this class have. */
    findAccessor(owner: ClassReference | undefined, name: string): AccessorDeclaration | undefined {
        for (let at = owner; at?.kind === "class"; at = at.base) {
            const accessor = at.accessors.get(name);
            if (accessor !== undefined) return accessor;
            if (at.methods.has(name)) return undefined;
        }
        return undefined;
    }

    baseInfo({ declaration }: ClassInfo): ClassInfo | undefined {
        return declaration.base?.kind === "class" ? this.infoOf(declaration.base) : undefined;
    }

    checkStaticOwner(callee: Node, context: FunctionContext): void {
        const info = Node.isPropertyAccessExpression(callee) ? this.fixedOwner(callee) : undefined;
        if (info !== undefined) this.checkEvaluated(info.declaration, callee, context);
    }

    /** The method that objects of exactly this class have. */
    findMethod(owner: ClassReference | undefined, name: string): MethodFound | undefined {
        for (let current = owner; current !== undefined; current = current.base) {
            if (current.kind === "class") {
                const method = current.methods.get(name);
                if (method !== undefined) return { kind: "script", method };
            } else {
                const method = current.methods.get(name);
                if (method !== undefined) return { kind: "native", method };
            }
        }
        return undefined;
    }

    fieldKey(info: ClassInfo, name: string): string {
        return this.keyOf(info.declaration, name);
    }
}

/** What the runtime reads of errors, as they lie in the object. */
const ERROR_PROPERTIES: ReadonlySet<string> = new Set(["name", "message", "stack", "cause"]);

function extendsError({ base }: ClassDeclaration): boolean {
    if (base?.kind === "class") return extendsError(base);
    for (let at = base; at !== undefined; at = at.base) if (at.builtIn === "error") return true;
    return false;
}

/** A class without constructor takes what its base takes. */
function constructorTakesRest(reference: ClassReference | undefined): boolean {
    if (reference?.kind === "class") return reference.classConstructor.rest;
    const maker = reference?.construct;
    return maker !== undefined && (maker.tellsAbsent || maker.parameters.some(({ rest }) => rest));
}

export function hasStaticField({ node }: ClassInfo, name: string): boolean {
    return node
        .getStaticProperties()
        .some((member) => Node.isPropertyDeclaration(member) && staticKey(member.getNameNode()) === name);
}

/** `new (class { ... })()`. */
function isConstructed(node: ClassLike): boolean {
    let outer: Node = node;
    while (outer.getParent() !== undefined && skipOuter(outer.getParentOrThrow()) === node)
        outer = outer.getParentOrThrow();
    const use = outer.getParent();
    return Node.isNewExpression(use) && use.getExpression() === outer;
}

export type MethodFound =
    | { readonly kind: "script"; readonly method: IrFunction }
    | { readonly kind: "native"; readonly method: NonNullable<ReturnType<NativeClass["methods"]["get"]>> };
