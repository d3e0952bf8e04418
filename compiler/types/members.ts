/**
 * What a property name means on a shape: a field of the object, a method or accessor of its class,
 * an accessor of its own, or a native property.
 */
import type { NativeClass, NativeFunction, NativeProperty, ScriptMethod } from "../bindings/model.ts";
import type { ClassDeclaration, IrFunction } from "../ir/program.ts";
import { getterField, isNumericName, ITERATOR, propertyOfField, setterField } from "./keys.ts";
import { ABSENT_TYPE, isNever, join, joinAll, NEVER } from "./lattice.ts";
import type { ClassShape, Field, GeneralShape, LiteralShape, NameList, NativeShape, Shape } from "./shape.ts";
import type { Type } from "./type.ts";

export interface FieldMember {
    readonly kind: "field";
    /** The shape whose struct holds the field: the shape itself or one of its bases. */
    readonly owner: ClassShape | LiteralShape | NativeShape;
    readonly field: Field;
}

/** What an accessor runs: a function of a class, or the one that a field of a literal holds. */
export type Accessor = { readonly kind: "function"; readonly function: IrFunction } | FieldMember;

export interface AccessorMember {
    readonly kind: "accessor";
    readonly getter: Accessor | undefined;
    readonly setter: Accessor | undefined;
}

export interface GeneralMember {
    readonly kind: "general";
    readonly owner: GeneralShape;
    readonly name: string;
    /** It is found in the object beside a function, which may be a constructor. */
    readonly beside?: "function" | "constructor";
}

export type Member =
    | FieldMember
    | AccessorMember
    /** It is found at run time, if it is there. */
    | GeneralMember
    | { readonly kind: "method"; readonly owner: ClassDeclaration; readonly function: IrFunction }
    | { readonly kind: "nativeMethod"; readonly owner: NativeClass; readonly function: NativeFunction }
    | { readonly kind: "scriptMethod"; readonly owner: NativeClass; readonly alternatives: readonly ScriptMethod[] }
    | { readonly kind: "nativeProperty"; readonly owner: NativeClass; readonly property: NativeProperty };

/**
 * `#name` in the source. A string that looks like one is another key; see lower/property-names.ts.
 */
export const isPrivateName = (name: string): boolean => name.startsWith("#");

/** Whether the objects note in which order they got some of their properties. */
export const isOrdered = ({ names }: { readonly names?: NameList }): boolean => (names?.late.length ?? 0) > 1;

/**
 * The field that leads from an instance to the environment of its class, where every evaluation of
 * the class has its own.
 */
export const environmentField = (classId: number): string => `#class:${classId}`;
export const isEnvironmentField = (name: string): boolean => name.startsWith("#class:");

export function findNativeMember(nativeClass: NativeClass, name: string): Member | undefined {
    if (name === "constructor" && nativeClass.value !== undefined)
        return { kind: "accessor", getter: accessorOf(nativeClass.value), setter: undefined };
    for (let at: NativeClass | undefined = nativeClass; at !== undefined; at = at.base) {
        const property = at.properties.get(name);
        if (property !== undefined) return { kind: "nativeProperty", owner: at, property };
        const method = at.methods.get(name);
        if (method !== undefined) return { kind: "nativeMethod", owner: at, function: method };
        const alternatives = at.scriptMethods.get(name);
        if (alternatives !== undefined) return { kind: "scriptMethod", owner: at, alternatives };
    }
    return undefined;
}

/** Whether a property of the object is an accessor. */
export const hasAccessors = ({ fields }: LiteralShape | GeneralShape): boolean =>
    [...fields.keys()].some((name) => name !== propertyOfField(name));

/**
 * Whether all that objects of the shape have are properties as an assignment makes them, so that
 * the runtime need not look for anything else.
 */
export const isPlain = (shape: GeneralShape): boolean =>
    !hasAccessors(shape) &&
    [shape.getters, shape.setters, shape.integrity, shape.prototypes].every(({ type }) => isNever(type));

/** Whether the program may freeze, seal or close an object that is not general. */
export const isGuarded = ({ shapes }: Type): boolean =>
    [...shapes].some((shape) => "integrity" in shape && shape.kind !== "general" && !isNever(shape.integrity.type));

/** The objects in which a property of the object is looked for, itself first. */
export function chainOf(shape: GeneralShape): GeneralShape[] {
    const chain = new Set([shape]);
    for (const at of chain) {
        at.prototypes.type.shapes.forEach((next) => {
            if (next.kind === "general") chain.add(next);
        });
    }
    return [...chain];
}

/** Whether what the object lacks itself may be missing at the end of its prototypes too. */
function mayLack(shape: GeneralShape, name: string, seen = new Set<GeneralShape>()): boolean {
    const own = shape.fields.get(name)?.type;
    if (own !== undefined && !own.absent) return false;
    const { null: isNone, shapes } = shape.prototypes.type;
    if (isNone || shapes.size === 0 || seen.has(shape)) return true;
    seen.add(shape);
    return [...shapes].some((next) => next.kind !== "general" || mayLack(next, name, seen));
}

/** The fields that hold values, not the functions of accessors. */
export const valuesOf = ({ fields }: GeneralShape): [string, Field][] =>
    [...fields].filter(([name]) => name === propertyOfField(name));

/** What is found under the name in a general object; `absent` where it can be missing. */
export function generalProperty(shape: GeneralShape, name: string): Type {
    const own = shape.fields.get(name)?.type;
    if (own !== undefined && !own.absent) return join(own, shape.others.type);
    const found = chainOf(shape).map(({ fields, others }) => join(fields.get(name)?.type ?? NEVER, others.type));
    return { ...joinAll(found), absent: mayLack(shape, name) };
}

/** What is called under the name, where that is known before it is looked up. */
export function heldBy(member: Member): Type {
    if (member.kind === "general") return generalProperty(member.owner, member.name);
    return member.kind === "field" ? member.field.type : NEVER;
}

/**
 * Whether the object may lack the property where JavaScript would find one of Object.prototype, so
 * that the runtime has to tell.
 */
export const isStandardMissing = (shape: GeneralShape, name: string): boolean =>
    name in Object.prototype && generalProperty(shape, name).absent;

/** What is found under some name that is made at run time; under one that is a number. */
export function anyProperty(shape: GeneralShape, isNumber = false): Type {
    const isMeant = (name: string): boolean => !isNumber || isNumericName(name);
    const named = (at: GeneralShape): Field[] =>
        valuesOf(at).flatMap(([name, field]) => (isMeant(name) ? [field] : []));
    const places = chainOf(shape).flatMap((at) => [at.others, ...named(at)]);
    return joinAll([ABSENT_TYPE, ...places.map(({ type }) => type)]);
}

/**
 * An own field hides a method of the same name, as in JavaScript; a derived class hides its base.
 */
export function findMember(shape: Shape, name: string): Member | undefined {
    if (shape.kind === "general") return isPrivateName(name) ? undefined : { kind: "general", owner: shape, name };
    const chain: (ClassShape | LiteralShape | NativeShape)[] = [];
    if (shape.kind === "literal" || shape.kind === "native") {
        chain.push(shape);
    } else if (shape.kind === "class") {
        for (let at: ClassShape | NativeShape | undefined = shape; at !== undefined;) {
            chain.push(at);
            at = at.kind === "class" ? at.base : undefined;
        }
    }
    for (const owner of chain) {
        const field = owner.fields.get(name);
        if (field !== undefined) return { kind: "field", owner, field };
        const accessor = owner.kind === "literal" ? ownAccessor(owner, name) : undefined;
        if (accessor !== undefined) return accessor;
    }
    for (const owner of chain) {
        const found = owner.kind === "class" ? ofPrototype(owner.declaration, name) : undefined;
        const member = found ?? (owner.kind === "native" ? findNativeMember(owner.nativeClass, name) : undefined);
        if (member !== undefined) return member;
    }
    return undefined;
}

/** The names of the properties of a literal, in order; an accessor has one, whatever it holds. */
export const propertiesOf = ({ fields }: LiteralShape): string[] => [
    ...new Set([...fields.keys()].map(propertyOfField)),
];

export function methodOf(shape: Shape, name: string): IrFunction | undefined {
    const member = findMember(shape, name);
    return member?.kind === "method" ? member.function : undefined;
}

/** Whether the class of the object has an iterator, as those of the library do. */
export const isIterable = (shape: Shape): boolean => methodOf(shape, ITERATOR) !== undefined;

/** What the name means on the part of an object that a class gives it. */
export function memberOfOwner(shape: Shape, owner: ClassDeclaration, name: string): Member | undefined {
    let at: Shape | undefined = shape;
    while (at?.kind === "class" && at.declaration !== owner) at = at.base;
    return at?.kind === "class" ? findMember(at, name) : undefined;
}

function ofPrototype(declaration: ClassDeclaration, name: string): Member | undefined {
    const accessor = declaration.accessors.get(name);
    if (accessor !== undefined) {
        const { getter, setter } = accessor;
        return { kind: "accessor", getter: getter && accessorOf(getter), setter: setter && accessorOf(setter) };
    }
    const method = declaration.methods.get(name);
    return method === undefined ? undefined : { kind: "method", owner: declaration, function: method };
}

/** An accessor that is a function of the program. */
export const accessorOf = (accessor: IrFunction): Accessor => ({ kind: "function", function: accessor });

function ownAccessor(owner: LiteralShape, name: string): AccessorMember | undefined {
    const [getter, setter] = [owner.fields.get(getterField(name)), owner.fields.get(setterField(name))];
    if (getter === undefined && setter === undefined) return undefined;
    return {
        kind: "accessor",
        getter: getter && { kind: "field", owner, field: getter },
        setter: setter && { kind: "field", owner, field: setter },
    };
}

/** The property of the native class that decides what its methods give. */
export function decidingProperty(nativeClass: NativeClass): NativeProperty | undefined {
    for (let native: NativeClass | undefined = nativeClass; native !== undefined; native = native.base) {
        const found = [...native.properties.values()].find(({ initial }) => initial !== undefined);
        if (found !== undefined) return found;
    }
    return undefined;
}
