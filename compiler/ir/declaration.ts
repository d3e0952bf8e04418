/**
 * What is said of an instruction, once: its operands in the order of evaluation, the locals that it
 * assigns, its text, and what it can do, given the types that arrive. Everything else about
 * instructions is asked of their declarations, see `effects.ts`.
 */
import type { NamedError, NativeFunction } from "../bindings/model.ts";
import type { Hint, Keeps } from "../types/primitive.ts";
import type { Found } from "../types/resolve.ts";
import type { Type } from "../types/type.ts";
import type { ClassReference, Instruction, InstructionOf, Naming } from "./instructions.ts";
import type { ClassDeclaration, Global, IrFunction, Local, Operand } from "./program.ts";
import type { AnyOf, CallTarget, TypedFunction, TypedLocal, TypedOf, TypedOperand } from "./typed.ts";

/** What may stand as an operand. `value`: no cell, and nothing uninitialised. */
export type Takes = "value" | "local" | "variable" | "cell" | "anything";

/**
 * What becomes of the value of an operand. `keep`: anything. `look`: the value is as before
 * afterwards, and known to nobody else. `same`: the target is the same value. `access`: a property
 * of it is read or written. `pass`: what is called decides. `construct`: a constructor runs on it.
 */
export type Use = "keep" | "look" | "same" | "access" | "pass" | "construct";

export interface Slot<Field extends string = string> {
    /** The member of the instruction; absent there where the operand is optional. */
    readonly field: Field;
    /**
     * The member is an operand, a list of operands, or a list of parts that have a `value` each.
     */
    readonly form: "one" | "list" | "parts";
    readonly takes: Takes;
    readonly use: Use;
    /**
     * The local itself, though control flow may know more of its value: the operation asks for the
     * kind at run time.
     */
    readonly asStored?: true;
    /** The use of parts that are spread, where that is another. */
    readonly spread?: Use;
}

export interface TargetSlot<Field extends string = string> {
    readonly field: Field;
    readonly takes: "local" | "variable" | "cell";
}

/** A property that the instruction names. */
export interface PropertyPlace {
    readonly kind: "property";
    readonly object: Operand;
    readonly name: string;
    /** What is written; of a field that the class defines, the class too. */
    readonly value?: Operand;
    readonly definedBy?: ClassDeclaration;
}

/**
 * Memory that an instruction reads or writes, beside the locals that are its operands and targets.
 */
export type Place =
    | { readonly kind: "cell"; readonly cell: Local }
    | { readonly kind: "global"; readonly global: Global }
    | PropertyPlace
    /** Elements of arrays and bytes of views. */
    | { readonly kind: "elements" }
    /** Any memory: what is called is not looked into. */
    | { readonly kind: "memory" };

export const ELEMENTS: Place = { kind: "elements" };
export const MEMORY: Place = { kind: "memory" };

/** The errors that the runtime throws, by the standard names of their classes. */
export type ErrorName = "Error" | "TypeError" | "RangeError" | "ReferenceError" | NamedError;

export const NO_ERRORS: readonly ErrorName[] = [];
/** Something has to be made, and the heap may be full. */
export const OUT_OF_MEMORY: readonly ErrorName[] = ["RangeError"];
export const ANY_ERROR: readonly ErrorName[] = ["Error", "TypeError", "RangeError"];

/** What is known where an instruction is asked what it can do. */
export interface Arriving {
    type(operand: Operand): Type;
    members(instruction: Naming): readonly Found[];
    /**
     * The functions of the program that the instruction can enter, native accessors and conversions
     * included.
     */
    entered(instruction: Instruction): readonly Entered[];
}

export interface Entered {
    /** The last parameter collects arguments in an array. */
    readonly rest: boolean;
}

/**
 * Code that an instruction can run: a function of the program, or a native one, which calls nothing
 * back before it returns.
 */
export type Called =
    | { readonly kind: "function"; readonly function: TypedFunction }
    | { readonly kind: "native"; readonly native: NativeFunction };

/** Names for what an instruction refers to, as the printer makes them. */
export interface Printing {
    operand(operand: Operand): string;
    list(operands: readonly Operand[]): string;
    /** The arguments of a call in parentheses. */
    passed(call: { readonly arguments: readonly Operand[]; readonly spread?: Operand }): string;
    self(thisArgument: Operand | undefined): string;
    function(irFunction: IrFunction): string;
    class(reference: ClassReference): string;
    global(global: Global): string;
    callees(targets: readonly CallTarget[] | undefined): string;
    entered(irFunction: IrFunction | undefined): string;
}

type Rule<Op extends Instruction["op"], Result> = Result | ((instruction: AnyOf<Op>, arriving: Arriving) => Result);

/** Where an object may lie that nothing refers to after its function. */
export interface ShortLife<Op extends Instruction["op"]> {
    /** A constant serves: the object is only looked at, wherever the program lends it. */
    readonly place: "stack" | "constant";
    /** Bytes that the object takes; undefined where this one cannot be placed so. */
    size(instruction: TypedOf<Op>): number | undefined;
}

/** What is known of targets of which only ToInt32 is seen. */
export interface LowBits {
    /** Whatever is assigned is cut to 32 bits. */
    isCut(target: TypedLocal): boolean;
    /** The low bits are all that is needed. */
    needs(target: TypedLocal): boolean;
    /** Whatever is stored in elements of an array of the set is cut to 32 bits. */
    cutsElements(arrays: Type): boolean;
}

/** An operand that has to be a primitive; see types/primitive.ts. */
export interface Converted {
    readonly field: string;
    /** Of a list of operands or parts. */
    readonly index?: number;
    readonly hint: Hint;
    readonly keeps?: Keeps;
    /** No object is converted in place. */
    readonly isWhole?: true;
}

type FieldOf<Op extends Instruction["op"]> = Exclude<keyof InstructionOf<Op> & string, "op" | "span">;

/** An operand and a constant, which is 0 where the operand alone is meant. */
export interface ConstantSum {
    readonly of: Operand;
    readonly by: number;
}

export interface Declaration<Op extends Instruction["op"] = Instruction["op"]> {
    readonly operands: readonly Slot<FieldOf<Op>>[];
    readonly targets: readonly TargetSlot<FieldOf<Op>>[];
    /** What stands after `target = `. */
    readonly text: (instruction: AnyOf<Op>, print: Printing) => string;
    /** Names a property of what its operand `object` is. */
    readonly names?: true;
    /** The instruction that it is where its `index` can be one text only. */
    readonly byName?: "getProperty" | "setProperty";
    /** The operand whose shape chooses among `callees`. */
    readonly chosenBy?: FieldOf<Op>;
    /** First in its block, which is a handler. */
    readonly opensHandler?: true;
    readonly reads?: Rule<Op, readonly Place[]>;
    readonly writes?: Rule<Op, readonly Place[]>;
    /** What it throws itself. What leaves the functions that it enters comes on top. */
    readonly throws?: Rule<Op, readonly ErrorName[]>;
    /**
     * The code that it runs; functions of the program are known once specialisation has resolved
     * them.
     */
    readonly calls?: Rule<Op, readonly Called[]>;
    /** The operands of which it makes primitives first, in order. */
    readonly converts?: Rule<Op, readonly Converted[]>;
    /** Its target is the operand that it converts, under another name. */
    readonly renames?: true;
    /** Makes something in the heap. */
    readonly allocates?: Rule<Op, boolean>;
    readonly shortLife?: ShortLife<Op>;
    /** The operands of which it takes more than the low 32 bits; without it, all. */
    readonly seen?: (instruction: TypedOf<Op>, low: LowBits) => readonly TypedOperand[];
    /** The object whose names the instruction looks for at run time. */
    readonly asksNames?: (instruction: TypedOf<Op>) => TypedOperand | undefined;
    /**
     * The operands into which it looks, beyond the low bits of elements; without it, all. What it
     * moves or asks about as a whole is not looked into.
     */
    readonly inside?: (instruction: TypedOf<Op>, low: LowBits) => readonly TypedOperand[];
    /**
     * Whether the low bits of the operands give those of the result, which is stored on the
     * instruction.
     */
    readonly wraps?: (instruction: TypedOf<Op>, low: LowBits) => boolean;
    /**
     * Whether an operand that is NaN makes the result NaN, which has other low bits than its own.
     */
    readonly spreadsNaN?: (instruction: TypedOf<Op>) => boolean;
    /** The operands of which it makes one text, one after the other, and does nothing else. */
    readonly texts?: (instruction: TypedOf<Op>) => readonly TypedOperand[] | undefined;
    /**
     * Whether a text among the operands, arguments aside, is as before afterwards, and known to
     * nobody else.
     */
    readonly looksAtTexts?: (instruction: TypedOf<Op>) => boolean;
    /** Whether the target is a text of one unit, most often. */
    readonly givesUnit?: (instruction: TypedOf<Op>) => boolean;
    /**
     * Whether it reads a unit of a text, of which it need make no text where the unit is only
     * compared: that is stored on the instruction as `onlyCompared`.
     */
    readonly readsUnit?: (instruction: TypedOf<Op>) => boolean;
    /** The sides of which it tells whether they are strictly equal, and nothing else. */
    readonly equates?: (instruction: TypedOf<Op>) => readonly [TypedOperand, TypedOperand] | undefined;
    /** What the target is the sum of: an operand and a constant. */
    readonly sum?: (instruction: InstructionOf<Op>) => ConstantSum | undefined;
    /** The variable that it makes larger by one at least, unless an iteration ends with it. */
    readonly advances?: (instruction: InstructionOf<Op>) => Local;
    /** The operands whose order, or whose end, decides a branch. */
    readonly orders?: (instruction: InstructionOf<Op>) => readonly Operand[];
    /** What specialisation has to have found out; undefined is no answer. */
    readonly resolved?: readonly (keyof TypedOf<Op> & string)[];
    /** Broken rules that the slots do not tell, one sentence each. */
    readonly problems?: (instruction: AnyOf<Op>) => readonly string[];
}

export type Declarations<Op extends Instruction["op"]> = { readonly [Each in Op]: Declaration<Each> };

const slot =
    (form: Slot["form"]) =>
    <Field extends string>(field: Field, use: Use = "keep", takes: Takes = "value"): Slot<Field> => ({
        field,
        form,
        takes,
        use,
    });

export const one = slot("one");
export const list = slot("list");
export const parts = slot("parts");

/** Of instructions that look into nothing. */
export const nothing = (): readonly TypedOperand[] => [];

/** The target of most instructions. */
export const TARGET: TargetSlot<"target"> = { field: "target", takes: "local" };
