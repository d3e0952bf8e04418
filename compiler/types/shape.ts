/** What an object reference can refer to: the closed set of layouts of a program. */
import type { ClassDeclaration, Intrinsic, IrFunction, Span } from "../ir/program.ts";
import type { NativeClass } from "../bindings/model.ts";
import type { Kind } from "./kinds.ts";
import type { Representation } from "./representation.ts";
import type { Type } from "./type.ts";

/** A field of a class or literal: one storage location type for all instances. */
export interface Field {
    readonly name: string;
    /**
     * Everything that is stored, and `absent`/`undefined` where it can be read before it was set.
     * Grows during the analysis.
     */
    readonly type: Type;
    /**
     * The property can be missing (optional property set later, or spread of an object that may
     * lack it).
     */
    readonly optional: boolean;
    /** Filled by the representation pass. */
    representation?: Representation;
    /** What brought the first value of each kind, where that is wanted. */
    readonly reasons?: ReadonlyMap<Kind, Span>;
    /** Lets values in, while the analysis runs. */
    grow(added: Type): void;
}

/** The own properties that a program can ask for at run time, in the order of the answer. */
export interface NameList {
    /** Those that stand first, wherever the object has them. */
    readonly fixed: readonly NamedField[];
    /** The others: each object notes in which order it got them, where there are several. */
    readonly late: readonly NamedField[];
    /** Of a collection of the library: what its contents are read from, when it is printed. */
    readonly hidden?: { readonly contents: string; readonly fields: readonly NamedField[] } | undefined;
}

export interface NamedField {
    readonly name: string;
    /** The same as the program sees it. */
    readonly text: string;
    /** Missing: an accessor. */
    readonly field?: Field | undefined;
    readonly accessor?: "getter" | "setter" | "both" | undefined;
    /** Whose struct has it. */
    readonly owner: ClassShape | LiteralShape;
}

export interface ClassShape {
    readonly kind: "class";
    readonly id: number;
    readonly declaration: ClassDeclaration;
    /** Shape of the base class (class or native), whose struct comes first. */
    readonly base: ClassShape | NativeShape | undefined;
    /** As of the native shape that it comes from. */
    readonly mode?: Field;
    /** Own fields only; a field of the base belongs to the base shape. */
    readonly fields: Map<string, Field>;
    /** Something, once the program may freeze, seal or close an object of the shape. */
    readonly integrity: Field;
    /** Filled by `listNames`. */
    names?: NameList;
}

/**
 * Object literals made in one place of the program, or in several whose objects with the same names
 * come together in one value.
 */
export interface LiteralShape {
    readonly kind: "literal";
    readonly id: number;
    readonly span: Span;
    /** The same for all literals that are made with the same names in the same order. */
    readonly group: number;
    /** Those of another shape from when the shape becomes part of that. */
    fields: ReadonlyMap<string, Field>;
    /** As of a class. */
    readonly integrity: Field;
    /** Filled by `listNames`. */
    names?: NameList;
}

/**
 * How elements are stored; enum tsp_element_kind of the runtime says what each kind holds.
 * "lowInt32s" are stored as dense int32 that keep the low bits of numbers.
 */
export type ElementKind =
    "values" | "numbers" | "int32s" | "denseInt32s" | "lowInt32s" | "uint32s" | "booleans" | "objects" | "strings";

export interface ArrayShape {
    readonly kind: "array";
    readonly id: number;
    readonly span: Span;
    /** All elements; holes are `absent`. */
    readonly element: Field;
    /** How many elements it is made with; what it is asked for at a lower index is there. */
    least: number;
    /** As of a class. */
    readonly integrity: Field;
    /** Something, once the array can lose elements that it was made with. */
    readonly shortened: Field;
    /** Of a short literal what each of its elements holds, as long as none of them moves. */
    items: readonly Field[];
    /** Something, once one of those can stand elsewhere, or be another. */
    readonly moved: Field;
    /**
     * Native code makes the array: stored as one of these, or as tagged values where there are
     * none.
     */
    madeLike?: Set<ArrayShape>;
    /**
     * A text says at run time where such an array is and where an object: a property of an object
     * that is set or deleted is a TypeError if it is an array.
     */
    isParsed?: true;
    /** Filled by `packArrays`. */
    elementKind?: ElementKind;
}

/** An instance of a native class, the built-in ones included (ArrayBuffer, Uint8Array, Error). */
export interface NativeShape {
    readonly kind: "native";
    readonly id: number;
    readonly nativeClass: NativeClass;
    /** Content of `T` for generic native classes; not used by arrays. */
    readonly fields: Map<string, Field>;
    /**
     * All that the property holds that decides what methods give. Instances that start with another
     * value have another shape, which is the same one in C.
     */
    readonly mode?: Field;
    /** The shape of instances that start with the property's own value, where this is another. */
    readonly like?: NativeShape;
}

/** A member of a closure: what a captured variable, or its cell, holds. */
export interface Captured {
    readonly name: string;
    /** Known after the analysis. */
    type: Type;
    /** Tagged until the representation pass has chosen. */
    representation: Representation;
}

/** A function value: one instance of a function together with its captures. */
export interface FunctionShape {
    readonly kind: "function";
    readonly id: number;
    readonly function: IrFunction;
    /**
     * What is bound at creation, in the order of the function's captures: members of the closure.
     */
    readonly captures: readonly Captured[];
    /** What has its properties, in an object beside it; made when it is asked for. */
    readonly beside: () => GeneralShape;
    /** The same, if anything asked for it. */
    readonly besideIfAny: () => GeneralShape | undefined;
    /** What `new` of a constructor makes. */
    readonly made: () => GeneralShape;
}

/**
 * Objects whose properties are found by name at run time: made at one place of the program, or at
 * several places of literals that came together before.
 */
export interface GeneralShape {
    readonly kind: "general";
    readonly id: number;
    readonly span: Span;
    /** What made it general, where it was made as a literal. */
    because?: Span;
    /**
     * What is stored under names that the program writes: values, what getters gave, and by
     * getterField() and setterField() the functions of accessors.
     */
    readonly fields: ReadonlyMap<string, Field>;
    /** What is stored under names that are made at run time, which may be any of those. */
    readonly others: Field;
    /** The functions of accessors whose names are made at run time. */
    readonly getters: Field;
    readonly setters: Field;
    /** Something, once a property can have other attributes than an assignment gives it. */
    readonly integrity: Field;
    /**
     * The objects that can be its prototype; null where it can have none, or Object.prototype.
     * Nothing: Object.prototype.
     */
    readonly prototypes: Field;
    /** The object of the library that it is. */
    readonly intrinsic?: Intrinsic;
}

export interface CellShape {
    readonly kind: "cell";
    readonly id: number;
    readonly name: string;
    readonly content: Field;
}

export type Shape = ClassShape | LiteralShape | GeneralShape | ArrayShape | NativeShape | FunctionShape | CellShape;
