/**
 * What the analysis knows of the whole program: instances of functions, shapes and their contents.
 * Everything only grows.
 */
import type { NativeClass, NativeFunction } from "../../bindings/model.ts";
import type { Instruction } from "../../ir/instructions.ts";
import { operandsOf } from "../../ir/effects.ts";
import type { ClassDeclaration, Global, IrFunction, Local, Operand, Program } from "../../ir/program.ts";
import { ABSENT_TYPE, NEVER, representationOf, STRING_TYPE, stringsType, UNDEFINED_TYPE } from "../../types/lattice.ts";
import { decidingProperty, findMember } from "../../types/members.ts";
import type { Member } from "../../types/members.ts";
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
import { TypeTable } from "../../types/table.ts";
import { builtInsOf } from "../../types/resolve.ts";
import type { BuiltIns } from "../../types/resolve.ts";
import type { Type } from "../../types/type.ts";
import type { Block, Span } from "../../ir/program.ts";
import type { DiagnosticBag } from "../../diagnostics/bag.ts";
import type { Environment } from "./environment.ts";
import { Due, Layout } from "./pieces.ts";
import type { Piece } from "./pieces.ts";
import { ClassShapes } from "./class-shapes.ts";
import { LiteralShapes } from "./literal-shapes.ts";
import { Place } from "./place.ts";
import type { Flow } from "./place.ts";
import type { Worklist } from "./worklist.ts";

/** Instances of one function beyond which calls share a generic one. */
const INSTANCE_BUDGET = 16;

/** One specialisation of a function. */
export interface Instance {
    readonly id: number;
    readonly origin: IrFunction;
    /** The function value whose captures it sees. */
    readonly closure: FunctionShape | undefined;
    readonly thisType: Place;
    readonly parameters: readonly Place[];
    /** Nothing as long as control cannot come back. */
    readonly returnType: Place;
    /** Everything that can leave it as an exception. */
    readonly thrown: Place;
    /** The instances that it calls. */
    readonly calls: Set<Instance>;
    /**
     * Part of a cycle of calls, so that a RangeError is among what it throws. The call graph of the
     * typed program decides for emission.
     */
    recursive: boolean;
    /** Per local: all that it holds anywhere. */
    readonly locals: Map<Local, Type>;
    readonly layout: Layout;
    /** By their order; made when control comes to them. */
    readonly pieces: (Piece | undefined)[];
    readonly due: Due;
    /** What handler blocks receive, by the number of the block. */
    readonly caught: Map<number, Place>;
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
    readonly made?: ClassShape;
    readonly literals?: readonly LiteralShape[];
    readonly functionShape?: FunctionShape;
}

export interface Host {
    readonly program: Program;
    readonly nativeClasses: ReadonlyMap<string, NativeClass>;
    /** Fields that can be read before their definition ran. */
    readonly readEarly: ReadonlyMap<ClassDeclaration, ReadonlySet<string>>;
    /** Told what is worked on. */
    readonly diagnostics: DiagnosticBag;
    /** Lowers a method of the library that is written in TypeScript. */
    lowerLibraryFunction(file: string, name: string): IrFunction | undefined;
}

/** What holds where a block is entered; undefined where control does not come to it. */
export const entryOf = ({ layout, pieces }: Instance, block: Block): Environment | undefined =>
    pieces[layout.firstOf(block)]?.entry;

export class World implements Flow {
    readonly literals: LiteralShapes = new LiteralShapes(this, (...of) => this.place(...of));
    readonly types: TypeTable = new TypeTable(this.literals);
    running: Piece | undefined;
    isSettled = false;
    /** Instructions that were interpreted: the work done. */
    steps = 0;
    readonly worklist: Worklist;
    readonly host: Host;
    readonly builtIns: BuiltIns;
    readonly instances: Instance[] = [];
    private readonly instancesByKey = new Map<string, Instance>();
    private readonly libraryFunctions = new Set<IrFunction>();
    private readonly libraryNames = new Map<string, IrFunction | undefined>();
    private readonly instanceCounts = new Map<string, number>();
    readonly classes = new ClassShapes(this, INSTANCE_BUDGET);
    private readonly nativeShapes = new Map<NativeClass, NativeShape>();
    private readonly sites = new Map<string, Shape>();
    readonly shapes: Shape[] = [];
    private readonly globals = new Map<Global, Place>();
    private readonly captures = new Map<FunctionShape, Map<Local, Place>>();
    private readonly operands = new Map<Instruction, readonly Operand[]>();
    private readonly layouts = new Map<IrFunction, Layout>();
    private readonly kinds = new Map<Type, string>();
    /** Instances that native code enters, by function value. */
    readonly entries = new Map<FunctionShape, Instance>();
    /** Everything that was handed to native code as `any` to be kept. */
    readonly kept: Place;

    constructor(host: Host, worklist: Worklist) {
        this.host = host;
        this.builtIns = builtInsOf(host.nativeClasses.values());
        this.worklist = worklist;
        this.kept = this.place("kept");
    }

    place(name: string, initial: Type = NEVER, optional = false): Place {
        return new Place(this, name, initial, optional);
    }

    /** Looked up often. */
    operandsOf(instruction: Instruction): readonly Operand[] {
        let operands = this.operands.get(instruction);
        if (operands === undefined) {
            operands = operandsOf(instruction);
            this.operands.set(instruction, operands);
        }
        return operands;
    }

    wake(reader: Piece): void {
        reader.mustRun = true;
        this.worklist.wake(reader);
    }

    growField(field: Field, added: Type): void {
        field.grow(added);
    }

    growGlobal(global: Global, added: Type): void {
        this.globalPlace(global).grow(added);
    }

    globalType(global: Global): Type {
        return this.globalPlace(global).type;
    }

    private globalPlace(global: Global): Place {
        let place = this.globals.get(global);
        if (place === undefined) {
            place = this.place(global.name, global.needsInitialisedCheck ? ABSENT_TYPE : NEVER);
            this.globals.set(global, place);
        }
        return place;
    }

    /**
     * A method of the library that is written in TypeScript. It is called all over a program, calls
     * nothing but what it is given, and has as many instances as the program has functions to give:
     * without a budget, or a program with many callbacks would mix their results.
     */
    libraryFunction(file: string, name: string): IrFunction | undefined {
        const key = `${file} ${name}`;
        if (!this.libraryNames.has(key)) {
            const found = this.host.lowerLibraryFunction(file, name);
            if (found !== undefined) this.libraryFunctions.add(found);
            this.libraryNames.set(key, found);
            this.wakePrologue();
        }
        return this.libraryNames.get(key);
    }

    /**
     * What a module of the library does when it is loaded was added to the first block of the
     * program.
     */
    private wakePrologue(): void {
        const [first] = this.host.program.modules;
        const instance = this.instances.find(({ origin }) => origin === first);
        const piece = instance?.pieces[instance.layout.lastOf(instance.origin.entry)];
        if (piece !== undefined) this.wake(piece);
    }

    /** The instance for these arguments; its parameters grow by them. */
    instance(origin: IrFunction, closure: FunctionShape | undefined, thisType: Type, args: readonly Type[]): Instance {
        const owner = `${origin.id}/${closure?.id ?? "-"}`;
        const specific = `${owner}(${[thisType, ...args].map((type) => this.kindKey(type)).join(",")})`;
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
        if (this.isSettled) throw new Error(`${origin.name} has one more instance after the analysis`);
        const instance: Instance = {
            id: this.instances.length,
            origin,
            closure,
            thisType: this.place("this"),
            parameters: origin.parameters.map(({ name }) => this.place(name)),
            returnType: this.place("result"),
            thrown: this.place("thrown"),
            calls: new Set(),
            recursive: false,
            locals: new Map(),
            layout: this.layoutOf(origin),
            pieces: [],
            due: new Due(),
            caught: new Map(),
            resolutions: new Map(),
        };
        this.instances.push(instance);
        this.worklist.start(instance);
        return instance;
    }

    private layoutOf(fn: IrFunction): Layout {
        let layout = this.layouts.get(fn);
        if (layout === undefined) {
            layout = new Layout(fn);
            this.layouts.set(fn, layout);
        }
        return layout;
    }

    /** The one instance of a function value that native code calls, whatever it passes. */
    nativeInstance(shape: FunctionShape): Instance {
        return this.newInstance(shape.function, shape);
    }

    /** More values arrive at an instance. */
    feed(instance: Instance, thisType: Type, args: readonly Type[]): void {
        this.growArguments(instance, thisType, args);
    }

    private growArguments(instance: Instance, thisType: Type, args: readonly Type[]): void {
        instance.thisType.grow(thisType);
        instance.parameters.forEach((parameter, index) => {
            parameter.grow(args[index] ?? UNDEFINED_TYPE);
        });
    }

    nativeShape(nativeClass: NativeClass): NativeShape {
        let shape = this.nativeShapes.get(nativeClass);
        if (shape === undefined) {
            const initial = decidingProperty(nativeClass)?.initial;
            shape = this.newNativeShape(nativeClass, initial === undefined ? undefined : stringsType(initial));
            this.nativeShapes.set(nativeClass, shape);
        }
        return shape;
    }

    /** Instances whose deciding property starts with `start`; without it, with any text. */
    nativeShapeOf(nativeClass: NativeClass, start: string | undefined): NativeShape {
        const like = this.nativeShape(nativeClass);
        if (start === decidingProperty(nativeClass)?.initial) return like;
        const type = start === undefined ? STRING_TYPE : stringsType(start);
        const key = `native ${nativeClass.name} ${start === undefined ? "" : JSON.stringify(start)}`;
        return this.site(key, (id) => ({ ...this.nativeShapeParts(nativeClass, type), id, like }));
    }

    private newNativeShape(nativeClass: NativeClass, mode: Type | undefined): NativeShape {
        const shape: NativeShape = { ...this.nativeShapeParts(nativeClass, mode), id: this.shapes.length };
        this.shapes.push(shape);
        return shape;
    }

    private nativeShapeParts(nativeClass: NativeClass, mode: Type | undefined): Omit<NativeShape, "id"> {
        const own = { kind: "native" as const, nativeClass, fields: new Map<string, Field>() };
        return mode === undefined ? own : { ...own, mode: this.place("mode", mode) };
    }

    nativeShapeNamed(name: string): NativeShape | undefined {
        const nativeClass = this.host.nativeClasses.get(name);
        return nativeClass === undefined ? undefined : this.nativeShape(nativeClass);
    }

    private site<S extends Shape>(key: string, make: (id: number) => S): S {
        const known = this.sites.get(key);
        if (known !== undefined) return known as S;
        const shape = make(this.shapes.length);
        this.sites.set(key, shape);
        this.shapes.push(shape);
        return shape;
    }

    arrayAt(key: string, span: Span): ArrayShape {
        return this.site(`array ${key}`, (id) => ({
            kind: "array",
            id,
            span,
            element: this.place("element"),
            least: 0,
            shortened: this.place("shortened"),
        }));
    }

    cellAt(key: string, name: string): CellShape {
        return this.site(`cell ${key}`, (id) => ({
            kind: "cell",
            id,
            name,
            content: this.place(name),
        }));
    }

    /** The shape of the literals that are made at one place with these names in this order. */
    literalAt(key: string, names: readonly string[], span: Span): LiteralShape {
        const shape = this.site<LiteralShape>(`literal ${key} ${JSON.stringify(names)}`, (id) =>
            this.literals.make(id, names, span),
        );
        return this.literals.current(shape);
    }

    /** What a name means on an object of the shape; a literal that lacks it may get it. */
    memberOf(shape: Shape, name: string): Member | undefined {
        const member = findMember(shape, name);
        if (member === undefined && shape.kind === "literal") this.literals.noteNames(shape);
        return member;
    }

    functionValue(fn: IrFunction, maker: Instance | undefined): FunctionShape {
        const key = fn.captures.length === 0 ? `function ${fn.id}` : `function ${fn.id} by ${maker?.id ?? "-"}`;
        return this.site<FunctionShape>(key, (id) => ({
            kind: "function",
            id,
            function: fn,
            captures: fn.captures.map(({ name }) => ({ name, type: NEVER, representation: { kind: "value" } })),
        }));
    }

    capture(shape: FunctionShape, local: Local, type: Type): void {
        this.capturePlace(shape, local).grow(type);
    }

    captureType(shape: FunctionShape, local: Local): Type {
        return this.capturePlace(shape, local).type;
    }

    private capturePlace(shape: FunctionShape, local: Local): Place {
        const captures = this.captures.get(shape) ?? new Map<Local, Place>();
        this.captures.set(shape, captures);
        const place = captures.get(local) ?? this.place(local.name);
        captures.set(local, place);
        return place;
    }

    /** What an exception brings to a handler. */
    caught({ caught }: Instance, handler: Block): Place {
        const place = caught.get(handler.id) ?? this.place("exception");
        caught.set(handler.id, place);
        return place;
    }

    private kindKey(type: Type): string {
        const unique = this.types.get(type);
        let key = this.kinds.get(unique);
        if (key === undefined) {
            key = kindKey(unique);
            this.kinds.set(unique, key);
        }
        return key;
    }
}

/** What can become one shape is one kind from the start. */
function kindOfShape(shape: Shape): string {
    if (shape.kind === "array") return "array";
    return shape.kind === "literal" ? `literal ${shape.group}` : String(shape.id);
}

/** The coarse kind of an argument: what decides how it is represented. */
function kindKey(type: Type): string {
    const kinds: string[] = [];
    if (type.undefined) kinds.push("u");
    if (type.null) kinds.push("0");
    if (type.absent) kinds.push("a");
    if (type.true || type.false) kinds.push("b");
    if (type.number !== undefined) kinds.push(representationOf({ ...NEVER, number: type.number }).kind);
    if (type.string !== undefined) kinds.push("s");
    const shapes = new Set([...type.shapes].map(kindOfShape));
    return [...kinds, ...[...shapes].sort()].join("|");
}
