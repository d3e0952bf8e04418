/**
 * What a property name means on the values of a set: one answer for each shape, and for each kind
 * of primitive.
 */
import type { BuiltIn, NativeClass } from "../bindings/model.ts";
import { hasDetails } from "../ir/program.ts";
import type { AsClass } from "../ir/program.ts";
import { NEVER } from "./lattice.ts";
import { accessorOf, findMember, findNativeMember, isPrivateName } from "./members.ts";
import type { Member } from "./members.ts";
import { isBoolean } from "./predicates.ts";
import type { FunctionShape, Shape } from "./shape.ts";
import type { Type } from "./type.ts";

/** The native classes whose members values have that are no instances of a class. */
export type BuiltIns = ReadonlyMap<BuiltIn, NativeClass>;

export const builtInsOf = (classes: Iterable<NativeClass>): BuiltIns =>
    new Map([...classes].flatMap((one) => (one.builtIn === undefined ? [] : [[one.builtIn, one] as const])));

export type Primitive = "string" | "number" | "boolean";

export interface Found {
    /** Whose member it is. */
    readonly of: Shape | Primitive;
    /** Undefined: there is none of that name. */
    readonly member: Member | undefined;
}

export function resolveMembers(builtIns: BuiltIns, type: Type, name: string): Found[] {
    const ofBuiltIn = (kind: BuiltIn): Member | undefined => {
        const nativeClass = builtIns.get(kind);
        return nativeClass === undefined ? undefined : findNativeMember(nativeClass, name);
    };
    const ofShape = (shape: Shape): Member | undefined => {
        if (shape.kind === "function") {
            return (
                ofClass(shape.function.asClass, name) ??
                (isStatic(shape, name) ? undefined : ofBuiltIn("function")) ??
                beside(shape, name)
            );
        }
        return shape.kind === "array" ? ofBuiltIn("array") : findMember(shape, name);
    };
    return [
        ...[...type.shapes].map((shape): Found => ({ of: shape, member: ofShape(shape) })),
        ...primitivesOf(type).map((kind): Found => ({ of: kind, member: ofBuiltIn(kind) })),
    ];
}

/** What a class in general form has under a name that all functions have. */
const isStatic = ({ function: { classForm } }: FunctionShape, name: string): boolean =>
    classForm !== undefined && (name === "name" || name === "length" || classForm.statics.has(name));

/** A property that the program gives a function; what Function.prototype has is another matter. */
function beside(shape: FunctionShape, name: string): Member | undefined {
    const { asClass, isConstructor } = shape.function;
    const isDetail = name === "name" || name === "length";
    const isKnown = isDetail ? hasDetails(shape.function) : !(name in Function.prototype);
    const isOwn = isStatic(shape, name) || (name === "prototype" ? isConstructor === true : isKnown);
    if (asClass !== undefined || !isOwn || isPrivateName(name)) return undefined;
    return {
        kind: "general",
        owner: shape.beside(),
        name,
        beside: isConstructor === true ? "constructor" : "function",
    };
}

/** A static member of the class that a value is. */
function ofClass(asClass: AsClass | undefined, name: string): Member | undefined {
    const member = asClass?.statics.get(name);
    if (member?.kind !== "accessor") return member;
    const { getter, setter } = member;
    return { kind: "accessor", getter: getter && accessorOf(getter), setter: setter && accessorOf(setter) };
}

function primitivesOf(type: Type): Primitive[] {
    const kinds: [boolean, Primitive][] = [
        [type.string !== undefined, "string"],
        [type.number !== undefined, "number"],
        [isBoolean(type), "boolean"],
    ];
    return kinds.filter(([has]) => has).map(([, kind]) => kind);
}

/** The part of a set that is of the shape or kind. */
export function onlyOf(type: Type, of: Found["of"]): Type {
    switch (of) {
        case "string":
            return { ...NEVER, string: type.string };
        case "number":
            return { ...NEVER, number: type.number };
        case "boolean":
            return { ...NEVER, true: type.true, false: type.false };
        default:
            return { ...NEVER, shapes: new Set([of]) };
    }
}
