/**
 * What the emitters of one program share: names, literals, places, and the shapes and headers that
 * turned out to be needed.
 */
import { addressOf, identifier, literal } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { ClassReference } from "../ir/instructions.ts";
import type { ClassDeclaration, Intrinsic, IrFunction, Span } from "../ir/program.ts";
import type { TypedFunction, TypedGlobal, TypedProgram } from "../ir/typed.ts";
import type { Shape } from "../types/shape.ts";
import type { NativeClass } from "../bindings/model.ts";
import { structOf } from "./ctypes.ts";
import { Names } from "./names.ts";
import { ConstantPool, StringPool } from "./literals.ts";

/** A place has 16 bits, and so has their count, with 0, "unknown", among them. */
const MOST_PLACES = 0xfffe;

interface Place {
    readonly file: string;
    readonly line: number;
    readonly name: string;
}

export class ProgramContext {
    readonly names = new Names();
    readonly strings = new StringPool(this.names.scope);
    readonly constants = new ConstantPool(this.names.scope);
    /** Shapes with a struct of our own, in the order of first use. */
    readonly shapes = new Set<Shape>();
    /** Function values without captures that are referred to as constants. */
    readonly staticClosures = new Set<Shape>();
    /** The objects of the library that code asks for, with the variables that hold them. */
    readonly intrinsics = new Map<Intrinsic, string>();
    readonly headers = new Set<string>();
    /** The runtime has to know the `name` and `length` of functions. */
    asksDetails = false;
    readonly globals = new Set<TypedGlobal>();
    private readonly classShapes = new Map<ClassDeclaration, Set<Shape>>();
    private readonly methodShapes = new Map<IrFunction, Shape>();
    private readonly nativeMethodShapes = new Map<string, Shape>();
    private readonly nativeClasses: readonly NativeClass[];
    private readonly placesByLine = new Map<string, Place>();
    readonly places: Place[] = [];

    /** Told what is worked on. */
    readonly at: (span: Span) => void;

    /** The instances that native code enters, by function value. */
    readonly entries: TypedProgram["entries"];

    constructor(program: TypedProgram, at: (span: Span) => void = () => undefined) {
        this.at = at;
        this.entries = program.entries;
        this.nativeClasses = program.nativeClasses;
        for (const shape of program.shapes) {
            this.registerClassShape(shape);
            if (shape.kind !== "function") continue;
            this.methodShapes.set(shape.function, shape);
            const { method } = shape.function;
            if (method !== undefined) this.nativeMethodShapes.set(`${method.owner.name}.${method.name}`, shape);
        }
    }

    /**
     * The name of the span's line: its index in `tsp_places`. 0 is "unknown", as are those that
     * find no number.
     */
    place({ file, line }: Span): CExpression {
        const key = `${file}:${line}`;
        let place = this.placesByLine.get(key);
        if (place === undefined) {
            if (this.places.length >= MOST_PLACES) return literal("0");
            const module = file.replace(/^.*\//, "").replace(/\.\w+$/, "");
            place = { file, line, name: this.names.scope.unique(`${module}_line_${line}`) };
            this.places.push(place);
            this.placesByLine.set(key, place);
        }
        return identifier(place.name);
    }

    /**
     * Notes that the struct or the shape constant is used; bases come before the shapes that start
     * with them.
     */
    useShape(shape: Shape): Shape {
        if (this.shapes.has(shape)) return shape;
        if (shape.kind === "class" && shape.base !== undefined) this.useShape(shape.base);
        if (shape.kind === "native") this.headers.add(shape.nativeClass.header);
        this.shapes.add(shape);
        return shape;
    }

    /** `&X_shape`. */
    shapeConstant(shape: Shape): CExpression {
        const used = this.useShape(shape);
        switch (used.kind) {
            case "array":
                return addressOf(identifier("tsp_array_shape"));
            case "cell":
                return addressOf(identifier("tsp_cell_shape"));
            case "general":
                this.headers.add("runtime/general.h");
                return addressOf(identifier("tsp_general_shape"));
            case "native":
                return addressOf(identifier(used.nativeClass.shape));
            default:
                return addressOf(identifier(`${this.names.ofShape(used)}_shape`));
        }
    }

    /** The constant object of a function value that captures nothing. */
    staticClosure(shape: Shape): CExpression {
        this.staticClosures.add(this.useShape(shape));
        return addressOf(identifier(`${this.names.ofShape(shape)}_value`));
    }

    intrinsicName(intrinsic: Intrinsic): string {
        const known = this.intrinsics.get(intrinsic);
        const name = known ?? this.names.scope.unique(`object_${intrinsic.name.replaceAll(".", "_")}`);
        this.intrinsics.set(intrinsic, name);
        return name;
    }

    /** The shape of a method that is used as a value, by the method as written. */
    methodShape(method: IrFunction): Shape | undefined {
        return this.methodShapes.get(method);
    }

    /** The same of a method of the library. */
    nativeMethodShape(owner: NativeClass, name: string): Shape | undefined {
        return this.nativeMethodShapes.get(`${owner.name}.${name}`);
    }

    nativeClass(name: string): NativeClass | undefined {
        return this.nativeClasses.find((candidate) => candidate.name === name);
    }

    /** The class that a native method or accessor belongs to, by its C symbol. */
    nativeOwner(symbol: string): NativeClass | undefined {
        return this.nativeClasses.find(
            (candidate) =>
                [...candidate.methods.values()].some((method) => method.symbol === symbol) ||
                [...candidate.properties.values()].some(
                    ({ getter, setter }) => getter?.symbol === symbol || setter?.symbol === symbol,
                ),
        );
    }

    shapeByStruct(structType: string): Shape | undefined {
        return [...this.shapes].find((shape) => structOf(shape, this.names) === structType);
    }

    /** A shape of the runtime. */
    tspShape(symbol: string): CExpression {
        return addressOf(identifier(symbol));
    }

    /** The shapes of a class: none where no instance of it or of a derived class is ever made. */
    classShapesOf(reference: ClassReference): CExpression[] {
        if (reference.kind === "nativeClass") {
            this.headers.add(reference.header);
            return [addressOf(identifier(reference.shape))];
        }
        return [...(this.classShapes.get(reference) ?? [])].map((shape) => this.shapeConstant(shape));
    }

    /** Registers class shapes before emission, so that a class reference finds its shapes. */
    private registerClassShape(shape: Shape): void {
        for (let at: Shape | undefined = shape; at?.kind === "class"; at = at.base) {
            const known = this.classShapes.get(at.declaration) ?? new Set();
            this.classShapes.set(at.declaration, known.add(at));
        }
    }

    globalName(global: TypedGlobal): string {
        this.globals.add(global);
        return this.names.ofGlobal(global);
    }

    functionName(fn: TypedFunction): string {
        return this.names.ofFunction(fn);
    }
}
