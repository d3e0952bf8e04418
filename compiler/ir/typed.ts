/**
 * The program after specialisation: one function for each instance, with what the analysis found
 * out. Nothing of it is optional that every instance has; the IR that lowering makes has none of it
 * (program.ts, instructions.ts).
 */
import type { NativeClass, NativeFunction } from "../bindings/model.ts";
import type { Kind } from "../types/kinds.ts";
import type { Representation } from "../types/representation.ts";
import type { Found } from "../types/resolve.ts";
import type { ClassShape, FunctionShape, GeneralShape, LiteralShape, Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import type { ArrayPart, Convert, Instruction, InstructionOf, Naming, ObjectPart, Terminator } from "./instructions.ts";
import type { Block, ClassDeclaration, Constant, Global, IrFunction, Local, Span, Uninitialised } from "./program.ts";

export interface TypedLocal extends Local {
    /** Every value that the local can hold. */
    type: Type;
    /** How it is stored: tagged until the representation pass has chosen. */
    representation: Representation;
    /**
     * Set by `findLowBits`: whatever is assigned is cut to ToInt32 of it, which is all that is
     * seen.
     */
    lowBits?: boolean;
    /** Set by `setBodiesApart`: the parameter is the address of a variable of the caller. */
    isReference?: boolean;
    /** What brought the first value of each kind, where that is wanted. */
    reasons?: Reasons | undefined;
}

/** By kind the place of the program that brought the first value. */
export type Reasons = ReadonlyMap<Kind, Span>;

export type TypedOperand = TypedLocal | Constant | Uninitialised;

export interface TypedBlock extends Block {
    readonly instructions: TypedInstruction[];
    terminator: TypedTerminator;
    handler: TypedBlock | undefined;
    within?: TypedBlock | undefined;
}

export interface TypedFunction extends IrFunction {
    readonly thisLocal: TypedLocal | undefined;
    readonly parameters: TypedLocal[];
    readonly captures: TypedLocal[];
    readonly locals: TypedLocal[];
    readonly blocks: TypedBlock[];
    readonly entry: TypedBlock;
    /** The function as written, of which this is one instance; a pass's own has itself. */
    readonly origin: IrFunction;
    /** Of functions with captures: the function value that a call passes along. */
    closure?: FunctionShape;
    /** Set by `setBodiesApart`: the body of a `try`, whose frame has to end with it. */
    isApart?: boolean;
    returnType: Type;
    readonly returnReasons?: Reasons | undefined;
    returnRepresentation: Representation;
    /** Set by the may-throw pass. */
    mayThrow?: boolean;
    /**
     * Set by the call-graph pass: part of a cycle of calls or called from one, so that its entry
     * tests the stack.
     */
    testsStack?: boolean;
}

export interface TypedGlobal extends Global {
    type: Type;
    readonly reasons?: Reasons | undefined;
    representation: Representation;
}

export interface TypedProgram {
    /** Top-level code, one function a module, in evaluation order. */
    readonly modules: TypedFunction[];
    readonly functions: TypedFunction[];
    readonly classes: readonly ClassDeclaration[];
    readonly globals: readonly TypedGlobal[];
    readonly nativeClasses: readonly NativeClass[];
    /** Every shape that an object of the program can have. */
    readonly shapes: readonly Shape[];
    /** The instances that native code enters, by function value. */
    readonly entries: ReadonlyMap<FunctionShape, TypedFunction>;
}

/**
 * One possible callee of a call. `when` tells it from the others: the shape of the receiver
 * (callMethod) or of the function value (call); a call with one target needs no test beyond
 * excluding what is not callable.
 */
export interface CallTarget {
    readonly when: Shape;
    readonly callee:
        | { readonly kind: "function"; readonly function: TypedFunction }
        | { readonly kind: "native"; readonly native: NativeFunction }
        /** A function held by a field of the receiver: call its value. */
        | { readonly kind: "field"; readonly targets: CallTarget[] };
}

/** What reading or writing the property runs on an object of the shape. */
export interface AccessTarget {
    readonly of: Shape;
    readonly name: string;
    readonly callee: CallTarget["callee"];
}

/** Accessors that may run; undefined where there are none. */
interface Accessing {
    readonly accessors?: readonly AccessTarget[];
}

interface Named extends Accessing {
    /** What the name means on what arrives; of an index, where it is a name. */
    readonly members: readonly Found[];
}

interface Wrapping {
    /** Set by `findLowBits`: the low 32 bits of the operands give those of the result. */
    wraps?: boolean;
}

interface Choosing {
    /** One entry a possible callee. */
    readonly callees: readonly CallTarget[];
}

/** What instructions have beside what lowering gave them. */
interface Additions extends Record<Naming["op"], Named> {
    unary: Wrapping;
    binary: Wrapping;
    template: {
        /**
         * Set by `growTexts`: the first part is the target, and nobody else has its text. The other
         * parts are texts of one unit, most often, or any.
         */
        grows?: "units" | "text";
    };
    call: Choosing;
    callMethod: Named & Choosing;
    newObject: Accessing & {
        /** The shapes that the literal can make, one per combination of what is spread. */
        readonly result: readonly (LiteralShape | GeneralShape)[];
        /**
         * Set by `findShortLives`: nothing refers to the object after the function's end, nor to an
         * earlier one that this instruction made.
         */
        place?: "stack";
    };
    newArray: Accessing;
    arrayRest: Accessing;
    iterateStart: Accessing;
    iterateNext: Accessing;
    objectRest: Accessing & {
        /** The shapes of the copy, one per shape of `source`. */
        readonly result: readonly (LiteralShape | GeneralShape)[];
    };
    makeFunction: { readonly shape: FunctionShape };
    callFunction: { readonly entered: TypedFunction };
    callNative: Accessing & {
        /**
         * Set by `findShortLives`: the result is looked at only, so that a constant can be in its
         * place.
         */
        place?: "constant";
    };
    new: {
        readonly entered?: TypedFunction;
        /** What a class of the program is made as. */
        readonly made?: ClassShape;
    };
    superConstruct: { readonly entered?: TypedFunction };
}

type AdditionsOf<Op extends Instruction["op"]> = Op extends keyof Additions ? Additions[Op] : unknown;

type Typed<Member> = Member extends Local
    ? TypedLocal
    : Member extends Global
      ? TypedGlobal
      : Member extends Block
        ? TypedBlock
        : Member extends ObjectPart | ArrayPart
          ? { [Field in keyof Member]: Typed<Member[Field]> }
          : Member extends (infer Element)[]
            ? Typed<Element>[]
            : Member;

export type TypedOf<Op extends Instruction["op"]> = {
    [Each in Op]: { [Field in keyof InstructionOf<Each>]: Typed<InstructionOf<Each>[Field]> } & AdditionsOf<Each>;
}[Op];

/** Specialisation leaves no conversion that is an instruction of its own. */
export type TypedInstruction = TypedOf<Exclude<Instruction["op"], Convert["op"]>>;

export type TypedTerminator = Terminator extends infer Each ? { [Field in keyof Each]: Typed<Each[Field]> } : never;

/** An instruction before or after specialisation. */
export type AnyOf<Op extends Instruction["op"]> = InstructionOf<Op> & Partial<AdditionsOf<Op>>;
