/**
 * Instructions that name a property: what the name means on what arrives is found here, once for
 * all who ask.
 */
import type { NativeClass } from "../bindings/model.ts";
import { constantKey } from "../types/keys.ts";
import { NEVER } from "../types/lattice.ts";
import { hasElements } from "../types/native-fit.ts";
import { resolveMembers } from "../types/resolve.ts";
import type { BuiltIns, Found } from "../types/resolve.ts";
import type { Type } from "../types/type.ts";
import type { Arriving } from "./declaration.ts";
import type { Naming } from "./instructions.ts";
import { isLocal } from "./program.ts";
import type { Operand } from "./program.ts";

/** The name of the property: of an index the one text that it can be. */
function nameOf(instruction: Naming, arriving: Pick<Arriving, "type">): string | undefined {
    return "name" in instruction ? instruction.name : constantKey(arriving.type(instruction.index));
}

/**
 * An index that is written as a number is a name on objects without elements; undefined for every
 * other index.
 */
function numberName(index: Operand): string | undefined {
    return !isLocal(index) && index.kind === "constant" && typeof index.value === "number"
        ? String(index.value)
        : undefined;
}

export const propertyName = (instruction: Naming, arriving: Pick<Arriving, "type">): string | undefined =>
    nameOf(instruction, arriving) ?? ("index" in instruction ? numberName(instruction.index) : undefined);

/** Whether the index is a name whatever arrives. */
export const isNamed = (instruction: Naming, arriving: Pick<Arriving, "type">): boolean =>
    nameOf(instruction, arriving) !== undefined;

/**
 * Whether the name of the property is found out at run time: the index can be a text of several, or
 * is none that was written as a number, and the object has no elements. Where all objects are
 * general, there is nothing to tell apart.
 */
export function isKeyed(instruction: Naming, arriving: Pick<Arriving, "type">): boolean {
    if (!("index" in instruction) || isNamed(instruction, arriving)) return false;
    const { string, null: isNull, true: isTrue, false: isFalse } = arriving.type(instruction.index);
    const object = arriving.type(instruction.object);
    const structs = [...withoutElements(object)].filter(({ kind }) => kind !== "general");
    const isPlain = propertyName(instruction, arriving) === undefined;
    const isText = string !== undefined || isNull || isTrue || isFalse;
    const hasElements = object.string !== undefined || withoutElements(object).size < object.shapes.size;
    return (isText && (hasElements || structs.length > 0)) || (isPlain && structs.length > 0);
}

/**
 * The members that the instruction means, one for each shape and kind of primitive that arrives.
 */
export function membersNamed(builtIns: BuiltIns, instruction: Naming, arriving: Pick<Arriving, "type">): Found[] {
    const type = arriving.type(instruction.object);
    const name = propertyName(instruction, arriving);
    if (name === undefined) return [];
    const named = isNamed(instruction, arriving) ? type : { ...NEVER, shapes: withoutElements(type) };
    const found = resolveMembers(builtIns, named, name);
    const owner = "ofClass" in instruction ? instruction.ofClass : undefined;
    return owner === undefined ? found : found.map((each) => genericMember(each, owner, name));
}

/** A method that was taken from a prototype, where the object is of another class. */
function genericMember(found: Found, owner: NativeClass, name: string): Found {
    const alternatives = owner.genericMethods.get(name);
    const isOther = typeof found.of !== "string" && !isOfClass(found.of, owner);
    return alternatives === undefined || !isOther
        ? found
        : { of: found.of, member: { kind: "scriptMethod", owner, alternatives } };
}

/** An instance of a class of the program may have another method of the name. */
export function isOfClass(of: Found["of"], { builtIn, name }: NativeClass): boolean {
    if (typeof of === "string") return of === builtIn;
    if (of.kind === "array" || of.kind === "function") return of.kind === builtIn;
    for (let at = of.kind === "native" ? of.nativeClass : undefined; at !== undefined; at = at.base)
        if (at.name === name) return true;
    return false;
}

const withoutElements = (type: Type): Type["shapes"] =>
    new Set([...type.shapes].filter((shape) => !hasElements(shape)));
