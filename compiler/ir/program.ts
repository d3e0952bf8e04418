/**
 * The intermediate representation: a closed program as control-flow graphs over locals.
 *
 * Every operation is one instruction on named operands, so JavaScript's order of evaluation is the
 * order of the list. Objects of this file refer to each other directly; `printer.ts` gives them
 * stable names. Nothing here knows ts-morph.
 */
import type { Instruction, Terminator } from "./instructions.ts";
import type { NativeClass } from "../bindings/model.ts";

/**
 * A place in a source file; `line` and `column` are 1-based, `start` and `end` are UTF-16 offsets.
 */
export interface Span {
    readonly file: string;
    readonly start: number;
    readonly end: number;
    readonly line: number;
    readonly column: number;
}

export type LocalKind = "this" | "parameter" | "capture" | "variable" | "temporary";

/**
 * A storage location of one activation. A temporary has exactly one assignment that dominates its
 * uses; the others may be assigned several times. A captured variable that is assigned after
 * capture is a local of cell kind: it holds a cell, and reads and writes of the variable are
 * `loadCell` / `storeCell`.
 */
export interface Local {
    readonly id: number;
    /** The TypeScript name, or a name made from the source expression (`read_result`). */
    name: string;
    readonly kind: LocalKind;
    /** Declared as holding a cell (`newCell` result or captured cell). */
    readonly cell: boolean;
    /** Where the program declares it. */
    declaration?: Span;
}

export interface Constant {
    readonly kind: "constant";
    readonly value: undefined | null | boolean | number | string;
}

/**
 * The content of a binding before its declaration ran; reads of it are guarded by
 * `checkInitialised`.
 */
export interface Uninitialised {
    readonly kind: "uninitialised";
}

export type Operand = Local | Constant | Uninitialised;

export interface Block {
    readonly id: number;
    /** Why the block exists, for the printer: "loop", "then", "finally"... */
    readonly label: string;
    readonly instructions: Instruction[];
    terminator: Terminator;
    /**
     * Where an exception that is raised in this block goes; leaves the function when absent. The
     * handler starts with `catch`.
     */
    handler: Block | undefined;
    /**
     * The handler of the `try` body that the block stands in, also where nothing in the block can
     * raise an exception.
     */
    within?: Block | undefined;
}

export type FunctionKind = "function" | "method" | "constructor" | "module";

export interface IrFunction {
    readonly id: number;
    name: string;
    /** What the property `name` of the function is, where that is not `name`. */
    readonly title?: string | undefined;
    /** What converting the function to a string gives: its source text. */
    readonly text: string;
    readonly kind: FunctionKind;
    readonly span: Span;
    /**
     * Present in methods, constructors and functions that use `this`. Arrow functions capture it.
     */
    readonly thisLocal: Local | undefined;
    readonly parameters: Local[];
    /** The last parameter collects the remaining arguments into an array. */
    readonly rest: boolean;
    /** It collects all arguments instead, those of the other parameters too: `arguments`. */
    collectsAll?: true;
    /** Bound when the function value is made, in the order of `makeFunction.captures`. */
    readonly captures: Local[];
    readonly locals: Local[];
    readonly blocks: Block[];
    readonly entry: Block;
    /** The class that the method or constructor belongs to. */
    readonly owner: ClassDeclaration | undefined;
    /** Of the value of a class, which throws when it is called, and of functions used as one. */
    readonly asClass?: AsClass;
    /** `new` of its value makes an object: a declaration or expression with the word `function`. */
    readonly isConstructor?: true;
    /** What the property `length` of its value is; unknown of what `bind` gives, and of classes. */
    length?: number;
    /** A function of the library: nothing that the program replaces changes what it calls. */
    readonly isBuiltIn?: true;
    /** The method of the library that it is. */
    readonly method?: NativeMethod;
    /** It is a class in general form: only `new` and `super` run it. */
    readonly classForm?: ClassForm;
    /** It begins by taking what `new` named, which is handed over beside the arguments. */
    readonly takesNewTarget?: true;
}

export interface ClassForm {
    /** What a call without `new` throws. */
    readonly complaint: string;
    /** Names of its static members, as far as the source tells. */
    readonly statics: ReadonlySet<string>;
}

export interface NativeMethod {
    readonly owner: NativeClass;
    readonly name: string;
}

/** What the property `name` of the value is. */
export const nameOfFunction = ({ name, title }: IrFunction): string => title ?? name;

/** Whether `name` and `length` of the value are known. */
export const hasDetails = ({ asClass, length }: IrFunction): boolean => asClass === undefined && length !== undefined;

/** An object of the library that the program can hold: a prototype, or `Math` and its kin. */
export interface Intrinsic {
    /** As a program writes it: `Array.prototype`. */
    readonly name: string;
    /** In the order of their making; all but constants can be written and deleted. */
    readonly properties: ReadonlyMap<string, IntrinsicProperty>;
    /** The names that JavaScript's has and the library lacks; those of symbols start with `@@`. */
    readonly lacking: ReadonlySet<string>;
}

export type IntrinsicProperty =
    | { readonly kind: "function"; readonly function: IrFunction }
    | { readonly kind: "constant"; readonly value: number; readonly isWritable?: true };

/** A function that is compiled as it stands, and no class, as which it could be used. */
export const isPlainConstructor = ({ asClass, isConstructor }: IrFunction): boolean =>
    isConstructor === true && asClass === undefined;

/** What operators on the value of a class run, or on a function with properties. */
export interface AsClass {
    readonly extend?: undefined;
    readonly super?: undefined;
    /** Where the class or function stands, if it is of the program. */
    readonly place?: Span | undefined;
    /** Takes the arguments of `new` and gives the object; missing where it makes none. */
    readonly construct?: IrFunction;
    /** Takes a value and tells whether it is an instance. */
    readonly instance?: IrFunction;
    /** By name, those of base classes included. */
    readonly statics: ReadonlyMap<string, StaticMember>;
}

/** An operator on the value of a class. */
export type ClassUse =
    | "construct"
    | "instance"
    | "constructor"
    | "bare"
    /** Gives the prototype for a class that extends the value, which may be null. */
    | "extend"
    /** `super(...)`: runs the value on the object, and gives it, or another in its place. */
    | "super";

/** Whether it asks about the value without calling anything. */
export const isQuestion = (use: ClassUse | undefined): use is "constructor" | "bare" =>
    use === "constructor" || use === "bare";

/** Whether `new` of the value makes an object; undefined where that is not known. */
export function isMaker({ asClass, isConstructor, ...fn }: IrFunction): boolean | undefined {
    if (asClass !== undefined) return asClass.construct === undefined ? undefined : true;
    if (isConstructor === true) return true;
    return fn.length === undefined ? undefined : false;
}

/** A static field is read and written by functions. */
export type StaticMember =
    | { readonly kind: "method"; readonly owner: ClassDeclaration; readonly function: IrFunction }
    | ({ readonly kind: "accessor"; readonly isField?: true } & AccessorDeclaration);

export interface FieldDeclaration {
    readonly name: string;
    readonly span: Span;
    /** Nothing declares it: it is absent until it is assigned. */
    readonly implicit?: true;
}

export interface AccessorDeclaration {
    readonly getter?: IrFunction;
    readonly setter?: IrFunction;
}

/** A class of the program. Static members are functions and globals of their own. */
export interface ClassDeclaration {
    readonly kind: "class";
    readonly id: number;
    readonly name: string;
    /** What the property `name` of the class is, where that is not `name`. */
    readonly title?: string;
    readonly span: Span;
    readonly base: ClassDeclaration | NativeClass | undefined;
    /**
     * Every evaluation makes a class of its own: the methods need the instance to find what they
     * capture.
     */
    readonly isScoped?: boolean;
    /** A function makes the objects; `for...in` finds the methods of its prototype. */
    readonly isFunction?: boolean;
    /** A class of the library: `Map`. */
    readonly isLibrary?: boolean;
    /** Of the library: what console.log shows of it, a constant of inspect_contents.h. */
    readonly contents?: string | undefined;
    /** It has type parameters: what its fields hold is told apart by type arguments. */
    readonly isGeneric: boolean;
    /** Own fields in the order of their definition. */
    readonly fields: FieldDeclaration[];
    readonly methods: Map<string, IrFunction>;
    readonly accessors: Map<string, AccessorDeclaration>;
    /**
     * Always present: the default constructor is made by lowering. It runs on the object that `new`
     * allocated.
     */
    classConstructor: IrFunction;
}

/** A module-level binding. */
export interface Global {
    readonly id: number;
    readonly name: string;
    readonly module: string;
    readonly span: Span;
    /**
     * Whether a read can come before the declaration ran, by the rules of lowering; then reads are
     * checked.
     */
    readonly needsInitialisedCheck: boolean;
}

export interface Program {
    /** Top-level code, one function a module, in evaluation order. */
    readonly modules: IrFunction[];
    readonly functions: IrFunction[];
    readonly classes: ClassDeclaration[];
    readonly globals: Global[];
    readonly nativeClasses: NativeClass[];
}

export function isLocal<Each extends Local>(operand: Each | Constant | Uninitialised): operand is Each {
    return "id" in operand;
}
