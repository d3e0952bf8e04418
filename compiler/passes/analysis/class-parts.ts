/**
 * What the runtime does for classes in general form and for `super`: where members go, and what is
 * found in the prototype of the object that holds a method.
 */
import { attributesOf } from "../../diagnostics/unsupported.ts";
import { unknownProperty } from "../../diagnostics/diagnostics.ts";
import type { AttributeUse } from "../../bindings/model.ts";
import { constantKey, getterField, setterField } from "../../types/keys.ts";
import {
    BOOLEAN_TYPE,
    intType,
    isNever,
    join,
    joinAll,
    NEVER,
    present,
    shapeType,
    STRING_TYPE,
    UNDEFINED_TYPE,
} from "../../types/lattice.ts";
import { anyProperty, generalProperty } from "../../types/members.ts";
import { MAX_LENGTH } from "../../types/numbers.ts";
import { onlyStrings } from "../../types/predicates.ts";
import type { GeneralShape, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { AttributeCall } from "./attributes.ts";
import type { Frame } from "./frame.ts";
import { namesOf, storeAt } from "./literals.ts";
import { functionsOf } from "./natives.ts";

export type ClassPart = Extract<AttributeUse, `class${string}` | `super${string}`>;

export const isClassPart = (use: AttributeUse): use is ClassPart => /^(class|super)[A-Z]/.test(use);

/** What the call gives; undefined: nothing. */
export function useClassPart(use: ClassPart, call: AttributeCall): Type | undefined {
    const [home = NEVER, key = NEVER, value = NEVER, written = NEVER] = call.args;
    switch (use) {
        case "classLink":
            link(call);
            return undefined;
        case "classMethod":
            member(call, home, key, (general, name) => {
                call.frame.world.generals.define(general, name, value);
            });
            return undefined;
        case "classGetter":
            accessor(call, home, key, value, getterField);
            return undefined;
        case "classSetter":
            accessor(call, home, key, value, setterField);
            return undefined;
        case "classField":
            homesOf(call, home).forEach((general) => {
                storeAt(call.frame.world, general, key, value);
            });
            return undefined;
        case "classKey":
            return onlyStrings(home) ? home : join(STRING_TYPE, intType(0, MAX_LENGTH));
        case "superRead":
            return readSuper(call, home, key, value);
        case "superWrite":
            writeSuper(call, home, key, value, written);
            return undefined;
    }
}

/** The objects that get members: of a function the one beside it. */
function homesOf({ frame, span }: AttributeCall, { shapes }: Type): GeneralShape[] {
    return [...shapes].flatMap((each) => {
        const shape = frame.world.literals.current(each);
        if (shape.kind === "general") return [shape];
        if (shape.kind === "function" && shape.function.asClass === undefined) return [shape.beside()];
        if (shape.kind === "literal") return [frame.world.generalise(shape)];
        frame.refuse(attributesOf(span, ""), shapeType(shape));
        return [];
    });
}

/** The class has its prototype, and the object beside it that of the base class. */
function link(call: AttributeCall): void {
    const { frame, args } = call;
    const { world } = frame;
    const [self = NEVER, prototype = NEVER, base = NEVER, name = NEVER] = args;
    const prototypes = homesOf(call, prototype);
    for (const general of prototypes) {
        world.growField(general.integrity, BOOLEAN_TYPE);
        world.generals.define(general, "constructor", self);
    }
    const bases = functionsOf(base).filter(({ function: { asClass } }) => asClass === undefined);
    for (const shape of functionsOf(self)) {
        const beside = shape.beside();
        world.generals.define(beside, "prototype", shapeType(...prototypes));
        world.generals.define(beside, "name", name);
        world.generals.define(beside, "length", intType(0, MAX_LENGTH));
        if (bases.length === 0) continue;
        world.growField(beside.prototypes, {
            ...NEVER,
            null: base.undefined || base.null,
            shapes: new Set(bases.map((each) => each.beside())),
        });
    }
}

function member(
    call: AttributeCall,
    home: Type,
    key: Type,
    define: (general: GeneralShape, name: string) => void,
): void {
    const { world } = call.frame;
    const names = namesOf(key);
    for (const general of homesOf(call, home)) {
        world.growField(general.integrity, BOOLEAN_TYPE);
        if (names === undefined) {
            storeAt(world, general, key, call.args[2] ?? NEVER);
        } else if (names.length === 1) {
            names.forEach((name) => {
                define(general, name);
            });
        } else {
            storeAt(world, general, key, call.args[2] ?? NEVER);
        }
    }
}

function accessor(call: AttributeCall, home: Type, key: Type, value: Type, fieldOf: typeof getterField): void {
    const { world } = call.frame;
    const names = namesOf(key);
    for (const general of homesOf(call, home)) {
        world.growField(general.integrity, BOOLEAN_TYPE);
        names?.forEach((name) => {
            world.generals.store(general, fieldOf(name), value);
            world.generals.store(general, name, UNDEFINED_TYPE);
        });
        if (names !== undefined) continue;
        world.growField(fieldOf === getterField ? general.getters : general.setters, value);
        world.growField(general.others, UNDEFINED_TYPE);
    }
}

/** The objects in which a property of `super` is looked for; undefined: in Object.prototype. */
function prototypesOf(frame: Frame, home: Type): (GeneralShape | undefined)[] {
    return [...home.shapes].flatMap((each): (GeneralShape | undefined)[] => {
        const shape: Shape = frame.world.literals.current(each);
        const holder = shape.kind === "function" ? shape.beside() : shape;
        if (holder.kind !== "general") return [undefined];
        frame.world.noteNames(holder, undefined);
        const { shapes, null: isNull } = holder.prototypes.type;
        const found = [...shapes].flatMap((found) => (found.kind === "general" ? [found] : []));
        return found.length === 0 || isNull ? [...found, undefined] : found;
    });
}

function readSuper(call: AttributeCall, home: Type, key: Type, self: Type): Type {
    const { frame, span, accesses } = call;
    const name = constantKey(key);
    const isInherited = (text: string): boolean =>
        text in Object.prototype || (functionsOf(home).length > 0 && text in Function.prototype);
    const found = prototypesOf(frame, home).map((holder) => {
        if (holder === undefined) {
            if (name !== undefined && isInherited(name)) frame.refuse(unknownProperty(span, name), home);
            return UNDEFINED_TYPE;
        }
        accesses.getGeneral(holder, name, self);
        const type = name === undefined ? anyProperty(holder) : generalProperty(holder, name);
        if (name !== undefined && isInherited(name) && isNever({ ...type, absent: false }))
            frame.refuse(unknownProperty(span, name), home);
        return present(type);
    });
    return joinAll(found);
}

function writeSuper(call: AttributeCall, home: Type, key: Type, self: Type, value: Type): void {
    const { frame, accesses } = call;
    const name = constantKey(key);
    for (const holder of prototypesOf(frame, home))
        if (holder !== undefined) accesses.setGeneral(holder, name, value, self);
    for (const general of homesOf(call, self)) storeAt(frame.world, general, key, value);
}
