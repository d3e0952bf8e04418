/** The classes of the program and what their names stand for: references, static members, methods of `super`. */
import {
    type CallExpression,
    type ClassDeclaration as ClassNode,
    type ClassExpression,
    type MethodDeclaration,
    Node,
    type PropertyAccessExpression,
    type SourceFile,
} from "ts-morph";
import type { NativeClass } from "../../bindings/model.ts";
import { unsupportedBaseClass } from "../../diagnostics/diagnostics.ts";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { ClassReference } from "../../ir/instructions.ts";
import type { ClassDeclaration, Global, IrFunction, Local, Operand } from "../../ir/program.ts";
import { spanOf } from "../../load/span.ts";
import { readVariable } from "../binding.ts";
import type { FunctionContext } from "../context.ts";
import { hasOpenSpread, lowerArguments, nativeArity } from "../expressions/arguments.ts";
import { functionRequest, hasRest } from "../functions.ts";
import type { ProgramLowering } from "../program.ts";
import { staticKey } from "../propertyNames.ts";
import { skipOuter, staticClassOf } from "../symbols.ts";
import type { Variable } from "../variables.ts";
import { constructorArity, defineFields } from "./construct.ts";

export type ClassLike = ClassNode | ClassExpression;

export interface ClassInfo {
    readonly node: ClassLike;
    readonly declaration: ClassDeclaration;
    readonly variable: Variable | undefined;
    readonly staticFields: Map<string, Global>;
    readonly staticMethods: Map<string, MethodDeclaration>;
}

export class ClassRegistry {
    readonly declarations: ClassDeclaration[] = [];
    private readonly byNode = new Map<Node, ClassInfo>();
    private readonly byDeclaration = new Map<ClassDeclaration, ClassInfo>();
    private readonly program: ProgramLowering;

    constructor(program: ProgramLowering) {
        this.program = program;
    }

    declareAll(file: SourceFile): void {
        file.forEachDescendant((node) => {
            if (Node.isClassDeclaration(node) || Node.isClassExpression(node)) this.declare(node);
        });
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
        const holder = Node.isClassExpression(node) ? node.getParent() : node;
        const variable = holder === undefined ? undefined : this.program.scopes.of(holder);
        if (Node.isClassDeclaration(node) && node.hasDeclareKeyword()) return undefined;
        if (variable?.isGlobal !== true) {
            const hint = "Declare the class at the level of the module, by its name.";
            this.program.unsupported(
                node.getFirstChild() ?? node,
                "A class inside a function, block or expression",
                hint,
            );
            return undefined;
        }
        const base = this.baseOf(node);
        const name = variable.name === "default" ? (node.getName() ?? "default_class") : variable.name;
        const { program } = this;
        const declaration: ClassDeclaration = {
            kind: "class",
            id: this.declarations.length,
            name,
            span: spanOf(node),
            base,
            fields: [],
            methods: new Map(),
            get classConstructor(): IrFunction {
                const written = node.getConstructors().find((candidate) => candidate.isImplementation());
                return program.functionOf(written ?? node, () => ({
                    name: "constructor",
                    kind: "constructor",
                    usesThis: true,
                    rest: written === undefined ? false : hasRest(written),
                    owner: declaration,
                }));
            },
        };
        const info: ClassInfo = { node, declaration, variable, staticFields: new Map(), staticMethods: new Map() };
        this.byNode.set(node, info);
        this.byDeclaration.set(declaration, info);
        this.declarations.push(declaration);
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
        const reference = this.lookUp(clause);
        if (reference === undefined) this.program.diagnostics.add(unsupportedBaseClass(spanOf(clause)));
        else if (reference.kind === "nativeClass" && reference.construct === undefined) {
            const hint = "Keep an instance in a field instead.";
            this.program.unsupported(clause, `Extending '${reference.name}'`, hint);
        }
        return reference;
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
            const isProperty = Node.isPropertyDeclaration(member);
            if (!isProperty && !Node.isMethodDeclaration(member)) continue;
            const key = staticKey(member.getNameNode());
            if (key === undefined || member.isAbstract() || (isProperty && member.hasDeclareKeyword())) continue;
            if (member.isStatic()) this.declareStatic(info, key, member);
            else if (isProperty) declaration.fields.push({ name: this.keyOf(declaration, key), span: spanOf(member) });
            else if (!member.isOverload()) {
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
    }

    private declareStatic(info: ClassInfo, key: string, member: Node): void {
        const name = `${info.declaration.name}_${key}`;
        if (Node.isPropertyDeclaration(member)) info.staticFields.set(key, this.program.newGlobal(name, member, false));
        else if (Node.isMethodDeclaration(member) && !member.isOverload()) info.staticMethods.set(key, member);
    }

    /** Private names of a class and of its bases are different names. */
    private keyOf(declaration: ClassDeclaration, name: string): string {
        if (!name.startsWith("#")) return name;
        let depth = 0;
        for (let base = declaration.base; base?.kind === "class"; base = base.base) depth++;
        return depth === 0 ? name : `${name}:${depth.toString()}`;
    }

    /** The name of the property that a member access means. */
    memberName(node: PropertyAccessExpression): string {
        const name = node.getName();
        if (!name.startsWith("#")) return name;
        for (let around = node.getParent(); around !== undefined; around = around.getParent()) {
            const info = this.byNode.get(around);
            const declares = info?.node
                .getMembers()
                .some((member) => Node.hasName(member) && member.getName() === name);
            if (info !== undefined && declares === true) return this.keyOf(info.declaration, name);
        }
        return name;
    }

    private lookUp(outer: Node): ClassReference | undefined {
        const node = skipOuter(outer);
        if (Node.isThisExpression(node)) return this.staticThis(node);
        const isMember = Node.isPropertyAccessExpression(node) && this.program.isModule(node.getExpression());
        if (!Node.isIdentifier(node) && !isMember) return undefined;
        const name = isMember ? node.getNameNode() : node;
        const variable = this.program.scopes.referredBy(name);
        if (variable !== undefined) {
            const { declaration } = variable;
            const inner = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : declaration;
            const isClass = Node.isClassDeclaration(inner) || Node.isClassExpression(inner);
            return isClass ? this.declare(inner)?.declaration : undefined;
        }
        const binding = this.program.bindingOf(name);
        return binding?.kind === "nativeClass" ? binding : undefined;
    }

    /** `this` in a static member: the class itself, unless a class that extends it could be meant. */
    private staticThis(node: Node): ClassReference | undefined {
        const home = staticClassOf(node);
        const declaration = home === undefined ? undefined : this.byNode.get(home)?.declaration;
        const isExtended = this.declarations.some(({ base }) => base !== undefined && base === declaration);
        return isExtended ? undefined : declaration;
    }

    /** The class that an expression names; where its declaration may not have run, that is checked here. */
    referenceOf(node: Node, context: FunctionContext): ClassReference | undefined {
        const reference = this.lookUp(node);
        if (reference?.kind === "class") this.checkEvaluated(reference, node, context);
        return reference;
    }

    private checkEvaluated(declaration: ClassDeclaration, node: Node, context: FunctionContext): void {
        const variable = this.infoOf(declaration)?.variable;
        if (variable?.startsUninitialised === true) readVariable(variable, node, context);
    }

    /** The class of `Name` in `Name.member`. */
    fixedOwner(node: PropertyAccessExpression): ClassInfo | undefined {
        const reference = this.lookUp(node.getExpression());
        return reference?.kind === "class" ? this.infoOf(reference) : undefined;
    }

    /** The own static field that `Name.field` assigns. */
    staticField(node: PropertyAccessExpression): Global | undefined {
        return this.fixedOwner(node)?.staticFields.get(node.getName());
    }

    staticMethod(node: PropertyAccessExpression): IrFunction | undefined {
        for (let info = this.fixedOwner(node); info !== undefined; info = this.baseInfo(info)) {
            const method = info.staticMethods.get(node.getName());
            if (method === undefined) continue;
            const name = `${info.declaration.name}_${node.getName()}`;
            const request = { ...functionRequest(method, name), usesThis: false };
            return this.program.functionOf(method, () => request);
        }
        return undefined;
    }

    private baseInfo({ declaration }: ClassInfo): ClassInfo | undefined {
        return declaration.base?.kind === "class" ? this.infoOf(declaration.base) : undefined;
    }

    checkStaticOwner(callee: Node, context: FunctionContext): void {
        const info = Node.isPropertyAccessExpression(callee) ? this.fixedOwner(callee) : undefined;
        if (info !== undefined) this.checkEvaluated(info.declaration, callee, context);
    }

    /** `Name.field`, `Name.method`, `Name.name`, `Name.prototype.method` as values. Undefined: no class is named. */
    fixedMember(node: PropertyAccessExpression, context: FunctionContext): Operand | undefined {
        const { builder } = context;
        const object = skipOuter(node.getExpression());
        if (Node.isPropertyAccessExpression(object) && object.getName() === "prototype") {
            const owner = this.fixedOwner(object);
            if (owner === undefined) return undefined;
            return this.methodOf(owner.declaration, node, context);
        }
        const owner = this.fixedOwner(node);
        if (owner === undefined) return undefined;
        this.checkEvaluated(owner.declaration, node, context);
        for (let info: ClassInfo | undefined = owner; info !== undefined; info = this.baseInfo(info)) {
            const global = info.staticFields.get(node.getName());
            if (global === undefined) continue;
            const target = builder.temporary(node.getName());
            builder.emit({ op: "loadGlobal", target, global });
            return target;
        }
        const method = this.staticMethod(node);
        if (method !== undefined) {
            const declared = this.program.nodeOf(method);
            if (declared !== undefined && functionRequest(declared, "").usesThis) {
                const hint = "Call it, or write the name of the class instead of 'this' in it.";
                this.program.unsupported(node, "A static method that uses 'this', as a value,", hint);
            }
            const target = builder.temporary(node.getName());
            builder.emit({ op: "loadGlobal", target, global: this.program.valueOf(method, node) });
            return target;
        }
        if (node.getName() === "name") return constant(owner.declaration.name);
        this.program.unsupported(node, `'${node.getText()}'`, "Use a static member that the class declares.");
        return UNDEFINED;
    }

    private methodOf(owner: ClassDeclaration, node: PropertyAccessExpression, context: FunctionContext): Operand {
        const name = this.memberName(node);
        const target = context.builder.temporary(node.getName());
        if (this.findMethod(owner, name) === undefined) {
            this.program.unsupported(
                node,
                `'${node.getText()}'`,
                "Name a method that the class or a base class declares.",
            );
            return UNDEFINED;
        }
        context.builder.emit({ op: "methodReference", target, owner, name });
        return target;
    }

    /** The method that objects of exactly this class have. */
    private findMethod(owner: ClassReference | undefined, name: string): MethodFound | undefined {
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

    /** `super.method` as a value. */
    superMember(node: PropertyAccessExpression, context: FunctionContext): Operand {
        const base = context.owner?.base;
        const found = this.findMethod(base, this.memberName(node));
        if (base?.kind !== "class" || found?.kind !== "script") {
            this.program.unsupported(node, `'${node.getText()}' as a value`, "Call it.");
            return UNDEFINED;
        }
        return this.methodOf(base, node, context);
    }

    /** `super.method(...)`. False: the callee is something else. */
    superMethodCall(
        node: CallExpression,
        callee: PropertyAccessExpression,
        target: Local | undefined,
        context: FunctionContext,
    ): boolean {
        if (!Node.isSuperExpression(skipOuter(callee.getExpression()))) return false;
        const { builder } = context;
        const found = this.findMethod(context.owner?.base, this.memberName(callee));
        if (found === undefined) {
            const hint = "Call a method that a base class declares.";
            this.program.unsupported(callee, `'${callee.getText()}'`, hint);
            return true;
        }
        const thisArgument = context.thisOperand();
        if (found.kind === "script") {
            const { arity, callee: called } = this.program.calledWith(found.method, hasOpenSpread(node));
            const values = lowerArguments(node, context, arity);
            builder.emit({ op: "callFunction", target, function: called, thisArgument, arguments: values });
        } else {
            const values = lowerArguments(node, context, nativeArity(found.method));
            builder.emit({ op: "callNative", target, native: found.method, thisArgument, arguments: values });
        }
        return true;
    }

    /** `super(...)`, a statement of its own in the constructor; the fields of the class are defined when it returns. */
    superCall(node: CallExpression, context: FunctionContext): void {
        const { builder, owner } = context;
        const thisLocal = builder.function.thisLocal;
        const statement = node.getParent();
        const isPlain = Node.isExpressionStatement(statement) && statement.getParent()?.getParent() === context.node;
        if (owner?.base === undefined || thisLocal === undefined || !isPlain) {
            const hint =
                "Write 'super(...)' as a statement of its own in the constructor, outside of other statements.";
            this.program.unsupported(node, "'super(...)' in this place", hint);
            return;
        }
        context.beforeSuper = true;
        const values = lowerArguments(node, context, constructorArity(owner.base, context));
        context.beforeSuper = false;
        builder.emit({ op: "superConstruct", thisLocal, base: owner.base, arguments: values });
        const info = this.infoOf(owner);
        if (info !== undefined) defineFields(info, context);
    }

    fieldKey(info: ClassInfo, name: string): string {
        return this.keyOf(info.declaration, name);
    }
}

type MethodFound =
    | { readonly kind: "script"; readonly method: IrFunction }
    | { readonly kind: "native"; readonly method: NonNullable<ReturnType<NativeClass["methods"]["get"]>> };
