/** Properties, elements and literals. */
import {
    computedKey,
    deletedProperty,
    nativeArgument,
    objectInArithmetic,
    unknownProperty,
} from "../../diagnostics/diagnostics.ts";
import type { InstructionOf } from "../../ir/instructions.ts";
import {
    ABSENT_TYPE,
    BOOLEAN_TYPE,
    booleanType,
    isNever,
    join,
    joinAll,
    NEVER,
    numberType,
    present,
    shapeType,
    STRING_TYPE,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import { isKeyed, isNamed, propertyName } from "../../ir/naming.ts";
import { changeIntrinsic, refuseReplaced } from "./intrinsics.ts";
import { namesOf, storeAt } from "./literals.ts";
import { isLocal } from "../../ir/program.ts";
import type { Span } from "../../ir/program.ts";
import { anyProperty, generalProperty, isIterable, memberOfOwner, isPrivateName } from "../../types/members.ts";
import type { AccessorMember, GeneralMember, Member } from "../../types/members.ts";
import { isView, viewElementOf } from "../../types/native-fit.ts";
import { onlyOf } from "../../types/resolve.ts";
import type { Found } from "../../types/resolve.ts";
import { ANY_NUMBER, isInt32Set, MAX_LENGTH } from "../../types/numbers.ts";
import { onlyNumbers, onlyObjects } from "../../types/predicates.ts";
import type { ArrayShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { Accesses } from "./accessors.ts";
import type { Frame } from "./frame.ts";
import { ownPlace, readKeyed, transferHasProperty, writeKeyed } from "./keyed.ts";
import type { Transfers } from "./rules.ts";
import { assignMode } from "./modes.ts";
import { declaredType, elementsOf, mayHaveHoles, mayShorten, passProperty } from "./natives.ts";
import { hasObjects, onlyText } from "./text.ts";
import { isStandardMember, isStandardMemberOfPrimitive } from "./standard.ts";
import type { World } from "./world.ts";

type Reading = InstructionOf<"getProperty"> | InstructionOf<"getIndex">;

function readMember(
    frame: Frame,
    instruction: Reading,
    name: string,
    { of, member }: Found,
    receiver: Type,
    accesses: Accesses,
): Type {
    switch (member?.kind) {
        case "accessor":
            if (name === "constructor" && isScopedClass(of))
                frame.refuse(unknownProperty(instruction.span, name), receiver);
            return typeof of === "string" ? NEVER : getAccessor(member, of, name, accesses);
        case "field":
            return isPrivateName(name) ? brandedField(member) : present(member.field.type);
        case "general": {
            accesses.getGeneral(member.owner, name, receiverOf(member, of));
            const type = generalProperty(member.owner, name);
            if (isNever({ ...type, absent: false })) refuseStandard(frame, instruction.span, name, receiver);
            return present(type);
        }
        case "method":
            if (member.owner.isScoped === true)
                frame.refuse(unknownProperty(instruction.span, `${name} as a value`), receiver);
            return shapeType(frame.world.functionValue(member.function, undefined));
        case "nativeProperty":
            return declaredType(frame.world, member.property.type, frame.site(instruction, receiver));
        case "nativeMethod":
        case "scriptMethod": {
            const method = frame.world.functions.methodValue(member.owner, name);
            if (method !== undefined) return shapeType(frame.world.functionValue(method, undefined));
            frame.refuse(unknownProperty(instruction.span, `${name} as a value`));
            return UNDEFINED_TYPE;
        }
        default:
            if (isPrivateName(name)) return NEVER;
            refuseStandard(frame, instruction.span, name, receiver);
            return UNDEFINED_TYPE;
    }
}

/** What accessors run on: of what lies beside a function, the function. */
const receiverOf = ({ owner, beside }: GeneralMember, of: Found["of"]): Type =>
    shapeType(beside === undefined || typeof of === "string" ? owner : of);

/** Its constructor is another one for each evaluation. */
const isScopedClass = (of: Found["of"]): boolean =>
    typeof of !== "string" && of.kind === "class" && of.declaration.isScoped === true;

/** Without a getter a property is undefined; a private name is a TypeError. */
function getAccessor({ getter }: AccessorMember, of: Shape, name: string, accesses: Accesses): Type {
    if (getter !== undefined) return accesses.run(getter, of, name);
    return isPrivateName(name) ? NEVER : UNDEFINED_TYPE;
}

/** A private field that is not there yet makes a TypeError of its use. */
const brandedField = ({ field }: Member & { kind: "field" }): Type => ({ ...field.type, absent: false });

/** What JavaScript would find on a standard prototype is refused, where we would find nothing. */
export function refuseStandard(frame: Frame, span: Span, name: string, receiver: Type): void {
    const isStandard =
        receiver.shapes.size === 0
            ? isStandardMemberOfPrimitive(receiver, name)
            : [...receiver.shapes].some((shape) => isStandardMember(shape, name));
    if (isStandard) frame.refuse(unknownProperty(span, name), receiver);
}

function readNamed(frame: Frame, instruction: Reading, accesses: Accesses): Type {
    const object = frame.type(instruction.object);
    const name = propertyName(instruction, frame) ?? "";
    const members = frame.members(instruction);
    refuseReplaced(frame, instruction.span, name, members);
    return members
        .map((found) => readMember(frame, instruction, name, found, onlyOf(object, found.of), accesses))
        .reduce((all, type) => join(all, type), NEVER);
}

function transferGetProperty(frame: Frame, instruction: InstructionOf<"getProperty">): void {
    const accesses = new Accesses(frame);
    const result = readNamed(frame, instruction, accesses);
    accesses.resolve(instruction);
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

function transferGetMethod(frame: Frame, instruction: InstructionOf<"getMethod">): void {
    const isPrivate = isPrivateName(instruction.name);
    const accesses = new Accesses(frame);
    let result = NEVER;
    for (const { of, member } of frame.members(instruction)) {
        if (member?.kind === "field") {
            result = join(result, isPrivate ? brandedField(member) : present(member.field.type));
        } else if (member?.kind === "general") {
            accesses.getGeneral(member.owner, member.name, receiverOf(member, of));
            result = join(result, present(generalProperty(member.owner, member.name)));
        } else if (member?.kind === "accessor" && typeof of !== "string") {
            result = join(result, getAccessor(member, of, instruction.name, accesses));
        } else if (!isPrivate || member !== undefined) {
            result = join(result, UNDEFINED_TYPE);
        }
    }
    accesses.resolve(instruction);
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

function transferSetProperty(frame: Frame, instruction: InstructionOf<"setProperty">): void {
    const accesses = new Accesses(frame);
    writeNamed(frame, instruction, accesses);
    accesses.resolve(instruction);
}

type Writing = InstructionOf<"setProperty"> | InstructionOf<"setIndex">;

/** Control does not go on where all that can run are setters that do not return. */
function writeNamed(frame: Frame, instruction: Writing, accesses: Accesses): void {
    const name = propertyName(instruction, frame) ?? "";
    const value = frame.type(instruction.value);
    const members = frame.members(instruction);
    let goesOn = members.length === 0;
    for (const { of, member } of members) {
        if (typeof of === "string") continue;
        if (member?.kind === "accessor") {
            // JavaScript would give the derived class a property of its own.
            if (member.setter === undefined && of.kind === "function")
                frame.refuse(unknownProperty(instruction.span, name), shapeType(of));
            const result = member.setter === undefined ? NEVER : accesses.run(member.setter, of, name, value);
            goesOn ||= !isNever(result);
        } else {
            if (member?.kind === "general") accesses.setGeneral(member.owner, name, value, receiverOf(member, of));
            writeMember(frame, instruction, name, of, member, value);
            goesOn = true;
        }
    }
    if (!goesOn) frame.lastResult = NEVER;
}

function writeMember(
    frame: Frame,
    instruction: Writing,
    name: string,
    shape: Shape,
    member: Exclude<Member, AccessorMember> | undefined,
    value: Type,
): void {
    const { world } = frame;
    if (member?.kind === "field") {
        world.growField(member.field, value);
    } else if (member?.kind === "general") {
        changeIntrinsic(frame, instruction.span, member.owner, name);
        if (name === "__proto__") frame.refuse(unknownProperty(instruction.span, name), shapeType(shape));
        // The prototype of a class is not writable.
        if (name === "prototype" && shape.kind === "function" && shape.function.classForm !== undefined) return;
        world.generals.store(member.owner, name, value);
    } else if (member?.kind === "nativeProperty" && member.property.setter !== undefined) {
        const { kind } = member.property.type;
        if (kind === "number" && hasObjects(value)) frame.refuse(objectInArithmetic(instruction.span), value);
        else if (kind === "string" && !onlyText(value))
            frame.refuse(nativeArgument(instruction.span, member.property.setter.name, "value"), value);
        assignMode(shape, member.property, value);
        passProperty(world, member.property.type, value, frame.site(instruction, shapeType(shape)));
        if (shape.kind === "array") {
            mayHaveHoles(world, shapeType(shape));
            mayShorten(world, shapeType(shape));
        }
    } else if (member === undefined && isPrivateName(name)) {
        // A TypeError at run time.
        return;
    } else if (shape.kind === "literal" && member === undefined) {
        world.growField(world.literals.addOptional(shape, name), value);
    } else if (member?.kind !== "nativeProperty" && !isParsed(shape)) {
        frame.refuse(unknownProperty(instruction.span, name), shapeType(shape));
    }
}

/** Beside an object of the same text. */
const isParsed = (shape: Shape): boolean => shape.kind === "array" && shape.isParsed === true;

function transferDefineField(frame: Frame, instruction: InstructionOf<"defineField">): void {
    for (const shape of frame.type(instruction.object).shapes) {
        const member = memberOfOwner(shape, instruction.owner, instruction.name);
        if (member?.kind === "field") frame.world.growField(member.field, frame.type(instruction.value));
    }
}

function transferGetIndex(frame: Frame, instruction: InstructionOf<"getIndex">): void {
    const accesses = new Accesses(frame);
    const result = isKeyed(instruction, frame)
        ? readKeyed(frame, instruction, accesses)
        : readIndexed(frame, instruction, accesses);
    accesses.resolve(instruction);
    frame.set(instruction.target, result);
    frame.lastResult = result;
}

function readIndexed(frame: Frame, instruction: InstructionOf<"getIndex">, accesses: Accesses): Type {
    const named = readNamed(frame, instruction, accesses);
    refuseKeys(frame, instruction.span, frame.type(instruction.index));
    return isNamed(instruction, frame) ? named : join(named, readElements(frame, instruction, accesses));
}

function readElements(frame: Frame, instruction: InstructionOf<"getIndex">, accesses: Accesses): Type {
    const object = frame.type(instruction.object);
    let result = NEVER;
    for (const shape of object.shapes) {
        if (shape.kind === "array") {
            const index = frame.type(instruction.index);
            const isMade = isMadeWith(shape, index);
            const element = isMade ? itemAt(shape, index) : shape.element.type;
            const isThere = instruction.within === true || isMade;
            const read = isThere ? { ...element, absent: false } : join(present(element), UNDEFINED_TYPE);
            result = join(result, read);
        } else if (isView(shape)) {
            result = join(result, join(viewElementOf(shape), UNDEFINED_TYPE));
        } else if (shape.kind === "general") {
            if (propertyName(instruction, frame) !== undefined) continue;
            accesses.getGeneral(shape, undefined);
            const isNumber = onlyNumbers(frame.type(instruction.index));
            result = join(result, present(anyProperty(shape, isNumber)));
        }
    }
    if (object.string !== undefined) {
        const isWithin = isWithinTexts(object.string, frame.type(instruction.index));
        result = join(result, isWithin ? STRING_TYPE : join(STRING_TYPE, UNDEFINED_TYPE));
    }
    const isPlain = object.number !== undefined || object.true || object.false;
    return isPlain ? join(result, UNDEFINED_TYPE) : result;
}

/** Whether the array was made with an element at each of the indexes, and still has it. */
function isMadeWith({ element, least, shortened }: ArrayShape, index: Type): boolean {
    return !element.type.absent && isIndexBelow(index, least) && isNever(shortened.type);
}

/** What the array holds at an index that is below the number of elements that it was made with. */
function itemAt({ element, items, moved }: ArrayShape, { number }: Type): Type {
    const item = number !== undefined && number.min === number.max ? items[number.min] : undefined;
    return item !== undefined && isNever(moved.type) ? item.type : element.type;
}

/** The same of all that can be iterated. */
export const areMadeWith = (iterable: Type, index: Type): boolean =>
    onlyObjects(iterable) && [...iterable.shapes].every((shape) => shape.kind === "array" && isMadeWith(shape, index));

/** Whether each of the texts has a unit at each of the indexes. */
function isWithinTexts(texts: NonNullable<Type["string"]>, index: Type): boolean {
    return texts !== "any" && [...texts].every((text) => isIndexBelow(index, text.length));
}

function isIndexBelow(index: Type, length: number): boolean {
    const { number } = index;
    return number !== undefined && onlyNumbers(index) && isInt32Set(number) && number.min >= 0 && number.max < length;
}

/**
 * Objects would be converted to names. An index that is itself an element may be undefined: there
 * is no such property to read, and to make one is a RangeError at run time, as for any number that
 * is no index.
 */
function refuseKeys(frame: Frame, span: InstructionOf<"getIndex">["span"], index: Type): void {
    if (index.shapes.size > 0) frame.refuse(computedKey(span), index);
}

function transferSetIndex(frame: Frame, instruction: InstructionOf<"setIndex">): void {
    const accesses = new Accesses(frame);
    if (isKeyed(instruction, frame)) writeKeyed(frame, instruction, accesses);
    else writeIndexed(frame, instruction, accesses);
    accesses.resolve(instruction);
}

function writeIndexed(frame: Frame, instruction: InstructionOf<"setIndex">, accesses: Accesses): void {
    writeNamed(frame, instruction, accesses);
    if (isNamed(instruction, frame)) return;
    const value = frame.type(instruction.value);
    for (const shape of frame.type(instruction.object).shapes) {
        if (shape.kind === "array") {
            // A store beyond the end makes holes.
            const isThere = instruction.within === true || isMadeWith(shape, frame.type(instruction.index));
            const stored = isThere ? value : join(value, ABSENT_TYPE);
            frame.world.growField(shape.element, stored);
            frame.world.growField(shape.moved, BOOLEAN_TYPE);
        } else if (shape.kind === "general") {
            if (propertyName(instruction, frame) !== undefined) continue;
            accesses.setGeneral(shape, undefined, value);
            changeIntrinsic(frame, instruction.span, shape, frame.type(instruction.index));
            storeAt(frame.world, shape, frame.type(instruction.index), value);
        } else if (isView(shape) && hasObjects(value)) {
            // A byte is ToNumber of what is stored.
            frame.refuse(objectInArithmetic(instruction.span), value);
        }
    }
    refuseKeys(frame, instruction.span, frame.type(instruction.index));
    refineIndex(frame, instruction);
}

/** A hole is left. */
function removeElement(world: World, shape: ArrayShape): void {
    world.growField(shape.element, ABSENT_TYPE);
    world.growField(shape.moved, BOOLEAN_TYPE);
}

/** Elements of arrays leave holes. */
function transferDelete(frame: Frame, { object, key, span, target }: InstructionOf<"deleteProperty">): void {
    const { world } = frame;
    const names = namesOf(frame.type(key));
    for (const shape of frame.type(object).shapes) {
        const general = shape.kind === "literal" ? world.generalise(shape) : ownPlace(shape);
        changeIntrinsic(frame, span, general, frame.type(key));
        if (general.kind === "general") (names ?? [undefined]).forEach((name) => world.generals.remove(general, name));
        else if (shape.kind === "array" && isNever(shape.integrity.type)) removeElement(frame.world, shape);
        else frame.refuse(deletedProperty(span), shapeType(shape));
    }
    if (frame.type(key).shapes.size > 0) frame.refuse(computedKey(span), frame.type(key));
    frame.set(target, booleanType(true));
}

/**
 * What something was stored at in an array is the index of an element: every other number was a
 * RangeError. A handler could see the number before that.
 */
function refineIndex({ block, environment }: Frame, { object, index }: InstructionOf<"setIndex">): void {
    const arrays = isLocal(object) ? environment.get(object) : undefined;
    const type = isLocal(index) ? environment.get(index) : undefined;
    const set = type?.number;
    if (!isLocal(index) || set === undefined || arrays === undefined || block.handler !== undefined) return;
    const isOfArrays = onlyObjects(arrays) && [...arrays.shapes].every(({ kind }) => kind === "array");
    const [min, max] = [Math.max(set.min, 0), Math.min(set.max, MAX_LENGTH - 1)];
    if (isOfArrays && min <= max)
        environment.set(index, numberType({ min, max, integer: true, negativeZero: set.negativeZero, nan: false }));
}

/**
 * The elements that iterating a value gives; `at`: at that position, where the arrays were made
 * with it.
 */
export function elementsOfIterable(type: Type, at?: Type): Type {
    let result: Type = type.string === undefined ? NEVER : STRING_TYPE;
    for (const shape of type.shapes) {
        if (shape.kind === "array")
            result = join(result, present(at === undefined ? shape.element.type : itemAt(shape, at)));
        else if (isView(shape)) result = join(result, viewElementOf(shape));
    }
    return result;
}

/** Longer literals are lists of one kind, most often. */
const MOST_ITEMS = 4;

function transferNewArray(frame: Frame, instruction: InstructionOf<"newArray">): void {
    const array = frame.world.arrayAt(frame.key, instruction.span);
    array.least = instruction.parts.filter(({ kind }) => kind !== "spread").length;
    const isPlain = instruction.parts.every(({ kind }) => kind === "element");
    if (isPlain && instruction.parts.length <= MOST_ITEMS && array.items.length === 0)
        array.items = instruction.parts.map(() => frame.world.place("item"));
    array.items.forEach((item, index) => {
        const part = instruction.parts[index];
        if (part !== undefined) frame.world.growField(item, frame.type(part.value));
    });
    const accesses = new Accesses(frame);
    let returns = true;
    for (const part of instruction.parts) {
        const type = frame.type(part.value);
        const added = part.kind === "spread" ? elementsOfIterable(type) : part.kind === "hole" ? ABSENT_TYPE : type;
        frame.world.growField(array.element, added);
        if (part.kind === "spread") returns = growByLists(frame, array, type, accesses) && returns;
    }
    finishArray(frame, instruction, array, accesses, returns);
}

/** Takes what iterables of the library give; false where none of what arrives gives anything. */
function growByLists(frame: Frame, array: ArrayShape, type: Type, accesses: Accesses): boolean {
    const lists = [...type.shapes].filter(isIterable).map((shape) => accesses.list(shape));
    frame.world.growField(array.element, present(joinAll(lists.map(elementsOf))));
    return lists.length === 0 || lists.some((list) => !isNever(list)) || type.shapes.size > lists.length;
}

function finishArray(
    frame: Frame,
    instruction: InstructionOf<"newArray"> | InstructionOf<"arrayRest">,
    array: ArrayShape,
    accesses: Accesses,
    returns: boolean,
): void {
    accesses.resolve(instruction);
    frame.set(instruction.target, returns ? shapeType(array) : NEVER);
    frame.lastResult = frame.type(instruction.target);
}

function transferArrayRest(frame: Frame, instruction: InstructionOf<"arrayRest">): void {
    const array = frame.world.arrayAt(frame.key, instruction.span);
    frame.world.growField(array.element, elementsOfIterable(frame.type(instruction.source)));
    const accesses = new Accesses(frame);
    const position = instruction.position === undefined ? numberType(ANY_NUMBER) : frame.type(instruction.position);
    const returns = growByLists(frame, array, position, accesses);
    finishArray(frame, instruction, array, accesses, returns || position.number !== undefined);
}

export const propertyTransfers: Transfers<
    | "getProperty"
    | "getMethod"
    | "setProperty"
    | "defineField"
    | "getIndex"
    | "setIndex"
    | "deleteProperty"
    | "hasProperty"
    | "newArray"
    | "arrayRest"
> = {
    hasProperty: transferHasProperty,
    getProperty: transferGetProperty,
    getMethod: transferGetMethod,
    setProperty: transferSetProperty,
    defineField: transferDefineField,
    getIndex: transferGetIndex,
    setIndex: transferSetIndex,
    deleteProperty: transferDelete,
    newArray: transferNewArray,
    arrayRest: transferArrayRest,
};
