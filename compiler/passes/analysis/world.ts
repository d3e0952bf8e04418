/**
 * What the analysis knows of the whole program: instances of functions, shapes and their contents.
 * Everything only grows.
 */
import type { NativeClass } from "../../bindings/model.ts";
import type { Instruction } from "../../ir/instructions.ts";
import { operandsOf } from "../../ir/effects.ts";
import { hasDetails, nameOfFunction } from "../../ir/program.ts";
import type { ClassDeclaration, Global, Intrinsic, IrFunction, Local, Operand, Program } from "../../ir/program.ts";
import {
    ABSENT_TYPE,
    BOOLEAN_TYPE,
    constantType,
    NEVER,
    shapeType,
    STRING_TYPE,
    stringsType,
} from "../../types/lattice.ts";
import { decidingProperty, findMember } from "../../types/members.ts";
import type { Member } from "../../types/members.ts";
import type {
    ArrayShape,
    CellShape,
    Field,
    FunctionShape,
    GeneralShape,
    LiteralShape,
    NativeShape,
    Shape,
} from "../../types/shape.ts";
import { CONTENT } from "../../types/keys.ts";
import { TypeTable } from "../../types/table.ts";
import { builtInsOf } from "../../types/resolve.ts";
import type { BuiltIns } from "../../types/resolve.ts";
import type { Type } from "../../types/type.ts";
import type { Block, Span } from "../../ir/program.ts";
import type { DiagnosticBag } from "../../diagnostics/bag.ts";
import type { Generality } from "../generality.ts";
import type { Piece } from "./pieces.ts";
import { ClassShapes } from "./class-shapes.ts";
import { FunctionInstances, INSTANCE_BUDGET } from "./function-instances.ts";
import type { Instance } from "./function-instances.ts";
import { GeneralShapes } from "./general-shapes.ts";
import { LiteralShapes } from "./literal-shapes.ts";
import { Place, Readers } from "./place.ts";
import type { Flow } from "./place.ts";
import type { Worklist } from "./worklist.ts";

export interface Host {
    readonly program: Program;
    readonly nativeClasses: ReadonlyMap<string, NativeClass>;
    /** Fields that can be read before their definition ran. */
    readonly readEarly: ReadonlyMap<ClassDeclaration, ReadonlySet<string>>;
    readonly general?: Generality;
    /** Where values come from is wanted. */
    readonly isExplained?: boolean;
    /** Told what is worked on. */
    readonly diagnostics: DiagnosticBag;
    /** Lowers a method of the library that is written in TypeScript. */
    lowerLibraryFunction(file: string, name: string): IrFunction | undefined;
    /** The function that a method of the library is as a value. */
    lowerMethodValue(owner: NativeClass, name: string): IrFunction | undefined;
}

export class World implements Flow {
    readonly generals = new GeneralShapes(this, (...of) => this.place(...of));
    readonly literals: LiteralShapes = new LiteralShapes(this, (...of) => this.place(...of), this.generals);
    readonly types: TypeTable = new TypeTable(this.literals);
    running: Piece | undefined;
    isSettled = false;
    /** Instructions that were interpreted: the work done. */
    steps = 0;
    readonly worklist: Worklist;
    readonly host: Host;
    readonly builtIns: BuiltIns;
    readonly functions = new FunctionInstances(this);
    readonly classes = new ClassShapes(this, INSTANCE_BUDGET);
    private readonly nativeShapes = new Map<NativeClass, NativeShape>();
    private readonly sites = new Map<string, Shape>();
    private readonly intrinsicsByName = new Map<string, GeneralShape>();
    private readonly readersOfIntrinsics = new Readers(this);
    readonly shapes: Shape[] = [];
    private readonly globals = new Map<Global, Place>();
    private readonly captures = new Map<FunctionShape, Map<Local, Place>>();
    private readonly namedByNew = new Map<IrFunction, Place>();
    private readonly operands = new Map<Instruction, readonly Operand[]>();
    /** Everything that was handed to native code as `any` to be kept. */
    readonly kept: Place;

    constructor(host: Host, worklist: Worklist) {
        this.host = host;
        this.builtIns = builtInsOf(host.nativeClasses.values());
        this.worklist = worklist;
        this.kept = this.place("kept");
    }

    get isExplained(): boolean {
        return this.host.isExplained === true;
    }

    get at(): Span | undefined {
        return this.host.diagnostics.place;
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

    globalPlace(global: Global): Place {
        let place = this.globals.get(global);
        if (place === undefined) {
            place = this.place(global.name, global.needsInitialisedCheck ? ABSENT_TYPE : NEVER);
            this.globals.set(global, place);
        }
        return place;
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

    /** Instances of a generic native class that are made in one place. */
    nativeShapeAt(nativeClass: NativeClass, key: string): NativeShape {
        const like = this.nativeShape(nativeClass);
        return this.site(`native ${nativeClass.name} at ${key}`, (id) => ({
            ...this.nativeShapeParts(nativeClass, undefined),
            fields: new Map([[CONTENT, this.place(nativeClass.name)]]),
            id,
            like,
        }));
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
            integrity: this.place("integrity"),
            shortened: this.place("shortened"),
            items: [],
            moved: this.place("moved"),
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
    literalAt(key: string, names: readonly string[], span: Span): LiteralShape | GeneralShape {
        const shape = this.site<LiteralShape>(`literal ${key} ${JSON.stringify(names)}`, (id) =>
            this.literals.make(id, names, span),
        );
        return this.literals.current(shape);
    }

    /** The shape of the general objects that are made at one place. */
    generalAt(key: string, span: Span): GeneralShape {
        return this.site<GeneralShape>(`general ${key}`, (id) => this.generals.make(id, span));
    }

    /** The one object of the library; it has what it starts with from then on. */
    intrinsic(intrinsic: Intrinsic, span: Span): GeneralShape {
        const key = `intrinsic ${intrinsic.name}`;
        const isNew = !this.sites.has(`general ${key}`);
        const shape = this.site<GeneralShape>(`general ${key}`, (id) => this.generals.make(id, span, [], intrinsic));
        if (!isNew) return shape;
        this.intrinsicsByName.set(intrinsic.name, shape);
        this.readersOfIntrinsics.wake();
        shape.integrity.grow(BOOLEAN_TYPE);
        for (const [name, property] of intrinsic.properties) {
            const value =
                property.kind === "constant"
                    ? constantType(property.value)
                    : shapeType(this.functionValue(property.function, undefined));
            this.generals.define(shape, name, value);
        }
        return shape;
    }

    /** Undefined as long as nothing in the program holds the object. */
    intrinsicNamed(name: string): GeneralShape | undefined {
        this.readersOfIntrinsics.note();
        return this.intrinsicsByName.get(name);
    }

    /** The literal is a general object from now on. */
    generalise(shape: LiteralShape): GeneralShape {
        const general = this.generalAt(`of ${shape.id}`, shape.span);
        if (this.at !== undefined) general.because ??= this.at;
        this.literals.become(shape, general);
        return general;
    }

    /** What a name means on an object of the shape; a literal that lacks it may get it. */
    memberOf(shape: Shape, name: string): Member | undefined {
        const member = findMember(shape, name);
        this.noteNames(shape, member);
        return member;
    }

    /** What runs depends on what the shape has, or has not, under a name. */
    noteNames(shape: Shape, member: Member | undefined): void {
        if (shape.kind === "general") this.generals.noteNames(shape);
        else if (shape.kind === "literal" && member === undefined) this.literals.noteNames(shape);
    }

    functionValue(fn: IrFunction, maker: Instance | undefined): FunctionShape {
        const key = fn.captures.length === 0 ? `function ${fn.id}` : `function ${fn.id} by ${maker?.id ?? "-"}`;
        return this.site<FunctionShape>(key, (id) => ({
            kind: "function",
            id,
            function: fn,
            beside: () => this.besideFunction(fn, id),
            besideIfAny: () => (this.sites.has(`general beside ${id}`) ? this.besideFunction(fn, id) : undefined),
            made: () => this.generalAt(`made by ${id}`, fn.span),
            captures: fn.captures.map(({ name }) => ({ name, type: NEVER, representation: { kind: "value" } })),
        }));
    }

    /** What has the properties of a function; of a constructor with a prototype. */
    private besideFunction(fn: IrFunction, id: number): GeneralShape {
        const key = `beside ${id}`;
        if (this.sites.has(`general ${key}`)) return this.generalAt(key, fn.span);
        const beside = this.generalAt(key, fn.span);
        beside.integrity.grow(BOOLEAN_TYPE);
        if (hasDetails(fn)) {
            this.generals.define(beside, "length", constantType(fn.length));
            this.generals.define(beside, "name", stringsType(nameOfFunction(fn)));
            beside.prototypes.grow(shapeType(this.detailsOfPrototype(fn.span)));
        }
        // A class gets its prototype from what it extends.
        if (fn.isConstructor !== true || fn.classForm !== undefined) return beside;
        const prototype = this.generalAt(`prototype ${id}`, fn.span);
        prototype.integrity.grow(BOOLEAN_TYPE);
        this.generals.define(prototype, "constructor", shapeType(this.shapeWith(id)));
        this.generals.define(beside, "prototype", shapeType(prototype));
        return beside;
    }

    /** What is found where a function's own `name` or `length` is deleted. */
    private detailsOfPrototype(span: Span): GeneralShape {
        const isNew = !this.sites.has("general details");
        const shape = this.generalAt("details", span);
        if (!isNew) return shape;
        this.generals.define(shape, "length", constantType(0));
        this.generals.define(shape, "name", stringsType(""));
        shape.integrity.grow(BOOLEAN_TYPE);
        return shape;
    }

    /** What `new` names where it runs the function, or a class that extends it. */
    newTargets(fn: IrFunction): Place {
        const place = this.namedByNew.get(fn) ?? this.place("new.target");
        this.namedByNew.set(fn, place);
        return place;
    }

    private shapeWith(id: number): Shape {
        const shape = this.shapes.find((each) => each.id === id);
        if (shape === undefined) throw new Error(`there is no shape ${id}`);
        return shape;
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
}
