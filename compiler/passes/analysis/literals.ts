/** Object literals, spread and rest, and function values: the shapes that come out of them. */
import { spreadOfElements, tooManyShapes } from "../../diagnostics/diagnostics.ts";
import type { InstructionOf } from "../../ir/instructions.ts";
import { missingOverAccessor } from "../../diagnostics/unsupported.ts";
import { defineProperty, getterField, setterField } from "../../types/keys.ts";
import { canBeTruthy, isNever, join, NEVER, shapeType, UNDEFINED_TYPE } from "../../types/lattice.ts";
import { findMember, isPrivateName, propertiesOf } from "../../types/members.ts";
import type { LiteralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { Accesses } from "./accessors.ts";
import type { Frame } from "./frame.ts";
import type { Transfers } from "./rules.ts";
import type { World } from "./world.ts";
import { isByteView } from "../../types/native-fit.ts";

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
    if (shape?.kind !== "literal") return [];
    world.literals.noteNames(shape);
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
    const accesses = new Accesses(frame);
    let combinations: Properties[] = [new Map<string, Type>()];
    for (const part of instruction.parts) {
        const type = frame.type(part.value);
        if (part.kind !== "spread") {
            combinations.forEach((properties) => defineProperty(properties, part.kind, part.name, type));
            continue;
        }
        if (hasElements(type)) frame.refuse(spreadOfElements(instruction.span), type);
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
            frame.refuse(tooManyShapes(instruction.span));
            combinations.length = 1;
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
    [...type.shapes].some((shape) => shape.kind === "array" || isByteView(shape));

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

function makeLiteral(frame: Frame, instruction: Making, properties: ReadonlyMap<string, Type>): LiteralShape {
    const shape = frame.world.literalAt(frame.key, [...properties.keys()], instruction.span);
    properties.forEach((type, name) => {
        const field = shape.fields.get(name);
        if (field !== undefined) frame.world.growField(field, type);
    });
    return shape;
}

function transferObjectRest(frame: Frame, instruction: InstructionOf<"objectRest">): void {
    const source = frame.type(instruction.source);
    if (hasElements(source)) frame.refuse(spreadOfElements(instruction.span), source);
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
