/**
 * The instructions of the IR. `target` is the local that an instruction assigns; it is absent where
 * the result is not used. Operators have JavaScript's meaning on whatever values arrive; passes
 * narrow what can arrive, they never change the meaning.
 */
import type { NativeClass, NativeFunction } from "../bindings/model.ts";
import type { Definition } from "../types/keys.ts";
import type {
    Block,
    ClassUse,
    ClassDeclaration,
    Global,
    Intrinsic,
    IrFunction,
    Local,
    Operand,
    Span,
} from "./program.ts";

interface Base {
    readonly span: Span;
}

export type UnaryOperator = "plus" | "negate" | "not" | "bitwiseNot" | "typeof" | "toNumeric";

export type BinaryOperator =
    | "add"
    | "subtract"
    | "multiply"
    | "divide"
    | "remainder"
    | "exponentiate"
    | "bitwiseAnd"
    | "bitwiseOr"
    | "bitwiseXor"
    | "shiftLeft"
    | "shiftRight"
    | "shiftRightUnsigned"
    | "less"
    | "lessOrEqual"
    | "greater"
    | "greaterOrEqual"
    | "looseEqual"
    | "looseNotEqual"
    | "strictEqual"
    | "strictNotEqual";

export interface Copy extends Base {
    readonly op: "copy";
    target: Local;
    source: Operand;
}

/**
 * Same value, read where the flow analysis knows more than the local's own type says. Inserted by
 * specialisation.
 */
export interface Narrow extends Base {
    readonly op: "narrow";
    target: Local;
    source: Local;
}

/**
 * ToPrimitive with the hint "string", before what follows is evaluated. Nobody assigns `source`
 * before the last use of `target`, so that specialisation has one for the other where nothing is
 * converted.
 */
export interface Convert extends Base {
    readonly op: "convert";
    target: Local;
    source: Operand;
}

export interface Unary extends Base {
    readonly op: "unary";
    readonly operator: UnaryOperator;
    target: Local;
    operand: Operand;
}

export interface Binary extends Base {
    readonly op: "binary";
    readonly operator: BinaryOperator;
    target: Local;
    left: Operand;
    right: Operand;
}

/**
 * A template literal: the parts converted to strings and joined. Conversion happens left to right.
 */
export interface Template extends Base {
    readonly op: "template";
    target: Local;
    parts: Operand[];
}

export interface InstanceOf extends Base {
    readonly op: "instanceOf";
    target: Local;
    value: Operand;
    classReference: ClassReference;
}

/** `key in object` */
export interface HasProperty extends Base {
    readonly op: "hasProperty";
    target: Local;
    key: Operand;
    object: Operand;
}

export interface NewCell extends Base {
    readonly op: "newCell";
    target: Local;
    value: Operand;
}

export interface LoadCell extends Base {
    readonly op: "loadCell";
    target: Local;
    cell: Local;
}

export interface StoreCell extends Base {
    readonly op: "storeCell";
    cell: Local;
    value: Operand;
}

export interface LoadGlobal extends Base {
    readonly op: "loadGlobal";
    target: Local;
    global: Global;
}

/** The object of the library, which is there before any code of the program runs. */
export interface LoadIntrinsic extends Base {
    readonly op: "loadIntrinsic";
    target: Local;
    readonly intrinsic: Intrinsic;
}

export interface StoreGlobal extends Base {
    readonly op: "storeGlobal";
    global: Global;
    value: Operand;
}

/** Throws ReferenceError if the operand is uninitialised; otherwise `target` is the operand. */
export interface CheckInitialised extends Base {
    readonly op: "checkInitialised";
    target: Local;
    value: Operand;
    readonly name: string;
}

export interface GetProperty extends Base {
    readonly op: "getProperty";
    target: Local;
    object: Operand;
    readonly name: string;
}

export interface SetProperty extends Base {
    readonly op: "setProperty";
    object: Operand;
    readonly name: string;
    value: Operand;
}

/**
 * A field definition of a class (CreateDataProperty), in the constructor, in the order of the class
 * body.
 */
export interface DefineField extends Base {
    readonly op: "defineField";
    object: Local;
    readonly owner: ClassDeclaration;
    readonly name: string;
    value: Operand;
}

export interface GetIndex extends Base {
    readonly op: "getIndex";
    target: Local;
    object: Operand;
    index: Operand;
    /** The property is written next: the index is converted once for both. */
    readonly isStep?: true;
    /** The object is an array that has an element there, and no hole: nothing is tested. */
    readonly within?: boolean;
    /** A text, whose unit goes into the comparison with a text that follows, and nowhere else. */
    readonly onlyCompared?: boolean;
}

export interface SetIndex extends Base {
    readonly op: "setIndex";
    object: Operand;
    index: Operand;
    value: Operand;
    readonly isStep?: true;
    /** The object is an array that is longer: nothing is tested. */
    readonly within?: boolean;
}

export type ObjectPart =
    /** The value of a getter or setter is the function that runs. */
    | { readonly kind: Definition; readonly name: string; value: Operand }
    /** The computed name of the `named` part that follows, which may be an accessor. */
    | { readonly kind: "name"; value: Operand }
    | { readonly kind: "named"; readonly as?: Definition; value: Operand }
    | { readonly kind: "spread"; value: Operand };

/** An object literal. Spread of undefined or null adds nothing. */
export interface NewObject extends Base {
    readonly op: "newObject";
    target: Local;
    parts: ObjectPart[];
}

/** `delete object[key]` (ECMA-262 13.5.1.2): `target` is true. */
export interface DeleteProperty extends Base {
    readonly op: "deleteProperty";
    target: Local;
    object: Operand;
    key: Operand;
}

/**
 * Rest of an object pattern: a copy of `source` without `excluded`. TypeError when `source` is
 * undefined or null.
 */
export interface ObjectRest extends Base {
    readonly op: "objectRest";
    target: Local;
    source: Operand;
    readonly excluded: readonly string[];
}

export interface ArrayPart {
    readonly kind: "element" | "spread" | "hole";
    value: Operand;
}

export interface NewArray extends Base {
    readonly op: "newArray";
    target: Local;
    parts: ArrayPart[];
}

/**
 * Rest of an array pattern: the elements of `source` from `from` on, where the iteration is at
 * `position`, as a new array.
 */
export interface ArrayRest extends Base {
    readonly op: "arrayRest";
    target: Local;
    source: Operand;
    /** Absent where nothing was iterated over yet. */
    position?: Local;
    readonly from: number;
}

export interface MakeFunction extends Base {
    readonly op: "makeFunction";
    target: Local;
    function: IrFunction;
    captures: Operand[];
}

/**
 * `extracted method` of the class under construction; see the language document on `super(...)`
 * arguments.
 */
export interface MethodReference extends Base {
    readonly op: "methodReference";
    target: Local;
    readonly owner: ClassDeclaration;
    readonly name: string;
}

/** What a call passes. */
interface Passing extends Base {
    arguments: Operand[];
    /**
     * An array that was made for this call alone: its elements are the arguments that follow
     * `arguments`.
     */
    spread?: Operand;
}

/** A call of a function value. */
export interface Call extends Passing {
    readonly op: "call";
    target: Local | undefined;
    callee: Operand;
    thisArgument: Operand;
    /** The source text of the callee, for "x is not a function". */
    readonly description: string;
    /** `new callee(...)`, or `argument instanceof callee`: what the value of a class runs. */
    readonly as?: ClassUse;
    /** Of `super(...)`: what `new` named. */
    newTarget?: Operand;
}

/**
 * The lookup half of `object.name(...)`, before the arguments are evaluated: present only where
 * evaluating them can be observed, or where something has an accessor of that name. Throws the
 * TypeError of a property read when `object` is undefined or null. `target` is the property's value
 * when it is a field or an accessor, and undefined when `name` is a method of a class or native
 * class, which cannot change.
 */
export interface GetMethod extends Base {
    readonly op: "getMethod";
    target: Local;
    object: Operand;
    readonly name: string;
}

/** `object.name(...)`: looked up on the receiver, which becomes `this`. */
export interface CallMethod extends Passing {
    readonly op: "callMethod";
    target: Local | undefined;
    object: Operand;
    readonly name: string;
    /**
     * Target of the `getMethod` before the arguments: where the receiver has a field or an accessor
     * of that name, this value is called.
     */
    method?: Local;
    /**
     * Without a method that can be called, the result is `object`. `text`: it is what a standard
     * prototype has under the name, where the object has nothing.
     */
    readonly otherwise?: "self" | "text";
    /** The method was taken from the prototype of this class: no receiver may be of another. */
    readonly ofClass?: NativeClass;
    readonly description: string;
}

/**
 * A call whose callee is fixed by the source: a function declaration without captures,
 * `super.method()`, a lowered helper.
 */
export interface CallFunction extends Passing {
    readonly op: "callFunction";
    target: Local | undefined;
    function: IrFunction;
    thisArgument: Operand | undefined;
    /** A function of the library, which this call has for itself where it gives no function. */
    readonly apart?: true;
    /** What the program calls it, a function of the library: `JSON.parse`. */
    readonly named?: string;
    /** The function iterates over its first argument; its name, for messages. */
    readonly iterates?: string;
}

/**
 * A call of a native function or static native method (`console.log`, `ArrayBuffer.fromString`).
 */
export interface CallNative extends Passing {
    readonly op: "callNative";
    target: Local | undefined;
    readonly native: NativeFunction;
    /**
     * The receiver of `super.method()` where the base class is native; absent for functions and
     * static methods.
     */
    thisArgument?: Operand;
}

export type ClassReference = ClassDeclaration | NativeClass;

/**
 * What a generic class is made with. They decide which objects share the types of their fields, and
 * nothing else: a program may lie.
 */
export interface TypeArguments {
    readonly text: string;
    /** They may name type parameters of what surrounds them, and mean something else each time. */
    readonly isOpen: boolean;
}

/** Allocates an instance and runs the constructor on it. */
export interface New extends Passing {
    readonly op: "new";
    target: Local;
    readonly classReference: ClassReference;
    /** Of a generic class. */
    readonly typeArguments?: TypeArguments;
}

/**
 * `super(...)`: runs the base constructor on `this`. The object exists already; `this` becomes
 * usable.
 */
export interface SuperConstruct extends Passing {
    readonly op: "superConstruct";
    thisLocal: Local;
    readonly base: ClassReference;
}

/** Reads the pending exception; first instruction of a handler block, nowhere else. */
export interface Catch extends Base {
    readonly op: "catch";
    target: Local;
}

/**
 * Starts an iteration over an array, string or Uint8Array, where `target` is the position, or over
 * an iterable of the library, where it is the iterator. TypeError on anything else.
 */
export interface IterateStart extends Base {
    readonly op: "iterateStart";
    target: Local;
    iterable: Operand;
}

/**
 * `done` tells the end; otherwise `value` is the next element and `position` (a variable) has moved
 * past it. Nobody reads `value` at the end.
 */
export interface IterateNext extends Base {
    readonly op: "iterateNext";
    done: Local;
    value: Local;
    position: Local;
    iterable: Operand;
}

export type Instruction =
    | Copy
    | Convert
    | Narrow
    | Unary
    | Binary
    | Template
    | InstanceOf
    | HasProperty
    | NewCell
    | LoadCell
    | StoreCell
    | LoadGlobal
    | StoreGlobal
    | LoadIntrinsic
    | CheckInitialised
    | GetProperty
    | SetProperty
    | DefineField
    | GetIndex
    | SetIndex
    | NewObject
    | DeleteProperty
    | ObjectRest
    | NewArray
    | ArrayRest
    | MakeFunction
    | MethodReference
    | Call
    | GetMethod
    | CallMethod
    | CallFunction
    | CallNative
    | New
    | SuperConstruct
    | Catch
    | IterateStart
    | IterateNext;

/**
 * An instruction that names a property; what the name means on what arrives is found once, see
 * types/resolve.ts.
 */
export type Naming = GetProperty | GetMethod | SetProperty | CallMethod | GetIndex | SetIndex;

export type InstructionOf<Op extends Instruction["op"]> = Extract<Instruction, { op: Op }>;

export interface Jump {
    readonly op: "jump";
    to: Block;
}

/** Branches on ToBoolean(condition). */
export interface Branch {
    readonly op: "branch";
    readonly span: Span;
    condition: Operand;
    then: Block;
    otherwise: Block;
}

export interface Return {
    readonly op: "return";
    readonly span: Span;
    value: Operand;
}

export interface Throw {
    readonly op: "throw";
    readonly span: Span;
    value: Operand;
}

/**
 * Control never arrives here (after a call that always throws, or while a block is being built).
 */
export interface Unreachable {
    readonly op: "unreachable";
}

export type Terminator = Jump | Branch | Return | Throw | Unreachable;
