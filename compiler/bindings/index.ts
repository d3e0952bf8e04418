/** The native bindings of a program: what each name that a `.d.ts` declares stands for in C. */
import {
    type ClassDeclaration,
    type FunctionDeclaration,
    type InterfaceDeclaration,
    type ModuleDeclaration,
    Node,
    type SourceFile,
    type Symbol as MorphSymbol,
    type VariableDeclaration,
} from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { bindingNameTaken } from "../diagnostics/diagnostics.ts";
import { spanOf } from "../load/span.ts";
import { MemberReader, type Owner, noMembers } from "./members.ts";
import { type Binding, type NativeClass, type NativeClasses, type NativeFunction, type NativeObject } from "./model.ts";
import { TypeReader } from "./types.ts";

export class Bindings implements NativeClasses {
    /** By declared name, the built-in receivers among them. */
    readonly classes = new Map<string, NativeClass>();
    private readonly byDeclaration = new Map<Node, Binding>();
    private readonly members: MemberReader;
    private readonly diagnostics: DiagnosticBag;

    constructor(declarations: readonly SourceFile[], diagnostics: DiagnosticBag) {
        this.diagnostics = diagnostics;
        this.members = new MemberReader(new TypeReader(diagnostics), diagnostics);
        declarations.forEach((file) => {
            this.readContainer(file, "");
        });
    }

    /**
     * What a symbol stands for; imports are followed. Undefined: not native, or declared without
     * tags.
     */
    ofSymbol(symbol: MorphSymbol): Binding | undefined {
        for (const declaration of (symbol.getAliasedSymbol() ?? symbol).getDeclarations()) {
            const binding = this.byDeclaration.get(declaration);
            if (binding !== undefined) return binding;
        }
        return undefined;
    }

    private readContainer(container: SourceFile | ModuleDeclaration, inheritedHeader: string): void {
        const header = Node.isModuleDeclaration(container)
            ? (this.members.tags(container).get("header") ?? inheritedHeader)
            : inheritedHeader;
        container.getClasses().forEach((declaration) => this.readClass(declaration));
        container.getFunctions().forEach((declaration) => {
            this.readFunction(declaration, header);
        });
        container.getVariableDeclarations().forEach((declaration) => {
            this.readVariable(declaration, container);
        });
        for (const module of container.getModules()) {
            this.readContainer(module, header);
            if (!module.hasModuleKeyword() || Node.isIdentifier(module.getNameNode())) this.readNamespace(module);
        }
    }

    /** Undefined for a class without `@native`: it exists for the checker alone. */
    private readClass(declaration: ClassDeclaration): NativeClass | undefined {
        const known = this.byDeclaration.get(declaration);
        if (known !== undefined) return known.kind === "nativeClass" ? known : undefined;
        const tags = this.members.tags(declaration);
        const name = declaration.getName() ?? "default";
        const script = tags.get("script");
        if (script !== undefined) {
            const [file = "", exported = ""] = script.split("#");
            this.byDeclaration.set(declaration, { kind: "scriptClass", name, file, export: exported });
        }
        if (!tags.has("native")) return undefined;
        this.members.require(declaration, name, { "@header": tags.has("header"), "@shape": tags.has("shape") });
        const header = tags.get("header") ?? "";
        const instance = noMembers();
        const statics = noMembers();
        const baseDeclaration = declaration.getBaseClass();
        const base = baseDeclaration ? this.readClass(baseDeclaration) : undefined;
        const [constructor] = declaration.getConstructors();
        const made: NativeClass = {
            kind: "nativeClass",
            name,
            cType: tags.get("native") ?? "",
            header,
            shape: tags.get("shape") ?? "",
            base,
            isGeneric: declaration.getTypeParameters().length > 0,
            builtIn: tags.builtIn(),
            elements: tags.elements(),
            primitive: tags.primitive(),
            construct: constructor && this.members.function({ name, header, takesThis: true }, name, constructor),
            call: undefined,
            methods: instance.methods,
            properties: instance.properties,
            statics: statics.methods,
            scriptStatics: statics.scriptMethods,
            constants: statics.constants,
            scriptMethods: instance.scriptMethods,
            genericMethods: instance.genericMethods,
        };
        this.register(declaration, made);
        const members = declaration.getMembers();
        const isStatic = (member: Node) => Node.isStaticable(member) && member.isStatic();
        this.members.read(
            instance,
            { name, header, takesThis: true },
            members.filter((member) => !isStatic(member)),
            { name, elements: made.elements, interfaces: basesOf(declaration) },
        );
        this.members.read(statics, { name, header, takesThis: false }, members.filter(isStatic));
        return made;
    }

    private readFunction(declaration: FunctionDeclaration, header: string): void {
        const tags = this.members.tags(declaration);
        if (!tags.has("native") && !tags.has("invokes") && !tags.has("asks")) return;
        const name = declaration.getName() ?? "default";
        const made = this.members.function({ name, header, takesThis: false }, name, declaration);
        if (made !== undefined) this.byDeclaration.set(declaration, made);
    }

    /**
     * `declare const X: XConstructor` beside `interface X` is a built-in class;
     * `declare const X: T` alone an object.
     */
    private readVariable(declaration: VariableDeclaration, container: SourceFile | ModuleDeclaration): void {
        const name = declaration.getName();
        const constant = this.members.tags(declaration).constant();
        if (constant !== undefined) {
            this.byDeclaration.set(declaration, { kind: "nativeConstant", name, value: constant });
            return;
        }
        const typeName = declaration.getTypeNode()?.getText() ?? "";
        const type = container.getInterface(typeName);
        if (type === undefined) return;
        const named = typeName === name ? undefined : container.getInterface(name);
        const receiver = named !== undefined && this.members.tags(named).has("header") ? named : undefined;
        const made = receiver ? this.readReceiver(name, receiver, type) : this.readObject(name, type);
        if (made === undefined) return;
        if (made.kind === "nativeClass") this.register(declaration, made);
        else this.byDeclaration.set(declaration, made);
    }

    private readObject(name: string, type: InterfaceDeclaration): NativeObject | undefined {
        const tags = this.members.tags(type);
        if (!tags.has("header")) return undefined;
        const members = noMembers();
        this.members.read(members, { name, header: tags.get("header") ?? "", takesThis: false }, type.getMembers());
        const { methods, scriptMethods, constants } = members;
        return { kind: "nativeObject", name, functions: methods, scripts: scriptMethods, constants };
    }

    private readReceiver(
        name: string,
        receiver: InterfaceDeclaration,
        constructorType: InterfaceDeclaration,
    ): NativeClass | undefined {
        const tags = this.members.tags(receiver);
        const constructorTags = this.members.tags(constructorType);
        if (!tags.has("header") || !constructorTags.has("header")) return undefined;
        const header = tags.get("header") ?? "";
        const staticOwner: Owner = { name, header: constructorTags.get("header") ?? "", takesThis: false };
        const instance = noMembers();
        const statics = noMembers();
        this.members.read(instance, { name, header, takesThis: true }, receiver.getMembers());
        this.members.read(statics, staticOwner, constructorType.getMembers());
        const isBound = (signature: Node): boolean => !this.members.tags(signature).has("checker");
        const call = constructorType.getCallSignatures().find(isBound);
        const maker = constructorType.getConstructSignatures().find(isBound);
        return {
            kind: "nativeClass",
            name,
            cType: tags.get("native") ?? "",
            header,
            shape: tags.get("shape") ?? "",
            base: undefined,
            isGeneric: false,
            builtIn: tags.builtIn(),
            elements: tags.elements(),
            primitive: tags.primitive(),
            construct: maker && this.members.function({ ...staticOwner, takesThis: true }, name, maker),
            call: call ? this.members.function(staticOwner, name, call) : undefined,
            methods: instance.methods,
            properties: instance.properties,
            statics: statics.methods,
            scriptStatics: statics.scriptMethods,
            constants: statics.constants,
            scriptMethods: instance.scriptMethods,
            genericMethods: instance.genericMethods,
        };
    }

    /**
     * `declare namespace X { function f(): void }`: an object whose members are bound one by one.
     */
    private readNamespace(declaration: ModuleDeclaration): void {
        const functions = new Map<string, NativeFunction>();
        const constants = new Map<string, number | string>();
        for (const member of declaration.getFunctions()) {
            const binding = this.byDeclaration.get(member);
            if (binding?.kind === "nativeFunction") functions.set(binding.name, binding);
        }
        for (const member of declaration.getVariableDeclarations()) {
            const binding = this.byDeclaration.get(member);
            if (binding?.kind === "nativeConstant") constants.set(binding.name, binding.value);
        }
        if (functions.size + constants.size === 0) return;
        this.byDeclaration.set(declaration, {
            kind: "nativeObject",
            name: declaration.getName(),
            functions,
            scripts: new Map(),
            constants,
        });
    }

    private register(declaration: Node, made: NativeClass): void {
        this.byDeclaration.set(declaration, made);
        if (this.classes.has(made.name)) this.diagnostics.add(bindingNameTaken(spanOf(declaration), made.name));
        else this.classes.set(made.name, made);
    }
}

/** The interfaces that `interface X extends A<X> {}` beside `declare class X` names. */
function basesOf(declaration: ClassDeclaration): InterfaceDeclaration[] {
    const beside = declaration.getSymbol()?.getDeclarations().filter(Node.isInterfaceDeclaration) ?? [];
    return beside.flatMap((one) => one.getBaseDeclarations()).filter(Node.isInterfaceDeclaration);
}
