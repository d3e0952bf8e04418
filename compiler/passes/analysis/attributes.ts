/**
 * The functions of Object that define properties, restrict objects and set prototypes. What they
 * are given becomes general where a struct could not follow; freezing leaves structs and arrays as
 * they are, whose writes ask from then on.
 */
import { attributesOf } from "../../diagnostics/unsupported.ts";
import type { AttributeUse } from "../../bindings/model.ts";
import type { Span } from "../../ir/program.ts";
import { getterField, propertyOfField, setterField } from "../../types/keys.ts";
import {
    BOOLEAN_TYPE,
    intType,
    isNever,
    join,
    joinAll,
    NEVER,
    NULL_TYPE,
    present,
    shapeType,
    STRING_TYPE,
    stringsType,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import { generalProperty, valuesOf as fieldsWithValues } from "../../types/members.ts";
import { MAX_LENGTH } from "../../types/numbers.ts";
import type { GeneralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { Accesses } from "./accessors.ts";
import { isClassPart, useClassPart } from "./class-parts.ts";
import type { Frame } from "./frame.ts";
import { changeIntrinsic } from "./intrinsics.ts";
import { ownOf, ownPlace, valuesOf } from "./keyed.ts";
import { namesOf, storeAt } from "./literals.ts";

export interface AttributeCall {
    readonly frame: Frame;
    readonly span: Span;
    readonly args: readonly Type[];
    readonly accesses: Accesses;
}

/** What the call gives; undefined: what its declaration says. */
export function useAttributes(use: AttributeUse, call: AttributeCall): Type | undefined {
    if (isClassPart(use)) return useClassPart(use, call);
    const { args } = call;
    const [object = NEVER, second = UNDEFINED_TYPE, third = UNDEFINED_TYPE] = args;
    switch (use) {
        case "ask":
            return undefined;
        case "freeze":
        case "close":
            object.shapes.forEach((shape) => {
                restrict(call, shape, use);
            });
            return object;
        case "define":
            definable(call, object).forEach((general) => {
                define(call, general, second, third);
            });
            return currentType(call, object);
        case "defineAll":
            definable(call, object).forEach((general) => {
                defineAll(call, general, second);
            });
            return currentType(call, object);
        case "describe":
            return join(shapeType(describe(call, object)), UNDEFINED_TYPE);
        case "describeAll":
            return describeAll(call, object);
        case "create":
            return create(call, object, second);
        case "getPrototype":
            return joinAll(generalsOf(call, object).map(prototypesOf));
        case "newTarget":
            return join(call.frame.world.newTargets(call.frame.instance.origin).type, UNDEFINED_TYPE);
        case "setPrototype":
            generalsOf(call, object).forEach((general) => {
                inherit(call, general, join(second, NULL_TYPE));
            });
            return currentType(call, object);
    }
}

/** The shapes that the set has become. */
const currentType = ({ frame }: AttributeCall, type: Type): Type => ({
    ...type,
    shapes: new Set([...type.shapes].map((shape) => frame.world.literals.current(shape))),
});

/** Objects that get properties or a prototype; what can have none is refused. */
function generalsOf({ frame, span }: AttributeCall, { shapes }: Type): GeneralShape[] {
    return [...shapes].flatMap((each) => {
        const shape = frame.world.literals.current(each);
        if (shape.kind === "general") return [shape];
        if (shape.kind === "literal") return [frame.world.generalise(shape)];
        frame.refuse(attributesOf(span, ""), shapeType(shape));
        return [];
    });
}

/** The same of objects that get properties alone: those of a function lie beside it. */
function definable(call: AttributeCall, { shapes }: Type): GeneralShape[] {
    return [...shapes].flatMap((each) => {
        const place = ownPlace(call.frame.world.literals.current(each));
        return generalsOf(call, shapeType(place));
    });
}

function restrict({ frame, span }: AttributeCall, each: Shape, use: "freeze" | "close"): void {
    const shape = frame.world.literals.current(each);
    const isStruct = shape.kind === "literal" || (shape.kind === "class" && isOwn(shape));
    const isArray = shape.kind === "array" && use === "freeze";
    if (isStruct || isArray || shape.kind === "general") frame.world.growField(shape.integrity, BOOLEAN_TYPE);
    else frame.refuse(attributesOf(span, ""), shapeType(shape));
}

/** Whether all of the object is of classes of the program, which write it by their own code. */
function isOwn(shape: Shape): boolean {
    let at: Shape | undefined = shape;
    while (at?.kind === "class" && at.declaration.isLibrary !== true) at = at.base;
    return at === undefined;
}

/** What a descriptor has under the name; absent where it may have nothing. */
function said({ frame, accesses }: AttributeCall, descriptor: Type, name: string): Type {
    return joinAll(
        [...descriptor.shapes].map((shape) => {
            if (shape.kind === "general") {
                accesses.getGeneral(shape, name);
                return present(generalProperty(shape, name));
            }
            return joinAll(
                ownOf(frame.world, shape).map(([key, type]) => (key === name ? present(type ?? NEVER) : NEVER)),
            );
        }),
    );
}

/** ECMA-262 6.2.6.5; what holds the value first. */
const DESCRIPTOR = ["value", "get", "set", "writable", "enumerable", "configurable"] as const;

function define(call: AttributeCall, general: GeneralShape, key: Type, descriptor: Type): void {
    const { world } = call.frame;
    changeIntrinsic(call.frame, call.span, general, key);
    world.growField(general.integrity, BOOLEAN_TYPE);
    // Getters of all of them run.
    const [value, getter, setter] = DESCRIPTOR.map((name) => said(call, descriptor, name));
    const names = namesOf(key);
    // A property that is defined without a value is undefined.
    storeAt(world, general, key, join(value ?? NEVER, UNDEFINED_TYPE));
    if (names === undefined) {
        world.growField(general.getters, getter ?? NEVER);
        world.growField(general.setters, setter ?? NEVER);
        return;
    }
    for (const name of names) {
        if (getter !== undefined && getter.shapes.size > 0) world.generals.store(general, getterField(name), getter);
        if (setter !== undefined && setter.shapes.size > 0) world.generals.store(general, setterField(name), setter);
    }
}

function defineAll(call: AttributeCall, general: GeneralShape, properties: Type): void {
    const { frame, span, accesses } = call;
    const defineNamed = (name: string, descriptor: Type): void => {
        define(call, general, stringsType(name), descriptor);
    };
    for (const shape of properties.shapes) {
        if (shape.kind === "literal") {
            ownOf(frame.world, shape).forEach(([name, type]) => {
                defineNamed(name, type ?? NEVER);
            });
            continue;
        }
        if (shape.kind === "general") {
            accesses.getGeneral(shape, undefined);
            fieldsWithValues(shape).forEach(([name, { type }]) => {
                defineNamed(name, type);
            });
        }
        const others = shape.kind === "general" ? shape.others.type : valuesOf(frame, span, shapeType(shape), accesses);
        if (!isNever(others)) define(call, general, STRING_TYPE, others);
    }
}

/** A descriptor of a property of any of the objects. */
function describe(call: AttributeCall, object: Type): GeneralShape {
    const { frame, span, accesses } = call;
    const { world } = frame;
    const descriptor = world.generalAt(`descriptor ${frame.key}`, span);
    const held = join(valuesOf(frame, span, object, accesses), UNDEFINED_TYPE);
    world.generals.store(descriptor, "value", held);
    for (const name of DESCRIPTOR.slice(3)) world.generals.store(descriptor, name, BOOLEAN_TYPE);
    for (const shape of object.shapes) {
        if (shape.kind === "array" || object.string !== undefined)
            world.generals.store(descriptor, "value", intType(0, MAX_LENGTH));
        if (shape.kind !== "general") continue;
        for (const [name, { type }] of shape.fields) {
            const property = propertyOfField(name);
            if (name === getterField(property)) world.generals.store(descriptor, "get", type);
            if (name === setterField(property)) world.generals.store(descriptor, "set", type);
        }
        world.generals.store(descriptor, "get", shape.getters.type);
        world.generals.store(descriptor, "set", shape.setters.type);
    }
    return descriptor;
}

function describeAll(call: AttributeCall, object: Type): Type {
    const { frame, span } = call;
    const all = frame.world.generalAt(`descriptors ${frame.key}`, span);
    frame.world.growField(all.others, shapeType(describe(call, object)));
    return shapeType(all);
}

function create(call: AttributeCall, prototype: Type, properties: Type): Type {
    const { frame, span } = call;
    const general = frame.world.generalAt(`created ${frame.key}`, span);
    inherit(call, general, prototype);
    defineAll(call, general, properties);
    return shapeType(general);
}

function inherit(call: AttributeCall, general: GeneralShape, prototype: Type): void {
    const shapes = generalsOf(call, prototype);
    call.frame.world.growField(general.prototypes, {
        ...NEVER,
        null: prototype.null || shapes.length === 0,
        shapes: new Set(shapes),
    });
}

const prototypesOf = (general: GeneralShape): Type => join(general.prototypes.type, NULL_TYPE);
