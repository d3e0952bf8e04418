/** What native code does to the values of the program, by its declarations. */
import type { NativeFunction, NativeType } from "../../bindings/model.ts";
import {
    ABSENT_TYPE,
    BOOLEAN_TYPE,
    intType,
    join,
    joinAll,
    NEVER,
    NULL_TYPE,
    numberType,
    present,
    shapeType,
    STRING_TYPE,
    stringsType,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import { ANY_NUMBER, integers } from "../../types/numbers.ts";
import { generalProperty } from "../../types/members.ts";
import type { Member } from "../../types/members.ts";
import { isError, objectFits } from "../../types/native-fit.ts";
import { CONTENT } from "../../types/keys.ts";
import type { ArrayShape, Field, FunctionShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Span } from "../../ir/program.ts";
import type { World } from "./world.ts";

export interface NativeSite {
    /** Identity of the call, for arrays that it makes. */
    readonly key: string;
    readonly span: Span;
    readonly receiver: Type;
}

/** The values that native code can give where a type is declared. */
export function declaredType(world: World, type: NativeType, site: NativeSite): Type {
    switch (type.kind) {
        case "number":
            if (type.c === "struct tsp_bits") return numberType({ ...integers(type.min, type.max), nan: true });
            return type.c === "tsp_value" ? taggedNumber(type) : boundedNumber(type.min, type.max);
        case "boolean":
            return BOOLEAN_TYPE;
        case "string":
            return STRING_TYPE;
        case "literal":
            return stringsType(type.value);
        case "undefined":
            return UNDEFINED_TYPE;
        case "null":
            return NULL_TYPE;
        case "class": {
            const shape = world.nativeShapeNamed(type.name);
            return shape === undefined ? NEVER : shapeType(shape);
        }
        case "array": {
            const array = world.arrayAt(`native ${site.key}`, site.span);
            array.madeLike ??= new Set();
            if (type.element.kind === "parameter")
                arraysOf(site.receiver).forEach((shape) => array.madeLike?.add(shape));
            world.growField(array.element, declaredType(world, type.element, site));
            return shapeType(array);
        }
        case "parameter":
            return join(present(elementsOf(site.receiver)), joinAll(contentsOf(site.receiver).map(({ type }) => type)));
        case "this":
            return site.receiver;
        case "union":
            return joinAll(type.members.map((member) => declaredType(world, member, site)));
        case "any":
            return join(world.kept.type, UNDEFINED_TYPE);
        case "callback":
        case "options":
            return UNDEFINED_TYPE;
    }
}

function taggedNumber({ min, max, integer }: Extract<NativeType, { kind: "number" }>): Type {
    if (Number.isFinite(min) && Number.isFinite(max)) return numberType({ ...integers(min, max), nan: true });
    return numberType({ ...ANY_NUMBER, integer: integer === true });
}

/** A range on a double means integers: native code guarantees them. */
function boundedNumber(min: number, max: number): Type {
    return Number.isFinite(min) && Number.isFinite(max) ? intType(min, max) : numberType(ANY_NUMBER);
}

const arraysOf = (type: Type): ArrayShape[] =>
    [...type.shapes].filter((shape): shape is ArrayShape => shape.kind === "array");

export const elementsOf = (receiver: Type): Type => joinAll(arraysOf(receiver).map((array) => array.element.type));

/** What instances of generic native classes hold. */
const contentsOf = (receiver: Type): Field[] =>
    [...receiver.shapes].flatMap((shape) => {
        const content = shape.kind === "native" ? shape.fields.get(CONTENT) : undefined;
        return content === undefined ? [] : [content];
    });

/**
 * Lets arguments flow into native code: elements into arrays, callbacks into entries, options into
 * what is kept.
 */
export function passArguments(world: World, native: NativeFunction, args: readonly Type[], site: NativeSite): void {
    if (!native.pure) [site.receiver, ...args].forEach((type) => mayMove(world, type));
    if (!native.pure && !native.appends && !native.keepsElements)
        [site.receiver, ...args].forEach((type) => mayShorten(world, type));
    args.forEach((arg, index) => {
        const parameter = native.parameters[Math.min(index, native.parameters.length - 1)];
        if (parameter !== undefined && (index < native.parameters.length || parameter.rest)) {
            pass(world, parameter.type, arg, site);
            // A method may keep what it takes; a function has nowhere to keep it.
            if (parameter.type.kind === "any" && native.takesThis) world.kept.grow(arg);
        }
    });
}

/**
 * Whether no member of the set is of the declared type, nor is converted to it: primitives convert,
 * as in ECMA-262.
 */
export function neverFits(world: World, type: NativeType, arg: Type): boolean {
    const isPrimitive = arg.undefined || arg.null || arg.absent || arg.true || arg.false || arg.number !== undefined;
    const isString = arg.string !== undefined;
    const hasObject = (accepts: (shape: Shape) => boolean): boolean => [...arg.shapes].some((shape) => accepts(shape));
    switch (type.kind) {
        case "string":
            return !isString && !isPrimitive && !hasObject(isError);
        case "literal":
            return !isString;
        case "class":
            return world.nativeShapeNamed(type.name) !== undefined && !hasObject((shape) => objectFits(type, shape));
        case "array":
            return !hasObject((shape) => shape.kind === "array");
        case "union":
            return type.members.every((member) => neverFits(world, member, arg));
        case "undefined":
            return !arg.undefined && !arg.absent;
        case "null":
            return !arg.null;
        case "callback":
            return !hasObject((shape) => shape.kind === "function");
        default:
            return false;
    }
}

function pass(world: World, type: NativeType, arg: Type, site: NativeSite): void {
    switch (type.kind) {
        case "parameter":
            storeElements(world, site.receiver, arg);
            contentsOf(site.receiver).forEach((content) => world.growField(content, arg));
            break;
        case "array":
            if (type.element.kind === "parameter") storeElements(world, site.receiver, elementsOf(arg));
            break;
        case "union":
            type.members.forEach((member) => pass(world, member, forMember(type, member, arg), site));
            break;
        case "callback":
            functionsOf(arg).forEach((shape) => enter(world, shape, type, site));
            break;
        case "options":
            passOptions(world, type, arg, site);
            break;
        default:
            break;
    }
}

/** Where a declaration takes `T | T[]`, an array stands for its elements. */
function forMember(type: NativeType & { kind: "union" }, member: NativeType, arg: Type): Type {
    const takesArrays = type.members.some(({ kind }) => kind === "array");
    return member.kind === "parameter" && takesArrays
        ? { ...arg, shapes: new Set([...arg.shapes].filter((shape) => shape.kind !== "array")) }
        : arg;
}

function passOptions(world: World, type: NativeType & { kind: "options" }, arg: Type, site: NativeSite): void {
    for (const [name, declared] of type.options.properties) {
        for (const shape of arg.shapes) {
            const member = world.memberOf(shape, name);
            const value = member === undefined ? NEVER : ownProperty(member);
            if (declared.kind === "any") world.kept.grow(present(value));
            else pass(world, declared, value, site);
        }
    }
}

/** What the option holds, `absent` where it may be missing. */
function ownProperty(member: Member): Type {
    if (member.kind === "general") return generalProperty(member.owner, member.name);
    return member.kind === "field" ? member.field.type : NEVER;
}

function storeElements(world: World, receiver: Type, added: Type): void {
    for (const shape of receiver.shapes) if (shape.kind === "array") world.growField(shape.element, added);
}

export const functionsOf = (type: Type): FunctionShape[] =>
    [...type.shapes].filter((shape): shape is FunctionShape => shape.kind === "function");

/** Native code will call the function with the declared `this` and arguments. */
function enter(world: World, shape: FunctionShape, type: NativeType & { kind: "callback" }, site: NativeSite): void {
    const declared = declaredType(world, type.thisType, site);
    const isReceiver = [...site.receiver.shapes].some((candidate) => objectFits(type.thisType, candidate));
    const self = isReceiver ? site.receiver : declared;
    const args = type.parameters.map((parameter) => declaredType(world, parameter, site));
    world.functions.enterNatively(shape, self, args);
}

/** Setting a native property keeps the value where any value is allowed. */
export function passProperty(world: World, type: NativeType, value: Type, site: NativeSite): void {
    if (type.kind === "any") world.kept.grow(value);
    else pass(world, type, value, site);
}

/** Arrays that may lose elements. */
function mayMove(world: World, type: Type): void {
    arraysOf(type).forEach(({ moved }) => world.growField(moved, BOOLEAN_TYPE));
}

export function mayShorten(world: World, type: Type): void {
    arraysOf(type).forEach(({ shortened }) => world.growField(shortened, BOOLEAN_TYPE));
}

/**
 * Arrays that native code may fill with holes (`length = n`, `new Array(n)`) say so in their
 * element.
 */
export function mayHaveHoles(world: World, receiver: Type): void {
    storeElements(world, receiver, ABSENT_TYPE);
}
