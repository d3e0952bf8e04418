/** Properties, elements and literals. */
import type { InstructionOf } from "../../ir/instructions.ts";
import {
    ABSENT_TYPE,
    canBeTruthy,
    intType,
    join,
    NEVER,
    present,
    shapeType,
    STRING_TYPE,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import type { Span } from "../../ir/program.ts";
import { findMember, findNativeMember, resolveShape } from "../../types/members.ts";
import type { Member } from "../../types/members.ts";
import type { LiteralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Frame } from "./frame.ts";
import { declaredType, mayHaveHoles, passProperty } from "./natives.ts";
import { isStandardMember, isStandardMemberOfPrimitive } from "./standard.ts";
import type { World } from "./world.ts";

/** Combinations of spread shapes that one literal may have. */
const MAX_COMBINATIONS = 16;

export function memberOf(world: World, shape: Shape, name: string): Member | undefined {
    const builtIn = shape.kind === "array" ? "Array" : shape.kind === "function" ? "Function" : undefined;
    if (builtIn === undefined) {
        return findMember(shape, name);
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

function readMember(
    frame: Frame,
    instruction: InstructionOf<"getProperty">,
    member: Member | undefined,
    receiver: Type,
): Type {
    switch (member?.kind) {
        case "field":
            return present(member.field.type);
        case "method":
            return shapeType(frame.world.functionValue(member.function, undefined));
        case "nativeProperty":
            if (member.property.getter?.mayThrow === true) {
                frame.throwsNative("Error", "TypeError", "RangeError");
            }
            return declaredType(frame.world, member.property.type, frame.site(instruction, receiver));
        case "nativeMethod":
        case "scriptMethod":
            frame.refuse(instruction.span, "unknownProperty", `${instruction.name} as a value`);
            return UNDEFINED_TYPE;
        default:
            refuseStandard(frame, instruction.span, instruction.name, receiver);
            return UNDEFINED_TYPE;
    }
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
    const object = frame.type(instruction.object);
    let result = NEVER;
    for (const shape of object.shapes) {
        result = join(
            result,
            readMember(frame, instruction, memberOf(frame.world, shape, instruction.name), shapeType(shape)),
        );
    }
    for (const { member, only } of primitiveMembers(frame.world, object, instruction.name)) {
        result = join(result, readMember(frame, instruction, member, only));
    }
    if (object.undefined || object.null || object.absent) {
        frame.throwsNative("TypeError");
    }
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

export function transferGetMethod(frame: Frame, instruction: InstructionOf<"getMethod">): void {
    const object = frame.type(instruction.object);
    let result: Type =
        object.string !== undefined || object.number !== undefined || object.true || object.false
            ? UNDEFINED_TYPE
            : NEVER;
    for (const shape of object.shapes) {
        const member = memberOf(frame.world, shape, instruction.name);
        result = join(result, member?.kind === "field" ? present(member.field.type) : UNDEFINED_TYPE);
    }
    if (object.undefined || object.null || object.absent) {
        frame.throwsNative("TypeError");
    }
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

export function transferSetProperty(frame: Frame, instruction: InstructionOf<"setProperty">): void {
    const object = frame.type(instruction.object);
    const value = frame.type(instruction.value);
    const { world } = frame;
    for (const shape of object.shapes) {
        const member = memberOf(world, shape, instruction.name);
        const resolved = resolveShape(shape);
        if (member?.kind === "field") {
            world.growField(member.field, value);
        } else if (member?.kind === "nativeProperty" && member.property.setter !== undefined) {
            passProperty(world, member.property.type, value, frame.site(instruction, shapeType(shape)));
            frame.throwsNative("Error", "TypeError", "RangeError");
            if (shape.kind === "array") {
                mayHaveHoles(world, shapeType(shape));
            }
        } else if (resolved.kind === "literal" && member === undefined) {
            world.growField(world.addOptional(resolved, instruction.name), value);
        } else if (member?.kind === "nativeProperty") {
            frame.throwsNative("TypeError");
        } else {
            frame.refuse(instruction.span, "unknownProperty", instruction.name);
        }
    }
    if (
        object.shapes.size === 0 ||
        object.undefined ||
        object.null ||
        object.absent ||
        object.string !== undefined ||
        object.number !== undefined
    ) {
        frame.throwsNative("TypeError");
    }
}

export function transferDefineField(frame: Frame, instruction: InstructionOf<"defineField">): void {
    const member = findMember(frame.world.classShape(instruction.owner), instruction.name);
    if (member?.kind === "field") {
        frame.world.growField(member.field, frame.type(instruction.value));
    }
}

const isByteView = (shape: Shape): boolean => shape.kind === "native" && shape.nativeClass.cType === "struct tsp_view";

export function transferGetIndex(frame: Frame, instruction: InstructionOf<"getIndex">): void {
    const object = frame.type(instruction.object);
    const index = frame.type(instruction.index);
    let result = NEVER;
    for (const shape of object.shapes) {
        if (shape.kind === "array") {
            result = join(result, join(present(shape.element.type), UNDEFINED_TYPE));
        } else if (isByteView(shape)) {
            result = join(result, join(intType(0, 255), UNDEFINED_TYPE));
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

/** Elements are found by number; other keys would be properties with computed names. */
function refuseKeys(frame: Frame, span: InstructionOf<"getIndex">["span"], index: Type): void {
    if (
        index.string !== undefined ||
        index.shapes.size > 0 ||
        index.undefined ||
        index.null ||
        index.true ||
        index.false
    ) {
        frame.refuse(span, "unknownIndex", "key");
    }
}

export function transferSetIndex(frame: Frame, instruction: InstructionOf<"setIndex">): void {
    const object = frame.type(instruction.object);
    const value = frame.type(instruction.value);
    for (const shape of object.shapes) {
        if (shape.kind === "array") {
            frame.world.growField(shape.element, join(value, ABSENT_TYPE));
        } else if (!isByteView(shape)) {
            frame.refuse(instruction.span, "unknownIndex", "write");
        }
    }
    refuseKeys(frame, instruction.span, frame.type(instruction.index));
    frame.throwsNative("RangeError", "TypeError");
}

/** Own properties of a shape in order, with what a copy of each holds. */
function ownProperties(shape: Shape | undefined): [string, Type][] {
    const resolved = shape === undefined ? undefined : resolveShape(shape);
    if (resolved?.kind === "class") {
        return [
            ...ownProperties(resolved.base),
            ...[...resolved.fields].map(([name, field]): [string, Type] => [name, field.type]),
        ];
    }
    return resolved?.kind === "literal"
        ? [...resolved.fields].map(([name, field]): [string, Type] => [name, field.type])
        : [];
}

export function transferNewObject(frame: Frame, instruction: InstructionOf<"newObject">): void {
    let combinations: Map<string, Type>[] = [new Map()];
    for (const part of instruction.parts) {
        const type = frame.type(part.value);
        if (part.kind === "property") {
            combinations.forEach((properties) => properties.set(part.name, type));
            continue;
        }
        if (
            (type.string !== undefined && canBeTruthy({ ...NEVER, string: type.string })) ||
            [...type.shapes].some((shape) => shape.kind === "array" || isByteView(shape))
        ) {
            frame.refuse(instruction.span, "spreadElements", "spread");
        }
        const sources: (Shape | undefined)[] = [...new Set([...type.shapes].map(resolveShape))];
        if (
            type.undefined ||
            type.null ||
            type.absent ||
            type.number !== undefined ||
            type.true ||
            type.false ||
            sources.length === 0
        ) {
            sources.push(undefined);
        }
        combinations = combinations.flatMap((properties) => sources.map((source) => spread(properties, source)));
        if (combinations.length > MAX_COMBINATIONS) {
            frame.refuse(instruction.span, "literalCombinations", String(combinations.length));
            combinations.length = 1;
        }
    }
    const literals = combinations.map((properties) => makeLiteral(frame, instruction, properties));
    frame.throwsNative("RangeError");
    frame.instance.resolutions.set(instruction, { literals: [...new Set(literals)] });
    frame.set(instruction.target, shapeType(...literals));
}

function spread(properties: ReadonlyMap<string, Type>, source: Shape | undefined): Map<string, Type> {
    const result = new Map(properties);
    for (const [name, type] of ownProperties(source)) {
        const earlier = result.get(name);
        result.set(name, type.absent && earlier !== undefined ? join({ ...type, absent: false }, earlier) : type);
    }
    return result;
}

function makeLiteral(
    frame: Frame,
    instruction: InstructionOf<"newObject"> | InstructionOf<"objectRest">,
    properties: ReadonlyMap<string, Type>,
): LiteralShape {
    const shape = frame.world.literal([...properties.keys()], instruction.span);
    properties.forEach((type, name) => {
        const field = shape.fields.get(name);
        if (field !== undefined) {
            frame.world.growField(field, type);
        }
    });
    return shape;
}

export function transferObjectRest(frame: Frame, instruction: InstructionOf<"objectRest">): void {
    const source = frame.type(instruction.source);
    const literals = [...new Set([...source.shapes].map(resolveShape))].map((shape) => {
        const kept = ownProperties(shape).filter(([name]) => !instruction.excluded.includes(name));
        return makeLiteral(frame, instruction, new Map(kept));
    });
    frame.throwsNative("TypeError", "RangeError");
    frame.instance.resolutions.set(instruction, { literals: [...new Set(literals)] });
    frame.set(instruction.target, shapeType(...literals));
    frame.lastResult = shapeType(...literals);
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
    const array = frame.world.arrayAt(frame.key(instruction), instruction.span);
    for (const part of instruction.parts) {
        const type = frame.type(part.value);
        const added = part.kind === "spread" ? elementsOfIterable(type) : part.kind === "hole" ? ABSENT_TYPE : type;
        frame.world.growField(array.element, added);
    }
    frame.throwsNative("RangeError", "TypeError");
    frame.set(instruction.target, shapeType(array));
}

export function transferArrayRest(frame: Frame, instruction: InstructionOf<"arrayRest">): void {
    const array = frame.world.arrayAt(frame.key(instruction), instruction.span);
    frame.world.growField(array.element, elementsOfIterable(frame.type(instruction.source)));
    frame.throwsNative("RangeError", "TypeError");
    frame.set(instruction.target, shapeType(array));
}
