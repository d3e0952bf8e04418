/**
 * The instructions of the IR. `target` is the local that an instruction assigns; it is absent where
 * the result is not used. Operators have JavaScript's meaning on whatever values arrive; passes
 * narrow what can arrive, they never change the meaning.
 */
import type { NativeClass, NativeFunction } from "../bindings/model.ts";
import type { Block, ClassDeclaration, Global, IrFunction, Local, Operand, Span } from "./program.ts";
import type { Found } from "../types/resolve.ts";
import type { ClassShape, FunctionShape, LiteralShape, Shape } from "../types/shape.ts";

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

export interface Unary extends Base {
    readonly op: "unary";
    readonly operator: UnaryOperator;
    target: Local;
    operand: Operand;
    /** Filled by `findLowBits`: the low 32 bits of the operand give those of the result. */
    wraps?: boolean;
}

export interface Binary extends Base {
    readonly op: "binary";
    readonly operator: BinaryOperator;
    target: Local;
    left: Operand;
    right: Operand;
    /** Filled by `findLowBits`: the low 32 bits of the operands give those of the result. */
    wraps?: boolean;
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
    /** Filled by specialisation: what the name means on what arrives. */
    readonly members?: readonly Found[];
    target: Local;
    object: Operand;
    readonly name: string;
}

export interface SetProperty extends Base {
    readonly op: "setProperty";
    /** Filled by specialisation: what the name means on what arrives. */
    readonly members?: readonly Found[];
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
    /**
     * Filled by specialisation: what an index that is written as a number means on objects without
     * elements.
     */
    readonly members?: readonly Found[];
    target: Local;
    object: Operand;
    index: Operand;
    /** The object is an array that has an element there, and no hole: nothing is tested. */
    readonly within?: boolean;
}

export interface SetIndex extends Base {
    readonly op: "setIndex";
    /**
     * Filled by specialisation: what an index that is written as a number means on objects without
     * elements.
     */
    readonly members?: readonly Found[];
    object: Operand;
    index: Operand;
    value: Operand;
    /** The object is an array that is longer: nothing is tested. */
    readonly within?: boolean;
}

export type ObjectPart =
    { readonly kind: "property"; readonly name: string; value: Operand } | { readonly kind: "spread"; value: Operand };

/** An object literal. Spread of undefined or null adds nothing. */
export interface NewObject extends Base {
    readonly op: "newObject";
    target: Local;
    parts: ObjectPart[];
    /**
     * Filled by the analysis: the shapes that the literal can make, one per combination of the
     * shapes of what is spread.
     */
    result?: LiteralShape[];
    /**
     * Filled by `findShortLives`: nothing refers to the object after the function's end, nor to an
     * earlier one that this instruction made.
     */
    place?: "stack";
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
    /** Filled by the analysis: the shapes of the copy, one per shape of `source`. */
    result?: LiteralShape[];
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

/** Rest of an array pattern: the elements of `source` from `from` on, as a new array. */
export interface ArrayRest extends Base {
    readonly op: "arrayRest";
    target: Local;
    source: Operand;
    readonly from: number;
}

export interface MakeFunction extends Base {
    readonly op: "makeFunction";
    target: Local;
    function: IrFunction;
    captures: Operand[];
    /** Filled by the analysis: the shape of the function value. */
    shape?: FunctionShape;
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
    /** Filled by specialisation: one entry a possible callee. */
    callees?: CallTarget[];
}

/**
 * The lookup half of `object.name(...)`, before the arguments are evaluated: present only where
 * evaluating them can be observed. Throws the TypeError of a property read when `object` is
 * undefined or null. `target` is the property's value when it is a field, and undefined when `name`
 * is a method of a class or native class, which cannot change.
 */
export interface GetMethod extends Base {
    readonly op: "getMethod";
    /** Filled by specialisation: what the name means on what arrives. */
    readonly members?: readonly Found[];
    target: Local;
    object: Operand;
    readonly name: string;
}

/** `object.name(...)`: looked up on the receiver, which becomes `this`. */
export interface CallMethod extends Passing {
    readonly op: "callMethod";
    /** Filled by specialisation: what the name means on what arrives. */
    readonly members?: readonly Found[];
    target: Local | undefined;
    object: Operand;
    readonly name: string;
    /**
     * Target of the `getMethod` before the arguments: where the receiver has a field of that name,
     * this value is called.
     */
    method?: Local;
    readonly description: string;
    callees?: CallTarget[];
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
    /** Filled by specialisation: the instance that is called. */
    entered?: IrFunction;
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
    /**
     * Filled by `findShortLives`: the result is looked at only, so that a constant can be in its
     * place.
     */
    place?: "constant";
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
    /** Filled by specialisation: what a class of the program is made as. */
    made?: ClassShape;
    /** Filled by specialisation: the instance of the constructor. */
    entered?: IrFunction;
}

/**
 * `super(...)`: runs the base constructor on `this`. The object exists already; `this` becomes
 * usable.
 */
export interface SuperConstruct extends Passing {
    readonly op: "superConstruct";
    thisLocal: Local;
    readonly base: ClassReference;
    entered?: IrFunction;
}

/** Reads the pending exception; first instruction of a handler block, nowhere else. */
export interface Catch extends Base {
    readonly op: "catch";
    target: Local;
}

/**
 * Starts an iteration over an array, string or Uint8Array: `target` is the position. TypeError on
 * anything else.
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
    | Narrow
    | Unary
    | Binary
    | Template
    | InstanceOf
    | NewCell
    | LoadCell
    | StoreCell
    | LoadGlobal
    | StoreGlobal
    | CheckInitialised
    | GetProperty
    | SetProperty
    | DefineField
    | GetIndex
    | SetIndex
    | NewObject
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

/**
 * One possible callee of a call, after specialisation. `when` tells it from the others: the shape
 * of the receiver (callMethod) or of the function value (call); a call with one target needs no
 * test beyond excluding what is not callable.
 */
export interface CallTarget {
    readonly when: Shape;
    readonly callee:
        | { readonly kind: "function"; readonly function: IrFunction }
        | { readonly kind: "native"; readonly native: NativeFunction }
        /** A function held by a field of the receiver: call its value. */
        | { readonly kind: "field"; readonly targets: CallTarget[] };
}

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
