/** Object literals, spread and rest, and function values: the shapes that come out of them. */
import type { InstructionOf, ObjectPart } from "../../ir/instructions.ts";
import { missingOverAccessor } from "../../diagnostics/unsupported.ts";
import { constantKey, defineProperty, getterField, keyOfText, setterField, textsOf } from "../../types/keys.ts";
import {
    canBeTruthy,
    isNever,
    join,
    NEVER,
    present,
    shapeType,
    STRING_TYPE,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import { findMember, isPrivateName, propertiesOf, valuesOf } from "../../types/members.ts";
import type { GeneralShape, LiteralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { Accesses } from "./accessors.ts";
import type { Frame } from "./frame.ts";
import type { Transfers } from "./rules.ts";
import type { World } from "./world.ts";
import { isView, viewElementOf } from "../../types/native-fit.ts";

/** Combinations of spread shapes that one literal may have. */
const MAX_COMBINATIONS = 16;

type Properties = Map<string, Type>;

/**
 * Own properties of a shape in order, with what a copy of each holds: of an accessor what its
 * getter gives. Undefined: a getter does not return.
 */
function ownProperties(
    world: World,
    shape: Shape | undefined,
    accesses: Accesses,
    excluded: readonly string[] = [],
): [string, Type][] | undefined {
    if (shape?.kind === "class") {
        return [
            ...(ownProperties(world, shape.base, accesses, excluded) ?? []),
            ...[...shape.fields]
                .filter(([name]) => !isPrivateName(name) && !excluded.includes(name))
                .map(([name, field]): [string, Type] => [name, field.type]),
        ];
    }
    if (shape?.kind === "general") {
        accesses.getGeneral(shape, undefined);
        const own = valuesOf(shape).filter(([name]) => !excluded.includes(name));
        return own.map(([name, field]): [string, Type] => [name, field.type]);
    }
    if (shape?.kind !== "literal") return [];
    world.noteNames(shape, undefined);
    const properties: [string, Type][] = [];
    for (const name of propertiesOf(shape).filter((each) => !excluded.includes(each))) {
        const member = findMember(shape, name);
        const getter = member?.kind === "accessor" ? member.getter : undefined;
        const given = getter && accesses.run(getter, shape, name);
        if (given !== undefined && isNever(given)) return undefined;
        properties.push([name, given ?? (member?.kind === "field" ? member.field.type : UNDEFINED_TYPE)]);
    }
    return properties;
}

function transferNewObject(frame: Frame, instruction: InstructionOf<"newObject">): void {
    if (isMadeGeneral(frame, instruction)) {
        newGeneral(frame, instruction);
        return;
    }
    const accesses = new Accesses(frame);
    let combinations: Properties[] = [new Map<string, Type>()];
    let name: string | undefined;
    for (const part of instruction.parts) {
        const type = frame.type(part.value);
        if (part.kind === "name") {
            name = constantKey(type);
            continue;
        }
        if (part.kind !== "spread") {
            const key = part.kind === "named" ? name : part.name;
            const kind = part.kind === "named" ? (part.as ?? "property") : part.kind;
            if (key !== undefined) {
                combinations.forEach((properties) => {
                    defineProperty(properties, kind, key, type);
                });
            }
            continue;
        }
        const sources: (Shape | undefined)[] = [...type.shapes];
        if (
            type.undefined ||
            type.null ||
            type.absent ||
            type.number !== undefined ||
            type.true ||
            type.false ||
            sources.length === 0
        )
            sources.push(undefined);
        const copied = sources
            .map((source) => ownProperties(frame.world, source, accesses))
            .filter((own) => own !== undefined);
        combinations = combinations.flatMap((properties) =>
            copied.map((own) => spread(frame, instruction, properties, own)),
        );
        if (combinations.length > MAX_COMBINATIONS) {
            newGeneral(frame, instruction);
            return;
        }
    }
    finish(frame, instruction, combinations, accesses);
}

/** Control does not go on where nothing is made, because getters do not return. */
function finish(frame: Frame, instruction: Making, made: readonly Properties[], accesses: Accesses): void {
    const literals = made.map((properties) => makeLiteral(frame, instruction, properties));
    frame.instance.resolutions.set(instruction, { literals: [...new Set(literals)] });
    accesses.resolve(instruction);
    frame.set(instruction.target, shapeType(...literals));
    frame.lastResult = shapeType(...literals);
}

/** What is iterated by number, where a copy of the own properties would have numbers as names. */
const hasElements = (type: Type): boolean =>
    (type.string !== undefined && canBeTruthy({ ...NEVER, string: type.string })) ||
    [...type.shapes].some((shape) => shape.kind === "array" || isView(shape));

const wasGeneral = ({ instance }: Frame, instruction: Making): boolean =>
    instance.resolutions.get(instruction)?.literals?.some(isGeneral) === true;

/** Whether the names of the object are not known until it is made. */
function makesGeneral(kind: ObjectPart["kind"], type: Type): boolean {
    if (kind === "name") return constantKey(type) === undefined;
    return kind === "spread" && (hasElements(type) || [...type.shapes].some((shape) => shape.kind === "general"));
}

function isMadeGeneral(frame: Frame, instruction: InstructionOf<"newObject">): boolean {
    const { parts } = instruction;
    return (
        wasGeneral(frame, instruction) ||
        parts.some(({ kind, value }) => makesGeneral(kind, frame.type(value))) ||
        frame.world.host.general?.has("objects") === true
    );
}

/** An object of the general kind: what could be told of names that are made at run time is lost. */
function newGeneral(frame: Frame, instruction: Making): void {
    const { world, instance } = frame;
    const before = instance.resolutions.get(instruction)?.literals ?? [];
    const general = before.find(isGeneral) ?? world.generalAt(frame.key, instruction.span);
    // What earlier runs took for literals.
    for (const shape of before) if (shape.kind === "literal") world.literals.become(shape, general);
    const accesses = new Accesses(frame);
    const isMade =
        instruction.op === "newObject"
            ? defineParts(frame, general, instruction, accesses)
            : copyProperties(world, general, frame.type(instruction.source), accesses, instruction.excluded);
    instance.resolutions.set(instruction, { literals: [general] });
    accesses.resolve(instruction);
    const made = isMade ? shapeType(general) : NEVER;
    frame.set(instruction.target, made);
    frame.lastResult = made;
}

const isGeneral = (shape: Shape): shape is GeneralShape => shape.kind === "general";

/** False: a getter of what is spread does not return. */
function defineParts(
    frame: Frame,
    general: GeneralShape,
    { parts }: InstructionOf<"newObject">,
    accesses: Accesses,
): boolean {
    const { generals } = frame.world;
    let name: Type = NEVER;
    let isMade = true;
    for (const part of parts) {
        const type = frame.type(part.value);
        if (part.kind === "property") generals.define(general, part.name, type);
        else if (part.kind === "named" && part.as !== undefined && part.as !== "property")
            defineAccessorAt(frame.world, general, part.as, name, type);
        else if (part.kind === "named") storeAt(frame.world, general, name, type);
        else if (part.kind === "name") name = type;
        else if (part.kind === "spread") isMade = copyProperties(frame.world, general, type, accesses) && isMade;
        else defineAccessor(frame.world, general, part.kind, part.name, type);
    }
    return isMade;
}

function defineAccessor(
    { generals }: World,
    general: GeneralShape,
    kind: "getter" | "setter",
    name: string,
    type: Type,
): void {
    generals.define(general, kind === "getter" ? getterField(name) : setterField(name), type);
}

/** An accessor under a name that is made at run time; what it lacks reads as undefined. */
function defineAccessorAt(world: World, general: GeneralShape, kind: "getter" | "setter", key: Type, type: Type): void {
    const names = namesOf(key);
    names?.forEach((name) => {
        defineAccessor(world, general, kind, name, type);
    });
    if (names === undefined) {
        world.growField(kind === "getter" ? general.getters : general.setters, type);
        world.growField(general.others, UNDEFINED_TYPE);
    }
}

/** Stores under a name that is made at run time. */
export function storeAt(world: World, general: GeneralShape, key: Type, value: Type): void {
    const names = namesOf(key);
    if (names === undefined) world.growField(general.others, value);
    else names.forEach((name) => world.generals.store(general, name, value));
}

/** The names that a key can be, where it can be few. */
export function namesOf(key: Type): string[] | undefined {
    return key.shapes.size > 0 ? undefined : textsOf(key)?.map(keyOfText);
}

/**
 * A copy of the own properties of whatever is spread. False: a getter of all that can arrive does
 * not return.
 */
function copyProperties(
    world: World,
    general: GeneralShape,
    source: Type,
    accesses: Accesses,
    excluded: readonly string[] = [],
): boolean {
    const isPlain = [source.undefined, source.null, source.true, source.false].includes(true);
    let isMade = isPlain || source.shapes.size === 0 || source.number !== undefined || source.string !== undefined;
    if (source.string !== undefined) world.growField(general.others, STRING_TYPE);
    for (const shape of source.shapes) {
        const own = ownProperties(world, shape, accesses, excluded);
        own?.forEach(([name, type]) => {
            world.generals.store(general, name, present(type));
        });
        isMade ||= own !== undefined;
        if (shape.kind === "array") world.growField(general.others, present(shape.element.type));
        else if (isView(shape)) world.growField(general.others, viewElementOf(shape));
        else if (shape.kind === "general") world.growField(general.others, present(shape.others.type));
    }
    return isMade;
}

function spread(
    frame: Frame,
    { span }: Making,
    properties: ReadonlyMap<string, Type>,
    copied: readonly [string, Type][],
): Properties {
    const result = new Map(properties);
    for (const [name, type] of copied) {
        const earlier = result.get(name);
        const isAccessor = result.has(getterField(name)) || result.has(setterField(name));
        if (type.absent && isAccessor) frame.refuse(missingOverAccessor(span, name));
        const value = type.absent && earlier !== undefined ? join({ ...type, absent: false }, earlier) : type;
        defineProperty(result, "property", name, value);
    }
    return result;
}

type Making = InstructionOf<"newObject"> | InstructionOf<"objectRest">;

function makeLiteral(
    frame: Frame,
    instruction: Making,
    properties: ReadonlyMap<string, Type>,
): LiteralShape | GeneralShape {
    const shape = frame.world.literalAt(frame.key, [...properties.keys()], instruction.span);
    properties.forEach((type, name) => {
        const field = shape.fields.get(name);
        if (field !== undefined) frame.world.growField(field, type);
    });
    return shape;
}

function transferObjectRest(frame: Frame, instruction: InstructionOf<"objectRest">): void {
    const source = frame.type(instruction.source);
    if (wasGeneral(frame, instruction) || makesGeneral("spread", source)) {
        newGeneral(frame, instruction);
        return;
    }
    const isPrimitive = source.number !== undefined || source.string !== undefined || source.true || source.false;
    const sources: (Shape | undefined)[] = [...source.shapes, ...(isPrimitive ? [undefined] : [])];
    const accesses = new Accesses(frame);
    const kept = sources
        .map((shape) => ownProperties(frame.world, shape, accesses, instruction.excluded))
        .filter((own) => own !== undefined);
    finish(
        frame,
        instruction,
        kept.map((own) => new Map(own)),
        accesses,
    );
}

function transferMakeFunction(frame: Frame, instruction: InstructionOf<"makeFunction">): void {
    const shape = frame.world.functionValue(instruction.function, frame.instance);
    instruction.captures.forEach((capture, index) => {
        const local = instruction.function.captures[index];
        if (local !== undefined) frame.world.capture(shape, local, frame.type(capture));
    });
    frame.instance.resolutions.set(instruction, { functionShape: shape });
    frame.set(instruction.target, shapeType(shape));
}

export const objectTransfers: Transfers<"newObject" | "objectRest" | "makeFunction" | "methodReference"> = {
    newObject: transferNewObject,
    objectRest: transferObjectRest,
    makeFunction: transferMakeFunction,
    methodReference: (frame, { target, owner, name }) => {
        const method = owner.methods.get(name);
        frame.set(target, method === undefined ? NEVER : shapeType(frame.world.functionValue(method, undefined)));
    },
};
