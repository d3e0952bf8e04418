/**
 * Native bindings as data, read from the JSDoc tags of `.d.ts` declarations. The compiler knows
 * nothing of any native class by name; docs/native-classes.md describes the tags.
 */
import type { IrFunction } from "../ir/program.ts";
import type { FunctionOfNumbers } from "../types/numbers.ts";

/** The C types that numbers cross as. */
export type CNumber = "double" | "int32_t" | "uint32_t" | "tsp_value" | "struct tsp_bits";

/** How a declared type crosses into C. */
export type NativeType =
    /**
     * double; `min`/`max`/`integer` are facts that native code guarantees (results, callback
     * arguments).
     */
    | {
          readonly kind: "number";
          /**
           * `tsp_value`: a tagged number, which may be NaN beside what the range says; so may
           * `struct tsp_bits`.
           */
          readonly c: CNumber;
          readonly min: number;
          readonly max: number;
          /** Of a tagged number: it has no fraction. It may be -0, NaN or infinite. */
          readonly integer?: true;
          /** Of a parameter: it is converted by ToIntegerOrInfinity, not by ToInt32. */
          readonly position?: true;
      }
    | { readonly kind: "boolean" }
    | { readonly kind: "string" }
    | { readonly kind: "undefined" }
    | { readonly kind: "null" }
    | { readonly kind: "literal"; readonly value: string }
    /** An instance of a native class, by its declared name. */
    | { readonly kind: "class"; readonly name: string }
    /** `T[]`; `element` is a NativeType. */
    | { readonly kind: "array"; readonly element: NativeType }
    /** The type parameter of the class: what the receiver holds. */
    | { readonly kind: "parameter" }
    /** `this` type. */
    | { readonly kind: "this" }
    | { readonly kind: "callback"; readonly thisType: NativeType; readonly parameters: readonly NativeType[] }
    /**
     * An interface tagged `@native struct`: passed as a pointer to a struct with one tsp_value a
     * property.
     */
    | { readonly kind: "options"; readonly options: NativeOptions }
    | { readonly kind: "union"; readonly members: readonly NativeType[] }
    /**
     * any, unknown: every value. What native code stores from it is read back as what the program
     * put in (`@content`).
     */
    | { readonly kind: "any" };

export interface NativeOptions {
    readonly name: string;
    /**
     * C type, e.g. "struct counter_options". Missing properties are TSP_ABSENT. A pointer of NULL
     * says that no object was given.
     */
    readonly cType: string;
    readonly header: string;
    readonly properties: ReadonlyMap<string, NativeType>;
    /**
     * C functions that read a property, by its name: passed beside the properties that the program
     * gives, so that others are not linked.
     */
    readonly readers: ReadonlyMap<string, string>;
    /** The property without which no object can be used. */
    readonly required: string | undefined;
}

export interface NativeParameter {
    readonly name: string;
    /** Of a rest parameter: the type of one argument. */
    readonly type: NativeType;
    readonly optional: boolean;
    readonly rest: boolean;
    /**
     * Text that arrives is made a number, as ToNumber does; native code converts other primitives.
     */
    readonly numeric: boolean;
    /** Native code only looks at the argument during the call. */
    readonly borrowed: boolean;
}

/**
 * A C function. Parameters in order: `self` (instance methods, constructors), then one per declared
 * parameter. C types: number by its alias, boolean `bool`, string `const struct tsp_string *`, a
 * native class `struct X *`, options `const struct X *`, a rest parameter
 * `int count, const tsp_value *values`; unions, optional parameters, callbacks and any: `tsp_value`
 * (a missing argument is TSP_UNDEFINED). Results alike; void for undefined.
 */
export interface NativeFunction {
    readonly kind: "nativeFunction";
    /** For messages: "Counter.add". */
    readonly name: string;
    readonly symbol: string;
    readonly header: string;
    readonly parameters: readonly NativeParameter[];
    readonly result: NativeType;
    readonly mayThrow: boolean;
    /** Among what it throws, beside Error, TypeError and RangeError. */
    readonly raises?: NamedError;
    /**
     * The first argument in C is the object: instance methods, accessors of properties,
     * constructors.
     */
    readonly takesThis: boolean;
    /** Pure: no effect, result depends on the arguments only. */
    readonly pure: boolean;
    /**
     * It finds out at run time which properties the objects have that it is given (`own`), or those
     * and what is in them (`nested`), or those and all that can be reached from them (`all`). It
     * takes any value and converts none.
     */
    readonly names: "own" | "nested" | "all" | undefined;
    /**
     * The result is made of the names or the values of the own properties of the argument;
     * `members`: what a property is that the second argument names, which may be of a class.
     * `json`: primitives, arrays of such values, and general objects with such properties.
     */
    readonly gives: "names" | "values" | "members" | "json" | undefined;
    /** What it does to attributes or the prototype of its first argument. */
    readonly attributes?: AttributeUse | undefined;
    /** What it does first to the receiver, an array, that is a TypeError where it is frozen. */
    readonly changes?: ArrayChange | undefined;
    /** It sets the properties that the further arguments have in the first one, which it gives. */
    readonly assigns: boolean;
    /**
     * It calls the method of its first argument that its second, a constant text, names. Where
     * there is none, it gives that argument; `text`: what a standard prototype has under the name,
     * where the argument has nothing. There is no C function.
     */
    readonly invokes?: "self" | "text";
    /**
     * It tells whether its argument, a function, is a constructor, or one that does not use `this`.
     * There is no C function.
     */
    readonly asks?: "constructor" | "bare";
    /**
     * It sets the property of its first argument that the second names, where that is an array or a
     * literal, to the third.
     */
    readonly puts?: true;
    /** C function for calls that can give it objects, where there are two. */
    readonly objects: string | undefined;
    /** C function for receivers that can hold objects, where there are two. */
    readonly holding?: string | undefined;
    /** A missing argument is TSP_ABSENT, because it means something else than undefined. */
    readonly tellsAbsent: boolean;
    /**
     * Of `value is T`: the index of the argument that a result of true says to be of that class or
     * an array, and false not to be.
     */
    readonly tells?: { readonly argument: number; readonly type: NativeType };
    /**
     * Of a function that takes any value: what it makes of an object that converts, see
     * `primitive`.
     */
    readonly hint: "default" | "number" | "string" | undefined;
    /**
     * JavaScript's takes arguments that are not declared here: a call that passes some is refused.
     */
    readonly takesFurther: boolean;
    /** What a call with more arguments than are declared here calls: a function in TypeScript. */
    readonly more: { readonly file: string; readonly export: string } | undefined;
    /**
     * Which numbers it gives for those that it takes, where more is known than the declared type
     * says.
     */
    readonly set: FunctionOfNumbers | undefined;
    /** Arrays that it takes have as many elements as before, or more. */
    readonly keepsElements: boolean;
    /** Appends its arguments to the receiver, an array. */
    readonly appends: boolean;
    /** Takes that element out of the receiver, an array, and gives it. */
    readonly takes: "first" | "last" | undefined;
    /** Results that depend on a property of the receiver and are more exact than `result`. */
    readonly cases: readonly NativeCase[];
    /**
     * C macro that makes, of the UTF-8 of a constant text as the argument, the initialiser of a
     * constant result.
     */
    readonly literal: string | undefined;
}

/** `close`: prevents extensions, as sealing does too. `ask`: changes nothing. */
export type AttributeUse =
    | "ask"
    | "classField"
    | "classGetter"
    | "classKey"
    | "classLink"
    | "classMethod"
    | "classSetter"
    | "close"
    | "create"
    | "define"
    | "defineAll"
    | "describe"
    | "describeAll"
    | "freeze"
    | "getPrototype"
    | "newTarget"
    | "setPrototype"
    | "superRead"
    | "superWrite";

export type ArrayChange = "add" | "remove" | "write" | "length";

/** What a method gives for these arguments while a property of the receiver has a value. */
export interface NativeCase {
    readonly property: string;
    readonly value: string;
    readonly parameters: readonly NativeParameter[];
    readonly result: NativeType;
}

export interface NativeProperty {
    readonly name: string;
    readonly type: NativeType;
    /**
     * A property that decides what methods give: its value in an instance that native code makes,
     * or whose options do not give the property.
     */
    readonly initial: string | undefined;
    readonly getter: NativeFunction | undefined;
    /** Undefined: read-only, assignment is refused. */
    readonly setter: NativeFunction | undefined;
}

/**
 * A method that is written in TypeScript: an exported function that takes the receiver as `this`.
 */
export interface ScriptMethod {
    readonly file: string;
    readonly export: string;
    readonly parameters: number;
    /** As of a NativeFunction. */
    readonly takesFurther: boolean;
    /** Each call that gives no function is looked at by itself. */
    readonly isApart: boolean;
    /** Gives a new object of the class that declares it. */
    readonly makesOwn: boolean;
    /** It iterates over its first argument. */
    readonly iterates: boolean;
    /**
     * What a call runs instead whose first argument is a literal with nothing but `length`: a
     * function that takes the length in its place.
     */
    readonly counted: { readonly file: string; readonly export: string } | undefined;
}

/** The errors that only some programs meet (runtime/named_error.h). */
export type NamedError = "SyntaxError" | "URIError";

/** What the elements of a typed array are. */
export type ViewKind = "int8" | "uint8" | "clamped" | "int16" | "uint16" | "int32" | "uint32" | "float32" | "float64";

/**
 * Values that the compiler has code of its own for. Primitives, arrays and function values are no
 * instances, but have the members of the class.
 */
export type BuiltIn = "string" | "number" | "boolean" | "array" | "function" | "error";

export interface NativeClass {
    readonly kind: "nativeClass";
    readonly name: string;
    /** e.g. "struct counter"; its first member is struct tsp_object (or the base's struct). */
    readonly cType: string;
    readonly header: string;
    /** C symbol of the shape; empty for the receivers Number and Boolean, which are no objects. */
    readonly shape: string;
    readonly base: NativeClass | undefined;
    /** It has a type parameter, and holds values of that: see CONTENT. */
    readonly isGeneric: boolean;
    /** What the class stands for beside itself; a class that extends it is one of those too. */
    readonly builtIn: BuiltIn | undefined;
    /** Of a typed array; a class that extends it has such elements too. */
    readonly elements: ViewKind | undefined;
    /**
     * Operators convert an instance by its own `valueOf` and `toString`; which of them comes first
     * where an operator takes either. Undefined: no operator takes an instance.
     */
    readonly primitive: "number" | "string" | undefined;
    /** Undefined: cannot be constructed by script. `self` is the zero-filled instance. */
    readonly construct: NativeFunction | undefined;
    /** Called without `new`: `String(value)`. */
    readonly call: NativeFunction | undefined;
    readonly methods: ReadonlyMap<string, NativeFunction>;
    readonly properties: ReadonlyMap<string, NativeProperty>;
    readonly statics: ReadonlyMap<string, NativeFunction>;
    /** Static methods in TypeScript, which take the class as `this`. */
    readonly scriptStatics: ReadonlyMap<string, readonly ScriptMethod[]>;
    /** Constants such as Number.MAX_SAFE_INTEGER. */
    readonly constants: ReadonlyMap<string, number | string>;
    /**
     * Array callbacks. A function for each number of arguments that the signatures tell apart, the
     * most first.
     */
    readonly scriptMethods: ReadonlyMap<string, readonly ScriptMethod[]>;
    /** What methods of arrays do for other objects. */
    readonly genericMethods: ReadonlyMap<string, readonly ScriptMethod[]>;
    /** Gives the class as a value, where the program asks objects for their `constructor`. */
    value?: IrFunction;
}

/** A global object or namespace that is no class: `Math`, `console`. */
export interface NativeObject {
    readonly kind: "nativeObject";
    readonly name: string;
    readonly functions: ReadonlyMap<string, NativeFunction>;
    /** Those that are written in TypeScript. */
    readonly scripts: ReadonlyMap<string, readonly ScriptMethod[]>;
    readonly constants: ReadonlyMap<string, number | string>;
}

/** A global constant: `NaN`. */
export interface NativeConstant {
    readonly kind: "nativeConstant";
    readonly name: string;
    readonly value: number | string;
}

/** A class that is written in TypeScript and compiled with the programs that name it. */
export interface ScriptClass {
    readonly kind: "scriptClass";
    readonly name: string;
    readonly file: string;
    readonly export: string;
}

/** What a name that is declared in a `.d.ts` stands for. */
export type Binding = NativeClass | NativeObject | NativeFunction | NativeConstant | ScriptClass;

/**
 * Native classes by their declared names, which are unique in a program. The built-in receivers are
 * among them.
 */
export interface NativeClasses {
    readonly classes: ReadonlyMap<string, NativeClass>;
}
