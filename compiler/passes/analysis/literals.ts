/** Object literals, spread and rest, and function values: the shapes that come out of them. */
import { spreadOfElements, tooManyShapes } from "../../diagnostics/diagnostics.ts";
import type { InstructionOf } from "../../ir/instructions.ts";
import { canBeTruthy, join, NEVER, shapeType } from "../../types/lattice.ts";
import { isPrivateName } from "../../types/members.ts";
import type { LiteralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Frame } from "./frame.ts";
import type { Transfers } from "./rules.ts";
import type { World } from "./world.ts";
import { isByteView } from "../../types/native-fit.ts";

/** Combinations of spread shapes that one literal may have. */
const MAX_COMBINATIONS = 16;

/** Own properties of a shape in order, with what a copy of each holds. */
function ownProperties(world: World, shape: Shape | undefined): [string, Type][] {
    if (shape?.kind === "class") {
        return [
            ...ownProperties(world, shape.base),
            ...[...shape.fields]
                .filter(([name]) => !isPrivateName(name))
                .map(([name, field]): [string, Type] => [name, field.type]),
        ];
    }
    if (shape?.kind !== "literal") return [];
    world.literals.noteNames(shape);
    return [...shape.fields].map(([name, field]): [string, Type] => [name, field.type]);
}

function transferNewObject(frame: Frame, instruction: InstructionOf<"newObject">): void {
    let combinations = [new Map<string, Type>()];
    for (const part of instruction.parts) {
        const type = frame.type(part.value);
        if (part.kind === "property") {
            combinations.forEach((properties) => properties.set(part.name, type));
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
        combinations = combinations.flatMap((properties) =>
            sources.map((source) => spread(frame.world, properties, source)),
        );
        if (combinations.length > MAX_COMBINATIONS) {
            frame.refuse(tooManyShapes(instruction.span));
            combinations.length = 1;
        }
    }
    const literals = combinations.map((properties) => makeLiteral(frame, instruction, properties));
    frame.instance.resolutions.set(instruction, { literals: [...new Set(literals)] });
    frame.set(instruction.target, shapeType(...literals));
}

/** What is iterated by number, where a copy of the own properties would have numbers as names. */
const hasElements = (type: Type): boolean =>
    (type.string !== undefined && canBeTruthy({ ...NEVER, string: type.string })) ||
    [...type.shapes].some((shape) => shape.kind === "array" || isByteView(shape));

function spread(world: World, properties: ReadonlyMap<string, Type>, source: Shape | undefined): Map<string, Type> {
    const result = new Map(properties);
    for (const [name, type] of ownProperties(world, source)) {
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
    const sources: (Shape | undefined)[] = [...source.shapes];
    const literals = [...sources, ...(isPrimitive ? [undefined] : [])].map((shape) => {
        const kept = ownProperties(frame.world, shape).filter(([name]) => !instruction.excluded.includes(name));
        return makeLiteral(frame, instruction, new Map(kept));
    });
    frame.instance.resolutions.set(instruction, { literals: [...new Set(literals)] });
    frame.set(instruction.target, shapeType(...literals));
    frame.lastResult = shapeType(...literals);
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
