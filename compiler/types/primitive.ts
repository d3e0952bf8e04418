/**
 * ToPrimitive (ECMA-262 7.1.1) of instances of native classes: those that are tagged `@primitive`
 * are converted by their own native `valueOf` and `toString`.
 */
import type { NativeClass, NativeFunction } from "../bindings/model.ts";
import { BOOLEAN_TYPE, join, joinAll, NEVER, STRING_TYPE, numberType } from "./lattice.ts";
import { findMember, generalProperty, isPlain } from "./members.ts";
import { isError, isView, objectFits } from "./native-fit.ts";
import type { BinaryOperator, UnaryOperator } from "../ir/instructions.ts";
import { ANY_NUMBER } from "./numbers.ts";
import { isBoolean } from "./predicates.ts";
import type { ArrayShape, ClassShape, FunctionShape, GeneralShape, NativeShape, Shape } from "./shape.ts";
import type { Type } from "./type.ts";

/** What an operator would like to have. */
export type Hint = "default" | "number" | "string";

/** What makes a primitive of an object. */
export type Conversion =
    /** A method of a native class. */
    | { readonly kind: "native"; readonly function: NativeFunction; readonly owner: NativeClass }
    /** Nothing that the program has written decides: always the same text. */
    | { readonly kind: "constant"; readonly text: string }
    /** The texts of the elements; those of objects in them, where there are some. */
    | { readonly kind: "array"; readonly hasObjects: boolean }
    /** Without methods of its own, unless the name of one stands for something else. */
    | { readonly kind: "general" };

const PLAIN = "[object Object]";

/** Of the value of a class. */
const hasOwnStatics = ({ function: { asClass } }: FunctionShape): boolean =>
    METHODS.some((name) => asClass?.statics.has(name) === true);

/** What static members a class in general form inherits is found out at run time. */
const isOpenClass = ({ function: { classForm } }: FunctionShape): boolean => classForm !== undefined;

/**
 * Whether methods decide that the program can see, so that the library's steps of ECMA-262 have to
 * run for the set (ts-src/lib/primitive.ts). False where it cannot be said what they give.
 */
export function needsMethods(type: Type, hint: Hint, keeps: Keeps = NONE): boolean {
    const isOpen = (shape: Shape): boolean => !isError(shape) || !isPlainError(shape);
    return (
        [...type.shapes].some((shape) => !keeps(shape) && conversionOf(shape, hint) === undefined && isOpen(shape)) &&
        areConvertible(type, keeps)
    );
}

/** Whether the library's steps can run for all objects of the set. */
export const areConvertible = ({ shapes }: Type, keeps: Keeps = NONE): boolean =>
    [...shapes].every((shape) => !keeps(shape) && isConvertible(shape));

/** Whether it is known what each of the methods is that a conversion looks for. */
function isConvertible(shape: Shape, within = new Set<Shape>()): boolean {
    if (within.has(shape)) return true;
    within.add(shape);
    if (shape.kind === "array") return [...shape.element.type.shapes].every((each) => isConvertible(each, within));
    if (shape.kind === "function") return !isOpenClass(shape);
    if (shape.kind === "general" || isView(shape)) return true;
    return standardText(shape) !== undefined || findMember(shape, "toString") !== undefined;
}

/** What `toString` of Object, Array, Function and Error gives, where the shape has no other. */
export function standardText(shape: Shape): Conversion | undefined {
    switch (shape.kind) {
        case "function":
            return isOpenClass(shape) || shape.function.asClass?.statics.has("toString") === true
                ? undefined
                : { kind: "constant", text: shape.function.text };
        case "array":
        case "general":
            return plainConversion(shape, "string");
        case "literal":
            return findMember(shape, "toString") === undefined ? { kind: "constant", text: PLAIN } : undefined;
        case "class":
        case "native": {
            const text = tagOfInstance(shape);
            return text === undefined || findMember(shape, "toString") !== undefined
                ? undefined
                : { kind: "constant", text };
        }
        default:
            return undefined;
    }
}

function nativeClassOf(shape: Shape): NativeClass | undefined {
    let at: Shape | undefined = shape;
    while (at?.kind === "class") at = at.base;
    return at?.kind === "native" ? at.nativeClass : undefined;
}

/**
 * Undefined: the object has no conversion that we know; a class of the program may have its own.
 */
export function conversionOf(shape: Shape, hint: Hint): Conversion | undefined {
    const preferred = nativeClassOf(shape)?.primitive;
    if (preferred === undefined) return plainConversion(shape, hint);
    const first = hint === "default" ? preferred : hint;
    const names = first === "string" ? ["toString", "valueOf"] : ["valueOf", "toString"];
    const [member, other] = names.map((name) => findMember(shape, name));
    if (member?.kind !== "nativeMethod" || other?.kind !== "nativeMethod") return undefined;
    return { kind: "native", function: member.function, owner: member.owner };
}

/** Of an object whose valueOf and toString are those of Object, Array or Error. */
function plainConversion(shape: Shape, hint: Hint): Conversion | undefined {
    switch (shape.kind) {
        case "array":
            return arrayConversion(shape, new Set());
        case "general":
            return lacksMethods(shape) ? { kind: "general" } : undefined;
        case "literal":
            return hasText(shape) ? undefined : { kind: "constant", text: PLAIN };
        case "function":
            return hasOwnStatics(shape) ? undefined : standardText(shape);
        case "class":
        case "native":
            return instanceConversion(shape, hint);
        default:
            return undefined;
    }
}

function instanceConversion(shape: ClassShape | NativeShape, hint: Hint): Conversion | undefined {
    if (isError(shape)) {
        const member = findMember(shape, "toString");
        // The runtime makes a text of an error wherever it makes one of a primitive.
        return member?.kind === "nativeMethod" && isPlainError(shape) && hint !== "string"
            ? { kind: "native", function: member.function, owner: member.owner }
            : undefined;
    }
    const text = hasText(shape) ? undefined : tagOfInstance(shape);
    return text === undefined ? undefined : { kind: "constant", text };
}

const isPlainError = (shape: Shape): boolean =>
    findMember(shape, "toString")?.kind === "nativeMethod" && findMember(shape, "valueOf") === undefined;

/** What Object.prototype.toString gives for an instance, of a class of the program for one. */
function tagOfInstance(shape: ClassShape | NativeShape): string | undefined {
    const native = nativeClassOf(shape)?.name;
    if (native !== undefined) return TAGGED.has(native) ? `[object ${native}]` : undefined;
    let root: Shape = shape;
    while (root.kind === "class" && root.base?.kind === "class") root = root.base;
    const { isLibrary, name } = root.kind === "class" ? root.declaration : { isLibrary: false, name: "" };
    if (isLibrary !== true) return PLAIN;
    return TAGGED.has(name) ? `[object ${name}]` : undefined;
}

/** Classes of the library whose instances have their names as tags. */
const TAGGED: ReadonlySet<string> = new Set(["Map", "Set", "WeakMap", "WeakSet", "ArrayBuffer", "DataView"]);

const hasText = (shape: Shape): boolean => METHODS.some((name) => findMember(shape, name) !== undefined);

const METHODS = ["toString", "valueOf"];

/** Whether nothing that can be called is found under the names; a prototype may have other ones. */
const lacksMethods = (shape: GeneralShape): boolean =>
    isPlain(shape) &&
    METHODS.every((name) => [...generalProperty(shape, name).shapes].every(({ kind }) => kind !== "function"));

/** `within`: arrays that this one is an element of. */
function arrayConversion({ element }: ArrayShape, within: Set<Shape>): Conversion | undefined {
    const shapes = [...element.type.shapes];
    const isKnown = shapes.every((shape) => {
        if (within.has(shape) || shape.kind === "general" || shape.kind === "literal" || isError(shape))
            return within.has(shape) || isError(shape) || plainConversion(shape, "string") !== undefined;
        within.add(shape);
        if (shape.kind === "array") return arrayConversion(shape, within) !== undefined;
        const conversion = shape.kind === "class" ? plainConversion(shape, "string") : undefined;
        return conversion?.kind === "constant" && conversion.text === PLAIN;
    });
    return isKnown ? { kind: "array", hasObjects: shapes.length > 0 } : undefined;
}

function resultOf(conversion: Conversion): Type {
    if (conversion.kind !== "native") return STRING_TYPE;
    switch (conversion.function.result.kind) {
        case "number":
            return numberType(ANY_NUMBER);
        case "string":
            return STRING_TYPE;
        case "boolean":
            return BOOLEAN_TYPE;
        default:
            return NEVER;
    }
}

/** Objects that are taken as they are. */
export type Keeps = (shape: Shape) => boolean;
const NONE: Keeps = () => false;

/** The primitives of a set; objects that have no conversion stay. */
export function toPrimitive(type: Type, hint: Hint, keeps: Keeps = NONE): Type {
    const conversions = [...type.shapes].map((shape) => ({
        shape,
        conversion: keeps(shape) ? undefined : conversionOf(shape, hint),
    }));
    if (conversions.every(({ conversion }) => conversion === undefined)) return type;
    const left = new Set(conversions.filter((one) => one.conversion === undefined).map(({ shape }) => shape));
    const made = conversions.map(({ conversion }) => (conversion === undefined ? NEVER : resultOf(conversion)));
    return join({ ...type, shapes: left }, joinAll(made));
}

/** What an operator makes of its operand before anything else. */
export const unaryOperand = (operator: UnaryOperator, operand: Type): Type => {
    const hint = unaryHint(operator);
    return hint === undefined ? operand : toPrimitive(operand, hint);
};

export const unaryHint = (operator: UnaryOperator): Hint | undefined =>
    operator === "not" || operator === "typeof" ? undefined : "number";

export function binaryOperands(operator: BinaryOperator, left: Type, right: Type): [Type, Type] {
    const hint = binaryHint(operator, left, right);
    return hint === undefined ? [left, right] : [toPrimitive(left, hint), toPrimitive(right, hint)];
}

/** Undefined: the operator takes objects as they are. */
export function binaryHint(operator: BinaryOperator, left: Type, right: Type): Hint | undefined {
    switch (operator) {
        case "strictEqual":
        case "strictNotEqual":
            return undefined;
        case "looseEqual":
        case "looseNotEqual":
            return isConverted(left, right) || isConverted(right, left) ? "default" : undefined;
        case "add":
            return "default";
        default:
            return "number";
    }
}

/** Whether loose equality converts the objects of a set to compare them with what the other has. */
const isConverted = ({ shapes }: Type, other: Type): boolean =>
    shapes.size > 0 &&
    other.shapes.size === 0 &&
    (other.string !== undefined || other.number !== undefined || isBoolean(other));

/** What a native function makes of an object that is its argument. */
export function argumentHint(native: NativeFunction, index: number): Hint | undefined {
    const parameter = native.parameters[Math.min(index, native.parameters.length - 1)];
    if (parameter === undefined || (index >= native.parameters.length && !parameter.rest)) return undefined;
    switch (parameter.type.kind) {
        case "number":
            // What may be missing is handed on as it is.
            return parameter.optional && !parameter.numeric ? undefined : "number";
        case "string":
            return "string";
        case "any":
            return native.hint;
        case "union":
            return native.hint;
        default:
            return undefined;
    }
}

/** Which objects an argument may be, where it is converted otherwise. */
export function keptArguments(native: NativeFunction, index: number): Keeps {
    const type = native.parameters[Math.min(index, native.parameters.length - 1)]?.type;
    return type?.kind === "union" ? (shape) => objectFits(type, shape) : NONE;
}

export const hasConversion = ({ shapes }: Type): boolean =>
    [...shapes].some((shape) => conversionOf(shape, "default") !== undefined || isConvertible(shape));

/** Whether making primitives of the set can leave an exception pending. */
export const conversionThrows = (type: Type, hint: Hint, keeps: Keeps = NONE): boolean =>
    [...type.shapes].some((shape) => {
        if (keeps(shape)) return false;
        const conversion = conversionOf(shape, hint);
        if (conversion === undefined || conversion.kind === "constant") return false;
        return conversion.kind !== "native" || conversion.function.mayThrow;
    });
