/**
 * The instances of functions: a function is analysed once for each coarse kind of arguments that it
 * is called with, within a budget.
 */
import type { NativeClass, NativeFunction } from "../../bindings/model.ts";
import type { Instruction } from "../../ir/instructions.ts";
import type { Block, IrFunction, Local, Span } from "../../ir/program.ts";
import type { Kind } from "../../types/kinds.ts";
import { NEVER, representationOf, UNDEFINED_TYPE } from "../../types/lattice.ts";
import type { ClassShape, FunctionShape, GeneralShape, LiteralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Environment } from "./environment.ts";
import { Due, Layout } from "./pieces.ts";
import type { Piece } from "./pieces.ts";
import type { Place } from "./place.ts";
import type { World } from "./world.ts";

/** Instances of one function beyond which calls share a generic one. */
export const INSTANCE_BUDGET = 16;

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
    /** Per variable what brought the first value of each kind, where that is wanted. */
    readonly reasons: Map<Local, Map<Kind, Span>>;
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

/** What a read or write of a property runs, for one shape of the object. */
export interface Access {
    readonly of: Shape;
    readonly name: string;
    readonly to: Instance | readonly Callee[];
}

export interface Resolution {
    readonly callees?: readonly Callee[];
    readonly constructed?: Instance;
    readonly made?: ClassShape;
    readonly literals?: readonly (LiteralShape | GeneralShape)[];
    readonly functionShape?: FunctionShape;
    readonly accessors?: readonly Access[];
}

/** What holds where a block is entered; undefined where control does not come to it. */
export const entryOf = ({ layout, pieces }: Instance, block: Block): Environment | undefined =>
    pieces[layout.firstOf(block)]?.entry;

export class FunctionInstances {
    private readonly world: World;
    /** By their number. */
    readonly all: Instance[] = [];
    private readonly byKey = new Map<string, Instance>();
    private readonly counts = new Map<string, number>();
    private readonly libraryFunctions = new Set<IrFunction>();
    private readonly libraryNames = new Map<string, IrFunction | undefined>();
    private readonly methodValues = new Map<string, IrFunction | undefined>();
    private readonly layouts = new Map<IrFunction, Layout>();
    private readonly kinds = new Map<Type, string>();
    /** Instances that native code enters, by function value. */
    readonly entries = new Map<FunctionShape, Instance>();

    constructor(world: World) {
        this.world = world;
    }

    /**
     * A method of the library that is written in TypeScript. It is called all over a program, calls
     * nothing but what it is given, and has as many instances as the program has functions to give:
     * without a budget, or a program with many callbacks would mix their results.
     */
    libraryFunction(file: string, name: string): IrFunction | undefined {
        const key = `${file} ${name}`;
        if (!this.libraryNames.has(key)) {
            const found = this.world.host.lowerLibraryFunction(file, name);
            if (found !== undefined) this.libraryFunctions.add(found);
            this.libraryNames.set(key, found);
            this.wakePrologue();
        }
        return this.libraryNames.get(key);
    }

    /** A method of the library as a value. */
    methodValue(owner: NativeClass, name: string): IrFunction | undefined {
        const key = `${owner.name}.${name}`;
        if (!this.methodValues.has(key)) {
            this.methodValues.set(key, this.world.host.lowerMethodValue(owner, name));
            this.wakePrologue();
        }
        return this.methodValues.get(key);
    }

    isOfLibrary(origin: IrFunction): boolean {
        return this.libraryFunctions.has(origin);
    }

    /**
     * What a module of the library does when it is loaded was added to the first block of the
     * program.
     */
    private wakePrologue(): void {
        const [first] = this.world.host.program.modules;
        const instance = this.all.find(({ origin }) => origin === first);
        const piece = instance?.pieces[instance.layout.lastOf(instance.origin.entry)];
        if (piece !== undefined) this.world.wake(piece);
    }

    /**
     * The instance for these arguments; its parameters grow by them. `site`: a call that has one of
     * its own.
     */
    instance(
        origin: IrFunction,
        closure: FunctionShape | undefined,
        thisType: Type,
        args: readonly Type[],
        site = "",
    ): Instance {
        for (const { shapes } of args) {
            shapes.forEach((shape) => {
                if (shape.kind === "literal") this.world.literals.noteForm(shape);
            });
        }
        const owner = `${origin.id}/${closure?.id ?? "-"}${site}`;
        const specific = `${owner}(${[thisType, ...args].map((type) => this.kindKey(type)).join(",")})`;
        const known = this.byKey.get(specific);
        const count = this.counts.get(owner) ?? 0;
        const isToldApart = known !== undefined || count < INSTANCE_BUDGET || this.libraryFunctions.has(origin);
        const key = isToldApart ? specific : `${owner}(*)`;
        let instance = known ?? this.byKey.get(key);
        if (instance === undefined) {
            instance = this.newInstance(origin, closure);
            this.byKey.set(key, instance);
            this.counts.set(owner, count + 1);
        }
        this.feed(instance, thisType, args);
        return instance;
    }

    private newInstance(origin: IrFunction, closure: FunctionShape | undefined): Instance {
        if (this.world.isSettled) throw new Error(`${origin.name} has one more instance after the analysis`);
        const instance: Instance = {
            id: this.all.length,
            origin,
            closure,
            thisType: this.world.place("this"),
            parameters: origin.parameters.map(({ name }) => this.world.place(name)),
            returnType: this.world.place("result"),
            thrown: this.world.place("thrown"),
            calls: new Set(),
            recursive: false,
            locals: new Map(),
            reasons: new Map(),
            layout: this.layoutOf(origin),
            pieces: [],
            due: new Due(),
            caught: new Map(),
            resolutions: new Map(),
        };
        this.all.push(instance);
        this.world.worklist.start(instance);
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

    /** Native code calls the function with these. */
    enterNatively(shape: FunctionShape, thisType: Type, args: readonly Type[]): Instance {
        const instance = this.entries.get(shape) ?? this.nativeInstance(shape);
        this.entries.set(shape, instance);
        this.feed(instance, thisType, args);
        return instance;
    }

    /** More values arrive at an instance. */
    feed(instance: Instance, thisType: Type, args: readonly Type[]): void {
        instance.thisType.grow(thisType);
        instance.parameters.forEach((parameter, index) => {
            parameter.grow(args[index] ?? UNDEFINED_TYPE);
        });
    }

    private kindKey(type: Type): string {
        const unique = this.world.types.get(type);
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
    if (shape.kind === "array" || shape.kind === "general") return shape.kind;
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
