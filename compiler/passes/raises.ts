/**
 * Whether an instruction can raise an exception, from the types and representations of its operands. Emission tests for an exception in the same cases
 * or in fewer, which it checks for every function.
 */
import type { NativeClass, NativeFunction, NativeParameter } from "../bindings/model.ts";
import { isLocal } from "../ir/effects.ts";
import type { CallTarget, Instruction, InstructionOf } from "../ir/instructions.ts";
import type { IrFunction, Operand } from "../ir/program.ts";
import { ABSENT_TYPE, constantType, NEVER, representationOf } from "../types/lattice.ts";
import { findMember, findNativeMember, isPrivateName } from "../types/members.ts";
import { isByteView, onlyFitting } from "../types/nativeFit.ts";
import { isBoolean, isNullish, isSingleton, onlyObjects, onlyStrings } from "../types/predicates.ts";
import type { Member } from "../types/members.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";

/** What is known of the rest of the program. */
export interface Surroundings {
    /** Whether an exception can leave the function. */
    isThrowing(fn: IrFunction): boolean;
    readonly nativeClasses: ReadonlyMap<string, NativeClass>;
}

type Rules = {
    readonly [Op in Instruction["op"]]: boolean | ((instruction: InstructionOf<Op>, around: Surroundings) => boolean);
};

export function typeOf(operand: Operand): Type {
    if (isLocal(operand)) {
        return operand.type ?? NEVER;
    }
    return operand.kind === "constant" ? constantType(operand.value) : ABSENT_TYPE;
}

const hasStrings = (operand: Operand): boolean => typeOf(operand).string !== undefined;
const lacksObject = (type: Type): boolean => type.undefined || type.null || type.absent;
const hasPrimitives = (type: Type): boolean =>
    type.string !== undefined || type.number !== undefined || isBoolean(type);

/** Looking into a string may flatten it; putting one together takes memory. */
function binaryRaises(instruction: InstructionOf<"binary">): boolean {
    const left = typeOf(instruction.left);
    const right = typeOf(instruction.right);
    if (left.string === undefined && right.string === undefined) {
        return false;
    }
    const isEquality = /Equal$/.test(instruction.operator) && !/^(less|greater)/.test(instruction.operator);
    return !(isEquality && [left, right].some(isSingleton));
}

/** A string or a boolean has its text; every other value's text is made. */
function needsText(operand: Operand): boolean {
    const kind = representationOf(typeOf(operand)).kind;
    return kind !== "string" && kind !== "boolean";
}

/** On the stack it takes no memory. What is spread can be anything: nothing comes of what is no object. */
const newObjectRaises = ({ onStack }: InstructionOf<"newObject">): boolean => onStack !== true;

function templateRaises({ parts }: InstructionOf<"template">): boolean {
    const isEmpty = (part: Operand): boolean => !isLocal(part) && part.kind === "constant" && part.value === "";
    return parts.filter((part) => !isEmpty(part)).length > 1 || parts.some(needsText);
}

/** The native classes whose members the primitives, arrays and function values of a set have. */
function builtInsOf(type: Type): string[] {
    const kinds = new Set([...type.shapes].map(({ kind }) => kind));
    const parts: [boolean, string][] = [
        [type.string !== undefined, "String"],
        [type.number !== undefined, "Number"],
        [isBoolean(type), "Boolean"],
        [kinds.has("array"), "Array"],
        [kinds.has("function"), "Function"],
    ];
    return parts.filter(([has]) => has).map(([, name]) => name);
}

function readRaises(name: string, type: Type, { nativeClasses }: Surroundings): boolean {
    const members: (Member | undefined)[] = builtInsOf(type).map((className) => {
        const nativeClass = nativeClasses.get(className);
        return nativeClass === undefined ? undefined : findNativeMember(nativeClass, name);
    });
    for (const shape of type.shapes) {
        if (shape.kind !== "array" && shape.kind !== "function") {
            members.push(findMember(shape, name));
        }
    }
    return lacksObject(type) || members.some((member) => memberRaises(name, member));
}

function memberRaises(name: string, member: Member | undefined): boolean {
    switch (member?.kind) {
        case "field":
            return isPrivateName(name) && member.field.type.absent;
        case "nativeProperty":
            return member.property.getter?.mayThrow === true;
        default:
            return isPrivateName(name) && member === undefined;
    }
}

function writeRaises(name: string, type: Type): boolean {
    if (lacksObject(type) || hasPrimitives(type)) {
        return true;
    }
    return [...type.shapes].some((shape) => {
        const member = findMember(shape, name);
        const isPlain = member?.kind === "field" && !(isPrivateName(name) && member.field.type.absent);
        return shape.kind === "array" || shape.kind === "function" || !isPlain;
    });
}

function getIndexRaises({ object, index }: InstructionOf<"getIndex">): boolean {
    const type = typeOf(object);
    return (
        lacksObject(type) ||
        type.string !== undefined ||
        hasStrings(index) ||
        [...type.shapes].some((shape) => shape.kind !== "array" && !isByteView(shape))
    );
}

function setIndexRaises({ object, index, value }: InstructionOf<"setIndex">): boolean {
    const type = typeOf(object);
    const isUnsure = lacksObject(type) || hasPrimitives(type) || hasStrings(value) || typeOf(index).undefined;
    return isUnsure || ![...type.shapes].every(isByteView);
}

/** Conversions of arguments, see emit/natives.ts. */
function argumentRaises(parameter: NativeParameter, operand: Operand | undefined): boolean {
    const type = operand === undefined ? typeOf({ kind: "constant", value: undefined }) : typeOf(operand);
    if (parameter.numeric && type.string !== undefined) {
        return true;
    }
    if (parameter.optional || parameter.rest) {
        return false;
    }
    switch (parameter.type.kind) {
        case "number":
            return type.string !== undefined;
        case "string":
        case "literal":
            return !onlyStrings(type);
        case "class":
        case "array":
        case "this":
            return !onlyFitting(parameter.type, type);
        default:
            return false;
    }
}

interface Passed {
    readonly arguments: readonly Operand[];
    readonly spread?: Operand;
}

function nativeRaises(native: NativeFunction, call: Passed): boolean {
    return (
        native.mayThrow ||
        call.spread !== undefined ||
        native.parameters.some((parameter, index) => argumentRaises(parameter, call.arguments[index]))
    );
}

/** The array of a rest parameter takes memory. */
const functionRaises = (fn: IrFunction, around: Surroundings): boolean => around.isThrowing(fn) || fn.rest;

function targetRaises(target: CallTarget, call: Passed, around: Surroundings): boolean {
    const { callee } = target;
    switch (callee.kind) {
        case "function":
            return functionRaises(callee.function, around);
        case "native":
            return nativeRaises(callee.native, call);
        case "field":
            return true;
    }
}

function covers(targets: readonly CallTarget[], type: Type): boolean {
    return [...type.shapes].every((shape) => targets.some(({ when }) => when === shape));
}

function callRaises(instruction: InstructionOf<"call">, around: Surroundings): boolean {
    const targets = instruction.callees ?? [];
    const callee = typeOf(instruction.callee);
    return (
        !onlyObjects(callee) ||
        !covers(targets, callee) ||
        targets.some((target) => targetRaises(target, instruction, around))
    );
}

function callMethodRaises(instruction: InstructionOf<"callMethod">, around: Surroundings): boolean {
    const targets = instruction.callees ?? [];
    const receiver = typeOf(instruction.object);
    return (
        !onlyObjects(receiver) ||
        !covers(targets, receiver) ||
        targets.some((target) => targetRaises(target, instruction, around))
    );
}

function superConstructRaises(instruction: InstructionOf<"superConstruct">, around: Surroundings): boolean {
    const { base, constructorFunction } = instruction;
    if (base.kind === "nativeClass") {
        return base.construct !== undefined && nativeRaises(base.construct, instruction);
    }
    return constructorFunction !== undefined && functionRaises(constructorFunction, around);
}

function iterateStartRaises({ iterable }: InstructionOf<"iterateStart">): boolean {
    const type = typeOf(iterable);
    const isIterable = (shape: Shape): boolean => shape.kind === "array" || isByteView(shape);
    return (
        isNullish(type) ||
        type.absent ||
        isBoolean(type) ||
        type.number !== undefined ||
        ![...type.shapes].every(isIterable)
    );
}

const RULES: Rules = {
    arrayRest: true,
    binary: binaryRaises,
    call: callRaises,
    callFunction: (instruction, around) =>
        functionRaises(instruction.function, around) || instruction.spread !== undefined,
    callMethod: callMethodRaises,
    callNative: (instruction) => instruction.constant !== true && nativeRaises(instruction.native, instruction),
    catch: false,
    checkInitialised: ({ value }) => typeOf(value).absent,
    copy: false,
    defineField: false,
    getIndex: getIndexRaises,
    getMethod: ({ name, object }, around) => readRaises(name, typeOf(object), around),
    getProperty: ({ name, object }, around) => readRaises(name, typeOf(object), around),
    instanceOf: false,
    iterateNext: ({ iterable }) => hasStrings(iterable),
    iterateStart: iterateStartRaises,
    loadCell: false,
    loadGlobal: false,
    makeFunction: ({ shape }) => shape === undefined || shape.captures.length > 0,
    methodReference: false,
    narrow: false,
    new: true,
    newArray: true,
    newCell: true,
    newObject: newObjectRaises,
    objectRest: true,
    setIndex: setIndexRaises,
    setProperty: ({ name, object }) => writeRaises(name, typeOf(object)),
    storeCell: false,
    storeGlobal: false,
    superConstruct: superConstructRaises,
    template: templateRaises,
    unary: ({ operator, operand }) => operator !== "not" && operator !== "typeof" && hasStrings(operand),
};

function apply<Op extends Instruction["op"]>(
    instruction: InstructionOf<Op> & { readonly op: Op },
    around: Surroundings,
): boolean {
    const rule = RULES[instruction.op];
    return typeof rule === "boolean" ? rule : rule(instruction, around);
}

export function raises(instruction: Instruction, around: Surroundings): boolean {
    return apply(instruction, around);
}
