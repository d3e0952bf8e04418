/** Properties, elements and literals. */
import type { InstructionOf } from "../../ir/instructions.ts";
import {
    ABSENT_TYPE,
    intType,
    join,
    NEVER,
    present,
    shapeType,
    STRING_TYPE,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import { isLocal } from "../../ir/effects.ts";
import type { Operand, Span } from "../../ir/program.ts";
import { constantKey } from "../../types/keys.ts";
import { findMember, findNativeMember, isPrivateName } from "../../types/members.ts";
import type { Member } from "../../types/members.ts";
import { isByteView } from "../../types/nativeFit.ts";
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Frame } from "./frame.ts";
import { declaredType, mayHaveHoles, passProperty } from "./natives.ts";
import { hasObjects, onlyText } from "./text.ts";
import { isStandardMember, isStandardMemberOfPrimitive } from "./standard.ts";
import type { World } from "./world.ts";

export function memberOf(world: World, shape: Shape, name: string): Member | undefined {
    const builtIn = shape.kind === "array" ? "Array" : shape.kind === "function" ? "Function" : undefined;
    if (builtIn === undefined) {
        return world.memberOf(shape, name);
    }
    const nativeClass = world.host.nativeClasses.get(builtIn);
    return nativeClass === undefined ? undefined : findNativeMember(nativeClass, name);
}

/** The members that a name has on the primitives of a set, each with the part of the set that it is for. */
export function primitiveMembers(world: World, type: Type, name: string): { member: Member | undefined; only: Type }[] {
    const parts: [string, Type][] = [];
    if (type.string !== undefined) {
        parts.push(["String", { ...NEVER, string: type.string }]);
    }
    if (type.number !== undefined) {
        parts.push(["Number", { ...NEVER, number: type.number }]);
    }
    if (type.true || type.false) {
        parts.push(["Boolean", { ...NEVER, true: type.true, false: type.false }]);
    }
    return parts.map(([className, only]) => {
        const nativeClass = world.host.nativeClasses.get(className);
        return { member: nativeClass === undefined ? undefined : findNativeMember(nativeClass, name), only };
    });
}

/** The name of the property that an index means on an object that is not indexed by number; undefined where it is not written as a number. */
function keyOfIndex(index: Operand): string | undefined {
    return !isLocal(index) && index.kind === "constant" && typeof index.value === "number"
        ? String(index.value)
        : undefined;
}

function readMember(
    frame: Frame,
    instruction: InstructionOf<"getProperty"> | InstructionOf<"getIndex">,
    name: string,
    member: Member | undefined,
    receiver: Type,
): Type {
    switch (member?.kind) {
        case "field":
            return isPrivateName(name) ? brandedField(frame, member) : present(member.field.type);
        case "method":
            if (member.owner.isScoped === true) {
                frame.refuse(instruction.span, "unknownProperty", `${name} as a value`);
            }
            return shapeType(frame.world.functionValue(member.function, undefined));
        case "nativeProperty":
            if (member.property.getter?.mayThrow === true) {
                frame.throwsNative("Error", "TypeError", "RangeError");
            }
            return declaredType(frame.world, member.property.type, frame.site(instruction, receiver));
        case "nativeMethod":
        case "scriptMethod":
            frame.refuse(instruction.span, "unknownProperty", `${name} as a value`);
            return UNDEFINED_TYPE;
        default:
            if (isPrivateName(name)) {
                frame.throwsNative("TypeError");
                return NEVER;
            }
            refuseStandard(frame, instruction.span, name, receiver);
            return UNDEFINED_TYPE;
    }
}

/** A private field that is not there yet makes a TypeError of its use. */
function brandedField(frame: Frame, { field }: Member & { kind: "field" }): Type {
    if (field.type.absent) {
        frame.throwsNative("TypeError");
    }
    return { ...field.type, absent: false };
}

/** What JavaScript would find on a standard prototype is refused, where we would find nothing. */
export function refuseStandard(frame: Frame, span: Span, name: string, receiver: Type): void {
    const isStandard =
        receiver.shapes.size === 0
            ? isStandardMemberOfPrimitive(receiver, name)
            : [...receiver.shapes].some((shape) => isStandardMember(shape, name));
    if (isStandard) {
        frame.refuse(span, "unknownProperty", name);
    }
}

export function transferGetProperty(frame: Frame, instruction: InstructionOf<"getProperty">): void {
    readNamed(frame, instruction, instruction.name);
}

function readNamed(
    frame: Frame,
    instruction: InstructionOf<"getProperty"> | InstructionOf<"getIndex">,
    name: string,
): void {
    const object = frame.type(instruction.object);
    let result = NEVER;
    for (const shape of object.shapes) {
        const member = memberOf(frame.world, shape, name);
        result = join(result, readMember(frame, instruction, name, member, shapeType(shape)));
    }
    for (const { member, only } of primitiveMembers(frame.world, object, name)) {
        result = join(result, readMember(frame, instruction, name, member, only));
    }
    if (object.undefined || object.null || object.absent) {
        frame.throwsNative("TypeError");
    }
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

export function transferGetMethod(frame: Frame, instruction: InstructionOf<"getMethod">): void {
    const object = frame.type(instruction.object);
    const isPrivate = isPrivateName(instruction.name);
    const hasPrimitive = object.string !== undefined || object.number !== undefined || object.true || object.false;
    let result: Type = hasPrimitive && !isPrivate ? UNDEFINED_TYPE : NEVER;
    if (hasPrimitive && isPrivate) {
        frame.throwsNative("TypeError");
    }
    for (const shape of object.shapes) {
        const member = memberOf(frame.world, shape, instruction.name);
        if (member?.kind === "field") {
            result = join(result, isPrivate ? brandedField(frame, member) : present(member.field.type));
        } else if (isPrivate && member === undefined) {
            frame.throwsNative("TypeError");
        } else {
            result = join(result, UNDEFINED_TYPE);
        }
    }
    if (object.undefined || object.null || object.absent) {
        frame.throwsNative("TypeError");
    }
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

export function transferSetProperty(frame: Frame, instruction: InstructionOf<"setProperty">): void {
    writeNamed(frame, instruction, instruction.name);
}

function writeNamed(
    frame: Frame,
    instruction: InstructionOf<"setProperty"> | InstructionOf<"setIndex">,
    name: string,
): void {
    const object = frame.type(instruction.object);
    const value = frame.type(instruction.value);
    for (const shape of object.shapes) {
        writeMember(frame, instruction, name, shape, value);
    }
    if (
        object.shapes.size === 0 ||
        object.undefined ||
        object.null ||
        object.absent ||
        object.string !== undefined ||
        object.number !== undefined ||
        object.true ||
        object.false
    ) {
        frame.throwsNative("TypeError");
    }
}

function writeMember(
    frame: Frame,
    instruction: InstructionOf<"setProperty"> | InstructionOf<"setIndex">,
    name: string,
    shape: Shape,
    value: Type,
): void {
    const { world } = frame;
    const member = memberOf(world, shape, name);
    if (member?.kind === "field") {
        if (isPrivateName(name)) {
            brandedField(frame, member);
        }
        world.growField(member.field, value);
    } else if (isPrivateName(name) && member === undefined) {
        frame.throwsNative("TypeError");
    } else if (member?.kind === "nativeProperty" && member.property.setter !== undefined) {
        const { kind } = member.property.type;
        if (kind === "number" && hasObjects(value)) {
            frame.refuse(instruction.span, "arithmetic", name);
        } else if (kind === "string" && !onlyText(value)) {
            frame.refuse(instruction.span, "nativeArgument", `${member.property.setter.name}\0value`);
        }
        passProperty(world, member.property.type, value, frame.site(instruction, shapeType(shape)));
        frame.throwsNative("Error", "TypeError", "RangeError");
        if (shape.kind === "array") {
            mayHaveHoles(world, shapeType(shape));
        }
    } else if (shape.kind === "literal" && member === undefined) {
        world.growField(world.addOptional(shape, name), value);
    } else if (member?.kind === "nativeProperty") {
        frame.throwsNative("TypeError");
    } else {
        frame.refuse(instruction.span, "unknownProperty", name);
    }
}

export function transferDefineField(frame: Frame, instruction: InstructionOf<"defineField">): void {
    const member = findMember(frame.world.classShape(instruction.owner), instruction.name);
    if (member?.kind === "field") {
        frame.world.growField(member.field, frame.type(instruction.value));
    }
}

export function transferGetIndex(frame: Frame, instruction: InstructionOf<"getIndex">): void {
    const object = frame.type(instruction.object);
    const index = frame.type(instruction.index);
    const name = constantKey(index);
    if (name !== undefined) {
        readNamed(frame, instruction, name);
        return;
    }
    const key = keyOfIndex(instruction.index);
    let result = NEVER;
    for (const shape of object.shapes) {
        if (shape.kind === "array") {
            result = join(result, join(present(shape.element.type), UNDEFINED_TYPE));
        } else if (isByteView(shape)) {
            result = join(result, join(intType(0, 255), UNDEFINED_TYPE));
        } else if (key !== undefined) {
            const member = memberOf(frame.world, shape, key);
            result = join(result, readMember(frame, instruction, key, member, shapeType(shape)));
        } else {
            frame.refuse(instruction.span, "unknownIndex", "read");
        }
    }
    if (object.string !== undefined) {
        result = join(result, join(STRING_TYPE, UNDEFINED_TYPE));
        frame.throwsNative("RangeError");
    }
    if (object.number !== undefined || object.true || object.false) {
        result = join(result, UNDEFINED_TYPE);
    }
    if (object.undefined || object.null || object.absent) {
        frame.throwsNative("TypeError");
    }
    refuseKeys(frame, instruction.span, index);
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

/**
 * Elements are found by number; other keys would be properties with computed names. An index that is itself an element may be undefined: there is no
 * such property to read, and to make one is a RangeError at run time, as for any number that is no index.
 */
function refuseKeys(frame: Frame, span: InstructionOf<"getIndex">["span"], index: Type): void {
    if (index.string !== undefined || index.shapes.size > 0 || index.null || index.true || index.false) {
        frame.refuse(span, "unknownIndex", "key");
    }
}

export function transferSetIndex(frame: Frame, instruction: InstructionOf<"setIndex">): void {
    const name = constantKey(frame.type(instruction.index));
    if (name !== undefined) {
        writeNamed(frame, instruction, name);
        return;
    }
    const object = frame.type(instruction.object);
    const value = frame.type(instruction.value);
    const key = keyOfIndex(instruction.index);
    for (const shape of object.shapes) {
        if (shape.kind === "array") {
            frame.world.growField(shape.element, join(value, ABSENT_TYPE));
        } else if (key !== undefined && !isByteView(shape)) {
            writeMember(frame, instruction, key, shape, value);
        } else if (!isByteView(shape)) {
            frame.refuse(instruction.span, "unknownIndex", "write");
        } else if (hasObjects(value)) {
            // A byte is ToNumber of what is stored.
            frame.refuse(instruction.span, "arithmetic", instruction.op);
        }
    }
    refuseKeys(frame, instruction.span, frame.type(instruction.index));
    frame.throwsNative("RangeError", "TypeError");
}

/** The elements that iterating a value gives. */
export function elementsOfIterable(type: Type): Type {
    let result: Type = type.string === undefined ? NEVER : STRING_TYPE;
    for (const shape of type.shapes) {
        if (shape.kind === "array") {
            result = join(result, present(shape.element.type));
        } else if (isByteView(shape)) {
            result = join(result, intType(0, 255));
        }
    }
    return result;
}

export function transferNewArray(frame: Frame, instruction: InstructionOf<"newArray">): void {
    const array = frame.world.arrayAt(frame.key, instruction.span);
    for (const part of instruction.parts) {
        const type = frame.type(part.value);
        const added = part.kind === "spread" ? elementsOfIterable(type) : part.kind === "hole" ? ABSENT_TYPE : type;
        frame.world.growField(array.element, added);
    }
    frame.throwsNative("RangeError", "TypeError");
    frame.set(instruction.target, shapeType(array));
}

export function transferArrayRest(frame: Frame, instruction: InstructionOf<"arrayRest">): void {
    const array = frame.world.arrayAt(frame.key, instruction.span);
    frame.world.growField(array.element, elementsOfIterable(frame.type(instruction.source)));
    frame.throwsNative("RangeError", "TypeError");
    frame.set(instruction.target, shapeType(array));
}
