/**
 * Properties by a name that is found out at run time: what such a read can give, where such a write
 * can go, and what names an object has.
 */
import { computedKey } from "../../diagnostics/diagnostics.ts";
import type { InstructionOf } from "../../ir/instructions.ts";
import type { Operand, Span } from "../../ir/program.ts";
import { isIndexName, isNumericName, keyOfText, textOfKey, textsOf } from "../../types/keys.ts";
import {
    ABSENT_TYPE,
    BOOLEAN_TYPE,
    intType,
    isNever,
    join,
    joinAll,
    NEVER,
    present,
    shapeType,
    STRING_TYPE,
    stringsType,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import {
    anyProperty,
    findMember,
    hasAccessors,
    isPrivateName,
    propertiesOf,
    valuesOf as fieldsWithValues,
} from "../../types/members.ts";
import { isView, isError, viewElementOf } from "../../types/native-fit.ts";
import { MAX_LENGTH } from "../../types/numbers.ts";
import { isBoolean, onlyNumbers } from "../../types/predicates.ts";
import type { ArrayShape, ClassShape, GeneralShape, LiteralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Accesses } from "./accessors.ts";
import { hasDetails } from "../../ir/program.ts";
import type { Frame } from "./frame.ts";
import { askIntrinsic, changeIntrinsic } from "./intrinsics.ts";
import { storeAt } from "./literals.ts";
import { mayHaveHoles } from "./natives.ts";
import type { World } from "./world.ts";

/** The own properties of objects of the shape, by their keys; an accessor has no type. */
export function ownOf(world: World, shape: Shape | undefined): [string, Type | undefined][] {
    if (shape?.kind === "class") {
        const own = [...shape.fields].filter(([name]) => !isPrivateName(name));
        return [...ownOf(world, shape.base), ...own.map(([name, { type }]): [string, Type] => [name, type])];
    }
    if (shape?.kind !== "literal") return [];
    world.literals.noteNames(shape);
    return propertiesOf(shape).map((name): [string, Type | undefined] => [name, shape.fields.get(name)?.type]);
}

/** Whether the name is a member of the shape's class or of a native one, which is no own field. */
function isOfPrototype(shape: ClassShape | LiteralShape, texts: readonly string[] | undefined): boolean {
    if (shape.kind === "literal") return false;
    if (texts !== undefined) {
        return texts.some((text) => {
            const member = findMember(shape, keyOfText(text));
            return member !== undefined && member.kind !== "field";
        });
    }
    for (let at: Shape | undefined = shape; at !== undefined; at = at.kind === "class" ? at.base : undefined) {
        const has =
            at.kind === "class" &&
            (at.declaration.methods.size > 0 ||
                [...at.declaration.accessors.keys()].some((name) => name !== "constructor"));
        if (has || at.kind === "native") return true;
    }
    return false;
}

interface Access {
    readonly span: Span;
    readonly object: Operand;
}

export function readKeyed(
    frame: Frame,
    { span, ...access }: Access & { readonly index: Operand },
    accesses: Accesses,
): Type {
    const object = frame.type(access.object);
    const key = frame.type(access.index);
    const texts = textsOf(key);
    if (key.shapes.size > 0) frame.refuse(computedKey(span), key);
    object.shapes.forEach((shape) => {
        askIntrinsic(frame, span, shape, key);
    });
    if (object.number !== undefined || isBoolean(object)) frame.refuse(computedKey(span), object);
    const ofText = object.string === undefined ? NEVER : elements(STRING_TYPE, texts);
    const found = [...object.shapes].map((shape) =>
        readOf(frame, span, shape, { texts, isNumber: onlyNumbers(key) }, accesses),
    );
    return join(ofText, joinAll(found));
}

interface Key {
    /** Those that it can be; undefined: any. */
    readonly texts: readonly string[] | undefined;
    readonly isNumber: boolean;
}

function readOf(frame: Frame, span: Span, each: Shape, { texts, isNumber }: Key, accesses: Accesses): Type {
    const shape = withoutAccessors(frame.world, ownPlace(each));
    refuseInherited(frame, span, each, texts);
    if (shape.kind === "array") return elements(shape.element.type, texts);
    if (shape.kind === "general") return join(valuesOfGeneral(shape, accesses, isNumber), UNDEFINED_TYPE);
    if (isView(shape)) return elements(viewElementOf(shape), texts);
    const own = ownOf(frame.world, shape);
    const isMeant = (text: string): boolean =>
        texts === undefined ? !isNumber || isNumericName(text) : texts.includes(text);
    if (!isStruct(shape) || isOfPrototype(shape, texts) || own.some(([, type]) => type === undefined)) {
        frame.refuse(computedKey(span), shapeType(shape));
        return UNDEFINED_TYPE;
    }
    const wanted = own.filter(([name]) => isMeant(textOfKey(name)));
    const isEvery = texts?.every((text) => wanted.some(([name]) => textOfKey(name) === text)) === true;
    const found = joinAll(wanted.map(([, type]) => present(type ?? NEVER)));
    return isEvery ? found : join(found, UNDEFINED_TYPE);
}

function valuesOfGeneral(shape: GeneralShape, accesses: Accesses, isNumber = false): Type {
    accesses.getGeneral(shape, undefined);
    return present(anyProperty(shape, isNumber));
}

/** A literal whose getters may run by a name that is found out at run time is general. */
const withoutAccessors = (world: World, shape: Shape): Shape =>
    shape.kind === "literal" && hasAccessors(shape) ? world.generalise(shape) : shape;

/** What has the properties of an object that can get any: those of a function lie beside it. */
export const ownPlace = (shape: Shape): Shape =>
    shape.kind === "function" && hasDetails(shape.function) ? shape.beside() : shape;

/** What a function inherits is not found by a name that is made at run time. */
function refuseInherited(frame: Frame, span: Span, shape: Shape, texts: readonly string[] | undefined): void {
    const isInherited = texts?.some((text) => text in Function.prototype && !OWN_OF_FUNCTIONS.has(text)) === true;
    if (shape.kind === "function" && isInherited) frame.refuse(computedKey(span), shapeType(shape));
}

const OWN_OF_FUNCTIONS: ReadonlySet<string> = new Set(["length", "name"]);

/** What has the properties that are listed. */
const listedOf = (world: World, shape: Shape): Shape =>
    shape.kind === "function" && shape.function.asClass === undefined ? shape.beside() : withoutAccessors(world, shape);

const isStruct = (shape: Shape): shape is ClassShape | LiteralShape =>
    shape.kind === "class" || shape.kind === "literal";

/** An element, or the length. */
function elements(element: Type, texts: readonly string[] | undefined): Type {
    const isLength = texts?.includes("length") !== false;
    const found = join(present(element), UNDEFINED_TYPE);
    return isLength ? join(found, intType(0, MAX_LENGTH)) : found;
}

export function writeKeyed(
    frame: Frame,
    { span, ...access }: Access & { readonly index: Operand; readonly value: Operand },
    accesses: Accesses,
): void {
    const key = frame.type(access.index);
    const value = frame.type(access.value);
    const texts = textsOf(key);
    if (key.shapes.size > 0) frame.refuse(computedKey(span), key);
    for (const shape of frame.type(access.object).shapes) {
        const own = ownPlace(shape);
        const place = texts === undefined ? generalised(frame.world, own) : withoutAccessors(frame.world, own);
        changeIntrinsic(frame, span, place, key);
        if (shape.kind === "array") {
            frame.world.growField(shape.element, join(value, ABSENT_TYPE));
            mayHaveHoles(frame.world, shapeType(shape));
        } else if (place.kind === "general") {
            accesses.setGeneral(place, undefined, value);
            storeAt(frame.world, place, key, value);
        } else if (
            texts === undefined ||
            !isStruct(shape) ||
            !texts.every((text) => admits(frame, shape, text, value))
        ) {
            frame.refuse(computedKey(span), shapeType(shape));
        }
    }
}

/** What the shape becomes where it can get any name. */
const generalised = (world: World, shape: Shape): Shape => (shape.kind === "literal" ? world.generalise(shape) : shape);

/** Lets the value into the property of that name; false where the object can have none. */
function admits({ world }: Frame, shape: ClassShape | LiteralShape, text: string, value: Type): boolean {
    const name = keyOfText(text);
    const member = world.memberOf(shape, name);
    if (member?.kind === "field") world.growField(member.field, value);
    else if (member === undefined && shape.kind === "literal")
        world.growField(world.literals.addOptional(shape, name), value);
    else return false;
    return true;
}

/** The names that objects of the set have, as texts. */
export function namesOf(world: World, type: Type): Type {
    const ofText = type.string === undefined ? NEVER : STRING_TYPE;
    return join(
        ofText,
        joinAll(
            [...type.shapes].map((each) => {
                const shape = listedOf(world, each);
                if (shape.kind === "array" || shape.kind === "general" || isView(shape)) return STRING_TYPE;
                const names = ownOf(world, shape).map(([name]) => textOfKey(name));
                return stringsOf(isError(shape) ? [...names, "name"] : names);
            }),
        ),
    );
}

const stringsOf = (texts: readonly string[]): Type => joinAll(texts.map((text) => stringsType(text)));

/** The values of the own properties of objects of the set; an accessor is refused. */
export function valuesOf(frame: Frame, span: Span, type: Type, accesses: Accesses): Type {
    const ofText = type.string === undefined ? NEVER : STRING_TYPE;
    return join(
        ofText,
        joinAll(
            [...type.shapes].map((each) => {
                const shape = listedOf(frame.world, each);
                if (shape.kind === "array") return present(shape.element.type);
                if (shape.kind === "general") return valuesOfGeneral(shape, accesses);
                if (isView(shape)) return viewElementOf(shape);
                const own = ownOf(frame.world, shape);
                if (own.some(([, own_]) => own_ === undefined)) frame.refuse(computedKey(span), shapeType(shape));
                const values = joinAll(own.map(([, own_]) => present(own_ ?? NEVER)));
                return isError(shape) ? join(values, STRING_TYPE) : values;
            }),
        ),
    );
}

/** Properties of any name that come and go; the runtime says what else has no place for them. */
export function putProperties(world: World, [object, , value = NEVER]: readonly Type[]): void {
    for (const shape of object?.shapes ?? []) {
        const place = generalised(world, shape);
        if (place.kind === "array") {
            world.growField(place.element, join(value, ABSENT_TYPE));
        } else if (place.kind === "general") {
            storeAt(world, place, STRING_TYPE, value);
            world.generals.remove(place, undefined);
        }
    }
}

/** What is read by its name at run time must not be an accessor of a class, or native. */
export function refuseAccessors(frame: Frame, span: Span, object: Type, key: Type): void {
    // Accessors of classes are not named by numbers.
    const texts = textsOf({ ...key, number: undefined });
    for (const shape of object.shapes) {
        if (shape.kind === "class" && !isError(shape) && hasAccessorNamed(shape, texts))
            frame.refuse(computedKey(span), shapeType(shape));
    }
}

/** Whether the class, or one that it extends, has an accessor of such a name. */
function hasAccessorNamed(shape: ClassShape, texts: readonly string[] | undefined): boolean {
    let at: Shape | undefined = shape;
    for (; at?.kind === "class"; at = at.base) {
        const names = [...at.declaration.accessors.keys()].filter((name) => name !== "constructor");
        if (names.some((name) => texts?.includes(textOfKey(name)) !== false)) return true;
    }
    return at?.kind === "native";
}

/** Object.assign: what the sources have flows into the properties of the target. */
export function assignAll(frame: Frame, span: Span, [target, ...sources]: readonly Type[], accesses: Accesses): void {
    for (const each of target?.shapes ?? []) {
        const shape = withoutAccessors(frame.world, each);
        for (const from of sources.flatMap(({ shapes }) => [...shapes])) {
            const source = listedOf(frame.world, from);
            const isGeneral = source.kind === "general" || shape.kind === "general";
            const place = isGeneral ? generalised(frame.world, shape) : shape;
            if (place.kind === "general") {
                assignToGeneral(frame, span, place, source, accesses);
                continue;
            }
            if (source.kind === "general" && place.kind === "class") {
                // A name that is no field is a TypeError at run time.
                const values = valuesOfGeneral(source, accesses);
                ownOf(frame.world, place).forEach(([name]) => admits(frame, place, textOfKey(name), values));
                continue;
            }
            const own = ownOf(frame.world, source);
            const fits =
                isStruct(shape) &&
                isStruct(source) &&
                own.every(([name, type]) => type !== undefined && admits(frame, shape, textOfKey(name), present(type)));
            if (!fits) frame.refuse(computedKey(span), shapeType(source));
        }
        if (sources.some(({ string }) => string !== undefined)) frame.refuse(computedKey(span), shapeType(shape));
    }
}

/** What the source has under names that are known goes there, all other values anywhere. */
function assignToGeneral(frame: Frame, span: Span, place: GeneralShape, source: Shape, accesses: Accesses): void {
    const { world } = frame;
    const store = (name: string, value: Type): void => {
        accesses.setGeneral(place, name, value);
        world.generals.store(place, name, value);
    };
    if (isStruct(source) && !isError(source)) {
        for (const [name, type] of ownOf(world, source)) {
            if (type === undefined) frame.refuse(computedKey(span), shapeType(source));
            store(name, present(type ?? NEVER));
        }
        return;
    }
    if (source.kind === "general") {
        accesses.getGeneral(source, undefined);
        fieldsWithValues(source).forEach(([name, { type }]) => {
            store(name, present(type));
        });
    }
    const values = source.kind === "general" ? source.others.type : valuesOf(frame, span, shapeType(source), accesses);
    if (isNever(values)) return;
    accesses.setGeneral(place, undefined, values);
    storeAt(world, place, STRING_TYPE, values);
}

/** `key in object`: refused where only a prototype that we do not have could tell. */
export function askKeyed(frame: Frame, { span, ...access }: Access & { readonly key: Operand }): void {
    const key = frame.type(access.key);
    const texts = textsOf(key);
    const isIndex = key.number !== undefined && key.string === undefined;
    if (key.shapes.size > 0) frame.refuse(computedKey(span), key);
    for (const shape of frame.type(access.object).shapes) {
        if (shape.kind === "general") continue;
        if (
            isElements(shape) ? !isIndex && texts?.every(isIndexName) !== true && texts?.length !== 1 : !isStruct(shape)
        )
            frame.refuse(computedKey(span), shapeType(shape));
        else if (isStruct(shape) && !isKnown(shape, texts)) frame.refuse(computedKey(span), shapeType(shape));
    }
}

/** Whether it is known what a prototype says of the names. */
function isKnown(shape: ClassShape | LiteralShape, texts: readonly string[] | undefined): boolean {
    const [text] = texts ?? [];
    if (texts?.length !== 1 || text === undefined) return !isOfPrototype(shape, texts);
    const isNative = shape.kind === "class" && nativeBaseOf(shape);
    return !isNative || findMember(shape, keyOfText(text)) !== undefined || text in Object.prototype;
}

function nativeBaseOf(shape: ClassShape): boolean {
    let at: Shape | undefined = shape;
    while (at?.kind === "class") at = at.base;
    return at !== undefined;
}

const isElements = (shape: Shape): shape is ArrayShape => shape.kind === "array" || isView(shape);

export function transferHasProperty(frame: Frame, instruction: InstructionOf<"hasProperty">): void {
    askKeyed(frame, instruction);
    frame.set(instruction.target, BOOLEAN_TYPE);
}
