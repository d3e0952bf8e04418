/**
 * What the analysis knows of the whole program: instances of functions, shapes and their contents. Everything only grows; `changed` tells
 * that another round is needed.
 */
import type { NativeClass, NativeFunction } from "../../bindings/model.ts";
import type { Instruction } from "../../ir/instructions.ts";
import type { ClassDeclaration, Global, IrFunction, Local, Program } from "../../ir/program.ts";
import { ABSENT_TYPE, equalTypes, join, NEVER, representationOf } from "../../types/lattice.ts";
import { findMember } from "../../types/members.ts";
import type {
    ArrayShape,
    CellShape,
    ClassShape,
    Field,
    FunctionShape,
    LiteralShape,
    NativeShape,
    Shape,
} from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Span } from "../../ir/program.ts";

/** Rounds after which growing number ranges jump to landmarks. */
const WIDEN_AFTER = 3;
/** Instances of one function beyond which calls share a generic one. */
const INSTANCE_BUDGET = 16;

/** One specialisation of a function. */
export interface Instance {
    readonly id: number;
    readonly origin: IrFunction;
    /** The function value whose captures it sees. */
    readonly closure: FunctionShape | undefined;
    thisType: Type;
    readonly parameters: Type[];
    returnType: Type;
    /** Everything that can leave it as an exception. */
    thrown: Type;
    /** The instances that it calls. */
    readonly calls: Set<Instance>;
    /** Part of a cycle of calls, so that a RangeError is among what it throws. The call graph of the typed program decides for emission. */
    recursive: boolean;
    /** Whether control can come back. */
    returns: boolean;
    /** Per local: all that it holds anywhere. */
    readonly locals: Map<Local, Type>;
    /** Blocks whose entry has been reached, with what holds there. */
    readonly entries: Map<number, Map<Local, Type>>;
    /** What handler blocks receive. */
    readonly caught: Map<number, Type>;
    /** What calls, constructions and literals turned out to mean. */
    readonly resolutions: Map<Instruction, Resolution>;
}

/** One possible callee of a call. */
export interface Callee {
    readonly when: Shape;
    readonly to: Instance | NativeFunction | readonly Callee[];
}

export interface Resolution {
    readonly callees?: readonly Callee[];
    readonly constructed?: Instance;
    readonly literals?: readonly LiteralShape[];
    readonly functionShape?: FunctionShape;
}

export interface Host {
    readonly program: Program;
    readonly nativeClasses: ReadonlyMap<string, NativeClass>;
    /** Fields that can be read before their definition ran. */
    readonly readEarly: ReadonlyMap<ClassDeclaration, ReadonlySet<string>>;
    /** Lowers a method of the library that is written in TypeScript. */
    lowerLibraryFunction(file: string, name: string): IrFunction | undefined;
}

export class World {
    public round = 0;
    public changed = false;
    public readonly host: Host;
    public readonly instances: Instance[] = [];
    private readonly instancesByKey = new Map<string, Instance>();
    private readonly libraryFunctions = new Set<IrFunction>();
    private readonly instanceCounts = new Map<string, number>();
    private readonly classShapes = new Map<ClassDeclaration, ClassShape>();
    private readonly nativeShapes = new Map<NativeClass, NativeShape>();
    private readonly sites = new Map<string, Shape>();
    public readonly shapes: Shape[] = [];
    public readonly globals = new Map<Global, Type>();
    public readonly captures = new Map<FunctionShape, Map<Local, Type>>();
    /** Instances that native code enters, by function value. */
    public readonly entries = new Map<FunctionShape, Instance>();
    /** Everything that was handed to native code as `any` to be kept. */
    public kept: Type = NEVER;

    public constructor(host: Host) {
        this.host = host;
    }

    private get widening(): boolean {
        return this.round > WIDEN_AFTER;
    }

    public grow(old: Type, added: Type): Type {
        const joined = join(old, added, this.widening);
        if (equalTypes(old, joined)) {
            return old;
        }
        this.changed = true;
        return joined;
    }

    public growField(field: Field, added: Type): void {
        field.type = this.grow(field.type, added);
    }

    public growGlobal(global: Global, added: Type): void {
        this.globals.set(global, this.grow(this.globals.get(global) ?? NEVER, added));
    }

    public globalType(global: Global): Type {
        const stored = this.globals.get(global) ?? NEVER;
        return global.needsInitialisedCheck ? join(stored, ABSENT_TYPE) : stored;
    }

    /**
     * A method of the library that is written in TypeScript. It is called all over a program, calls nothing but what it is given, and has as many instances
     * as the program has functions to give: without a budget, or a program with many callbacks would mix their results.
     */
    public libraryFunction(file: string, name: string): IrFunction | undefined {
        const found = this.host.lowerLibraryFunction(file, name);
        if (found !== undefined) this.libraryFunctions.add(found);
        return found;
    }

    /** The instance for these arguments; its parameters grow by them. */
    public instance(
        origin: IrFunction,
        closure: FunctionShape | undefined,
        thisType: Type,
        args: readonly Type[],
    ): Instance {
        const owner = `${origin.id}/${closure?.id ?? "-"}`;
        const specific = `${owner}(${[thisType, ...args].map(kindKey).join(",")})`;
        const known = this.instancesByKey.get(specific);
        const count = this.instanceCounts.get(owner) ?? 0;
        const isToldApart = known !== undefined || count < INSTANCE_BUDGET || this.libraryFunctions.has(origin);
        const key = isToldApart ? specific : `${owner}(*)`;
        let instance = known ?? this.instancesByKey.get(key);
        if (instance === undefined) {
            instance = this.newInstance(origin, closure);
            this.instancesByKey.set(key, instance);
            this.instanceCounts.set(owner, count + 1);
        }
        this.growArguments(instance, thisType, args);
        return instance;
    }

    private newInstance(origin: IrFunction, closure: FunctionShape | undefined): Instance {
        this.changed = true;
        const instance: Instance = {
            id: this.instances.length,
            origin,
            closure,
            thisType: NEVER,
            parameters: origin.parameters.map(() => NEVER),
            returnType: NEVER,
            thrown: NEVER,
            returns: false,
            calls: new Set(),
            recursive: false,
            locals: new Map(),
            entries: new Map(),
            caught: new Map(),
            resolutions: new Map(),
        };
        this.instances.push(instance);
        return instance;
    }

    /** The one instance of a function value that native code calls, whatever it passes. */
    public nativeInstance(shape: FunctionShape): Instance {
        return this.newInstance(shape.function, shape);
    }

    /** More values arrive at an instance. */
    public feed(instance: Instance, thisType: Type, args: readonly Type[]): void {
        this.growArguments(instance, thisType, args);
    }

    private growArguments(instance: Instance, thisType: Type, args: readonly Type[]): void {
        instance.thisType = this.grow(instance.thisType, thisType);
        instance.parameters.forEach((type, index) => {
            instance.parameters[index] = this.grow(type, args[index] ?? { ...NEVER, undefined: true });
        });
    }

    public classShape(declaration: ClassDeclaration): ClassShape {
        const known = this.classShapes.get(declaration);
        if (known !== undefined) {
            return known;
        }
        const base = declaration.base;
        const early = this.host.readEarly.get(declaration);
        const baseShape =
            base === undefined ? undefined : base.kind === "class" ? this.classShape(base) : this.nativeShape(base);
        // A field that the base class has too is one property of the object.
        const own = declaration.fields.filter(
            ({ name }) => baseShape === undefined || findMember(baseShape, name)?.kind !== "field",
        );
        const shape: ClassShape = {
            kind: "class",
            id: this.shapes.length,
            declaration,
            base: baseShape,
            fields: new Map(
                own.map(({ name }) => [
                    name,
                    { name, type: early?.has(name) === true ? ABSENT_TYPE : NEVER, optional: false },
                ]),
            ),
        };
        this.classShapes.set(declaration, shape);
        this.shapes.push(shape);
        return shape;
    }

    public nativeShape(nativeClass: NativeClass): NativeShape {
        const known = this.nativeShapes.get(nativeClass);
        if (known !== undefined) {
            return known;
        }
        const shape: NativeShape = { kind: "native", id: this.shapes.length, nativeClass, fields: new Map() };
        this.nativeShapes.set(nativeClass, shape);
        this.shapes.push(shape);
        return shape;
    }

    public nativeShapeNamed(name: string): NativeShape | undefined {
        const nativeClass = this.host.nativeClasses.get(name);
        return nativeClass === undefined ? undefined : this.nativeShape(nativeClass);
    }

    private site<S extends Shape>(key: string, make: (id: number) => S): S {
        const known = this.sites.get(key);
        if (known !== undefined) {
            return known as S;
        }
        const shape = make(this.shapes.length);
        this.sites.set(key, shape);
        this.shapes.push(shape);
        return shape;
    }

    public arrayAt(key: string, span: Span): ArrayShape {
        return this.site(`array ${key}`, (id) => ({
            kind: "array",
            id,
            span,
            element: { name: "element", type: NEVER, optional: false },
        }));
    }

    public cellAt(key: string, name: string): CellShape {
        return this.site(`cell ${key}`, (id) => ({
            kind: "cell",
            id,
            name,
            content: { name, type: NEVER, optional: false },
        }));
    }

    /** Literals with the same names in the same order are one shape, wherever they are written. */
    public literal(names: readonly string[], span: Span): LiteralShape {
        return this.site<LiteralShape>(`literal ${JSON.stringify(names)}`, (id) => ({
            kind: "literal",
            id,
            span,
            fields: new Map(names.map((name) => [name, { name, type: NEVER, optional: false }])),
        }));
    }

    /** A property that the literal was made without: it can be absent from then on. */
    public addOptional(shape: LiteralShape, name: string): Field {
        const field: Field = { name, type: ABSENT_TYPE, optional: true };
        shape.fields.set(name, field);
        this.changed = true;
        return field;
    }

    public functionValue(fn: IrFunction, maker: Instance | undefined): FunctionShape {
        const key = fn.captures.length === 0 ? `function ${fn.id}` : `function ${fn.id} by ${maker?.id ?? "-"}`;
        return this.site<FunctionShape>(key, (id) => ({
            kind: "function",
            id,
            function: fn,
            captures: fn.captures.map((local) => ({ ...local })),
        }));
    }

    public capture(shape: FunctionShape, local: Local, type: Type): void {
        const captures = this.captures.get(shape) ?? new Map<Local, Type>();
        this.captures.set(shape, captures);
        captures.set(local, this.grow(captures.get(local) ?? NEVER, type));
    }
}

/** The coarse kind of an argument: what decides how it is represented. */
function kindKey(type: Type): string {
    const kinds: string[] = [];
    if (type.undefined) {
        kinds.push("u");
    }
    if (type.null) {
        kinds.push("0");
    }
    if (type.absent) {
        kinds.push("a");
    }
    if (type.true || type.false) {
        kinds.push("b");
    }
    if (type.number !== undefined) {
        kinds.push(representationOf({ ...NEVER, number: type.number }).kind);
    }
    if (type.string !== undefined) {
        kinds.push("s");
    }
    const shapes = new Set([...type.shapes].map((shape) => (shape.kind === "array" ? "array" : String(shape.id))));
    return [...kinds, ...[...shapes].sort()].join("|");
}
