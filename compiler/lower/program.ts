/**
 * What all functions of a program share while it is lowered: the registries of functions, classes,
 * globals and names.
 */
import { type Unsupported, unknownName } from "../diagnostics/unsupported.ts";
import { Node, type SourceFile } from "ts-morph";
import type { Bindings } from "../bindings/index.ts";
import type { Binding, NativeClass, NativeFunction, ScriptClass } from "../bindings/model.ts";
import type { DiagnosticBag } from "../diagnostics/bag.ts";
import { OF_OTHER_HOSTS, REFUSED_BY_DESIGN } from "../diagnostics/foreign.ts";
import { nativeUnbound, unsupportedNamespace } from "../diagnostics/diagnostics.ts";
import { FunctionBuilder, UNDEFINED } from "../ir/builder.ts";
import type { ClassReference } from "../ir/instructions.ts";
import type {
    AsClass,
    ClassDeclaration,
    ClassForm,
    FunctionKind,
    Global,
    IrFunction,
    NativeMethod,
    Span,
} from "../ir/program.ts";
import { fileNameOf, spanOf } from "../load/span.ts";
import { FunctionClasses } from "./classes/function-classes.ts";
import type { GeneralClasses } from "./classes/general/choice.ts";
import type { ClassParts } from "./classes/general/parts.ts";
import { ClassRegistry } from "./classes/registry.ts";
import { titleOf } from "./function-names.ts";
import { functionRequest, isSuspending } from "./functions.ts";
import { Intrinsics } from "./intrinsics/index.ts";
import { ModuleGraph } from "./modules.ts";
import { staticKey } from "./property-names.ts";
import { Scopes } from "./scopes.ts";
import { isExportAccess, isProgramNamespace } from "./namespaces.ts";
import { declarationOf, isAccessor, isErased, symbolOf } from "./symbols.ts";
import type { Variable } from "./variables.ts";
import { descendants } from "./descendants.ts";

/** A function whose body is lowered when the code that is being lowered is done. */
interface Pending {
    readonly node: Node;
    readonly builder: FunctionBuilder;
    readonly owner: ClassDeclaration | undefined;
}

export interface FunctionRequest {
    readonly name: string;
    /** As titleOf() says where it is not given. */
    readonly title?: string;
    /** What it is as a string, where that is not the text of the node. */
    readonly text?: string;
    readonly kind: FunctionKind;
    readonly usesThis: boolean;
    readonly rest: boolean;
    readonly owner?: ClassDeclaration | undefined;
    readonly asClass?: AsClass;
    readonly isConstructor?: true;
    readonly length?: number;
    readonly isBuiltIn?: true;
    readonly method?: NativeMethod;
    readonly classForm?: ClassForm;
    readonly takesNewTarget?: boolean;
}

export class ProgramLowering {
    readonly diagnostics: DiagnosticBag;
    readonly bindings: Bindings;
    readonly graph: ModuleGraph;
    readonly scopes: Scopes;
    readonly generals: GeneralClasses;
    readonly classParts = new Map<Node, ClassParts>();
    readonly newTargets = new Map<Node, Variable>();
    /** Whether anything in the program asks for `new.target`. */
    hasNewTarget = false;
    /** The objects of literals whose methods name `super`. */
    readonly literalHomes = new Map<Node, Variable>();
    readonly classes = new ClassRegistry(this);
    readonly functionClasses = new FunctionClasses(this);
    readonly intrinsics = new Intrinsics(this);
    readonly modules: IrFunction[] = [];
    readonly functions: IrFunction[] = [];
    readonly globals: Global[] = [];
    readonly nativeClasses = new Set<NativeClass>();
    /** Names that something in the program has an accessor for, static members aside. */
    readonly accessors = new Set<string>();
    /** Whether some of them can do what the program notices: those of the library give a value. */
    accessorsAct = false;
    /** An accessor can have any name. */
    private hasComputedAccessors = false;
    /** Files of the built-in library. */
    readonly library = new Set<SourceFile>();
    /**
     * Start of the first module: values of module-level functions are made here, before any code of
     * the program runs.
     */
    prologue: FunctionBuilder | undefined;
    private readonly starts: ((builder: FunctionBuilder) => void)[] = [];
    private readonly byNode = new Map<Node, IrFunction>();
    private readonly values = new Map<IrFunction, Global>();
    private readonly nodes = new Map<IrFunction, Node>();
    /** The values of classes. */
    readonly classFunctions = new Map<ClassReference, IrFunction>();
    private readonly pending: Pending[] = [];
    private readonly addModule: (file: string) => SourceFile;
    private functionCount = 0;

    /** `addModule` loads a module of the library. */
    constructor(
        bindings: Bindings,
        diagnostics: DiagnosticBag,
        generals: GeneralClasses,
        addModule: (file: string) => SourceFile,
    ) {
        this.bindings = bindings;
        this.diagnostics = diagnostics;
        this.addModule = addModule;
        this.graph = new ModuleGraph(bindings);
        this.generals = generals;
        this.scopes = new Scopes(this.graph, (node) => generals.isGeneral(node));
    }

    newBuilder(node: Node, request: FunctionRequest): FunctionBuilder {
        const isLibrary = this.library.has(node.getSourceFile());
        const text = isLibrary || request.kind === "module" ? undefined : node.getText();
        const isBuiltIn = isLibrary ? { isBuiltIn: true as const } : {};
        const options = {
            title: titleOf(node),
            text,
            ...isBuiltIn,
            ...request,
            id: this.functionCount++,
            span: spanOf(node),
        };
        const builder = new FunctionBuilder(options);
        const list = request.kind === "module" ? this.modules : this.functions;
        list.push(builder.function);
        return builder;
    }

    /** The function of a node that captures nothing: made once, its body lowered later. */
    functionOf(node: Node, request: () => FunctionRequest): IrFunction {
        const known = this.byNode.get(node);
        if (known !== undefined) return known;
        const builder = this.newBuilder(node, request());
        this.byNode.set(node, builder.function);
        this.nodes.set(builder.function, node);
        this.pending.push({ node, builder, owner: builder.function.owner });
        return builder.function;
    }

    nodeOf(irFunction: IrFunction): Node | undefined {
        return this.nodes.get(irFunction);
    }

    takePending(): Pending | undefined {
        return this.pending.shift();
    }

    globalOf(variable: Variable): Global {
        if (variable.global !== undefined) return variable.global;
        const { name, declaration, startsUndefined, startsUninitialised } = variable;
        variable.global = startsUndefined
            ? this.undefinedGlobal(name, declaration)
            : this.newGlobal(name, declaration, startsUninitialised);
        if (Node.isFunctionDeclaration(declaration) && !isSuspending(declaration)) this.startWith(variable);
        return variable.global;
    }

    /** A function that the program assigns; the others need no variable. */
    private startWith(variable: Variable): void {
        this.atStart((builder) => {
            const value = builder.temporary(variable.name);
            builder.makeFunction({ target: value, function: this.declaredFunction(variable), captures: [] });
            builder.storeGlobal({ global: this.globalOf(variable), value });
        });
    }

    /** A global that is undefined until something is stored. */
    undefinedGlobal(name: string, node: Node): Global {
        const global = this.newGlobal(name, node, false);
        this.atStart((builder) => {
            builder.storeGlobal({ global, value: UNDEFINED });
        });
        return global;
    }

    /** Before any code of the program runs. */
    atStart(make: (builder: FunctionBuilder) => void): void {
        const { prologue } = this;
        if (prologue === undefined) {
            this.starts.push(make);
        } else {
            prologue.atEntry(() => {
                make(prologue);
            });
        }
    }

    /** The first module is there: what has to come before it can be made. */
    startIn(prologue: FunctionBuilder): void {
        this.prologue = prologue;
        prologue.start(prologue.block("code"));
        this.starts.splice(0).forEach((make) => {
            this.atStart(make);
        });
    }

    newGlobal(name: string, node: Node, needsInitialisedCheck: boolean): Global {
        const module = fileNameOf(node.getSourceFile());
        const global: Global = { id: this.globals.length, name, module, span: spanOf(node), needsInitialisedCheck };
        this.globals.push(global);
        return global;
    }

    /** The one function value of a function without captures. */
    valueOf(irFunction: IrFunction, node: Node): Global {
        const known = this.values.get(irFunction);
        if (known !== undefined) return known;
        const global = this.newGlobal(irFunction.name, node, false);
        this.values.set(irFunction, global);
        this.atStart((builder) => {
            const target = builder.temporary(irFunction.name);
            builder.makeFunction({ target, function: irFunction, captures: [] });
            builder.storeGlobal({ global, value: target });
        });
        return global;
    }

    /** What a name of a `.d.ts` stands for. */
    bindingOf(name: Node): Binding | undefined {
        const symbol = symbolOf(name);
        const binding = symbol === undefined ? undefined : this.bindings.ofSymbol(symbol);
        if (binding?.kind === "nativeClass") this.nativeClasses.add(binding);
        return binding;
    }

    /**
     * The function of a declaration that needs no activation: at the level of a module, or closed.
     */
    declaredFunction({ declaration, name }: Variable): IrFunction {
        return this.functionOf(declaration, () => functionRequest(declaration, name));
    }

    /** A function of the library by its file; its body is lowered later. */
    libraryFunction(file: string, exportName: string): IrFunction | undefined {
        const [declaration] = this.addLibrary(file).getExportedDeclarations().get(exportName) ?? [];
        const variable = declaration === undefined ? undefined : this.scopes.of(declaration);
        return variable === undefined ? undefined : this.declaredFunction(variable);
    }

    /**
     * The one function that a callee can mean: a declaration that is never assigned, or a static
     * method.
     */
    knownFunction(callee: Node): IrFunction | undefined {
        const isMember = Node.isPropertyAccessExpression(callee);
        if (isMember && !isExportAccess(callee)) return this.classes.staticMethod(callee);
        if (!isMember && !Node.isIdentifier(callee)) return undefined;
        const variable = this.scopes.referredBy(isMember ? callee.getNameNode() : callee);
        if (variable === undefined || !Node.isFunctionDeclaration(variable.declaration)) return undefined;
        if (isSuspending(variable.declaration)) return undefined;
        const isFixed = variable.writes.length === 0 && (variable.isGlobal || variable.closed);
        return isFixed ? this.declaredFunction(variable) : undefined;
    }

    /** A native function as a value: a function of the program that calls it. */
    valueOfNative(native: NativeFunction, node: Node, isClass = false): Global {
        return this.valueOf(this.intrinsics.plain(native.name, native, node, isClass), node);
    }

    /** The `declare module` that a namespace import names, or `device.io` of a `.d.ts`. */
    isNativeModule(node: Node): boolean {
        const isMember = Node.isPropertyAccessExpression(node) && this.isNativeModule(node.getExpression());
        const name = isMember ? node.getNameNode() : node;
        const declaration = Node.isIdentifier(name) ? declarationOf(name) : undefined;
        return Node.isModuleDeclaration(declaration) && !isProgramNamespace(declaration);
    }

    /**
     * Reports a construct outside the language, unless something at the same place has been said
     * already.
     */
    unsupported(node: Node, diagnostic: Unsupported, name = ""): void {
        // Inside a generator or async function, which the check refuses as a whole.
        if (Node.isYieldExpression(node) || Node.isAwaitExpression(node)) return;
        const span = spanOf(node);
        if (!this.hasErrorAt(span)) this.diagnostics.add(diagnostic(span, name));
    }

    /** The same of what a class in general form can do: it is lowered again as such. */
    unsupportedIn(home: Node | undefined, node: Node, diagnostic: Unsupported, name = ""): void {
        if (home !== undefined) this.generals.want(home);
        this.unsupported(node, diagnostic, name);
    }

    hasErrorAt({ file, start, end }: Span): boolean {
        return this.diagnostics
            .errorsOf(file)
            .some(({ span }) => span !== undefined && span.start < end && start < span.end);
    }

    /** Whether nothing that exists at run time has the name: using it is a ReferenceError. */
    isUndeclared(name: Node): boolean {
        const text = name.getText();
        if (text === "undefined" || this.scopes.referredBy(name) !== undefined) return false;
        // What JavaScript has and the library lacks.
        if (text in globalThis && !OF_OTHER_HOSTS.has(text) && !REFUSED_BY_DESIGN.has(text)) return false;
        const isTyped = name.getSymbol()?.getDeclarations().some(isTypeOnly) === true;
        const declarations = symbolOf(name)?.getDeclarations() ?? [];
        return isTyped || declarations.every((declaration) => isErased(declaration) && !isOfLibrary(declaration));
    }

    /** A declared name that stands for nothing to compile. */
    unresolved(name: Node): void {
        const declaration = declarationOf(name);
        const span = spanOf(name);
        if (Node.isModuleDeclaration(declaration)) {
            this.diagnostics.add(unsupportedNamespace(span, name.getText()));
        } else if (declaration !== undefined && isOfLibrary(declaration)) {
            if (!this.hasErrorAt(span)) this.diagnostics.add(nativeUnbound(span, name.getText()));
        } else if (!this.diagnostics.hasErrors) {
            // With an error before, this is most likely a use of what was refused where it is
            // declared.
            this.unsupported(name, unknownName, name.getText());
        }
    }

    /** Whether something in the program may have an accessor of that name. */
    hasAccessor(name: string): boolean {
        return this.hasComputedAccessors || this.accessors.has(name);
    }

    private noteAccessors(file: SourceFile): void {
        for (const node of descendants(file)) {
            this.hasNewTarget ||= Node.isMetaProperty(node);
            if (Node.isPropertyAccessExpression(node) && DEFINING.has(node.getName())) {
                this.hasComputedAccessors = true;
                this.accessorsAct = true;
            }
            const isField = Node.isPropertyDeclaration(node) && node.isStatic();
            if (!isField && !isAccessor(node)) continue;
            const key = staticKey(node.getNameNode());
            // Through the value of a class, all of its static members but methods are accessors.
            if (node.isStatic()) {
                if (key !== undefined && !this.library.has(file)) this.accessors.add(key);
                if (isField) continue;
            }
            if (key === undefined) this.hasComputedAccessors = true;
            else this.accessors.add(key);
            this.accessorsAct ||= !this.library.has(file);
        }
    }

    /** A module of the library; what it imports is part of the library too. */
    addLibrary(file: string): SourceFile {
        const source = this.addModule(file);
        this.addModules(source, (added) => this.library.add(added));
        return source;
    }

    /** The class of the library that a global class is. */
    scriptClass({ file, export: name }: ScriptClass): ClassDeclaration | undefined {
        const [declaration] = this.addLibrary(file).getExportedDeclarations().get(name) ?? [];
        return declaration === undefined ? undefined : this.classes.of(declaration)?.declaration;
    }

    addModules(entry: SourceFile, note?: (added: SourceFile) => void): SourceFile[] {
        const known = new Set(this.graph.order);
        this.graph.add(entry);
        const added = this.graph.order.filter((file) => !known.has(file));
        added.forEach((file) => note?.(file));
        if (note === undefined) this.generals.addModules(added);
        this.scopes.addModules(added);
        // A class can extend one that a function makes.
        for (const file of added) this.functionClasses.declareAll(file);
        for (const file of added) {
            this.noteAccessors(file);
            this.classes.declareAll(file);
        }

        return added;
    }
}

/** What can make accessors of any name. */
const DEFINING: ReadonlySet<string> = new Set(["defineProperty", "defineProperties", "create"]);

const isOfLibrary = (declaration: Node): boolean => declaration.getSourceFile().isDeclarationFile();

/** `import type`, which evaluates nothing. */
function isTypeOnly(declaration: Node): boolean {
    if (Node.isImportSpecifier(declaration))
        return declaration.isTypeOnly() || declaration.getImportDeclaration().isTypeOnly();
    const statement = declaration.getFirstAncestor(Node.isImportDeclaration);
    return statement?.isTypeOnly() === true;
}
