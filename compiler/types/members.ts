/**
 * What a property name means on a shape: a field of the object, a method of its class, or a native
 * property.
 */
import type { NativeClass, NativeFunction, NativeProperty, ScriptMethod } from "../bindings/model.ts";
import type { ClassDeclaration, IrFunction } from "../ir/program.ts";
import type { ClassShape, Field, LiteralShape, NativeShape, Shape } from "./shape.ts";

export type Member =
    /** `owner` is the shape whose struct holds the field: the shape itself or one of its bases. */
    | { readonly kind: "field"; readonly owner: ClassShape | LiteralShape | NativeShape; readonly field: Field }
    | { readonly kind: "method"; readonly owner: ClassDeclaration; readonly function: IrFunction }
    | { readonly kind: "nativeMethod"; readonly owner: NativeClass; readonly function: NativeFunction }
    | { readonly kind: "scriptMethod"; readonly alternatives: readonly ScriptMethod[] }
    | { readonly kind: "nativeProperty"; readonly owner: NativeClass; readonly property: NativeProperty };

/**
 * `#name` in the source. A string that looks like one is another key; see lower/property-names.ts.
 */
export const isPrivateName = (name: string): boolean => name.startsWith("#");

/**
 * The field that leads from an instance to the environment of its class, where every evaluation of
 * the class has its own.
 */
export const environmentField = (classId: number): string => `#class:${classId}`;
export const isEnvironmentField = (name: string): boolean => name.startsWith("#class:");

export function findNativeMember(nativeClass: NativeClass, name: string): Member | undefined {
    for (let at: NativeClass | undefined = nativeClass; at !== undefined; at = at.base) {
        const property = at.properties.get(name);
        if (property !== undefined) return { kind: "nativeProperty", owner: at, property };
        const method = at.methods.get(name);
        if (method !== undefined) return { kind: "nativeMethod", owner: at, function: method };
        const alternatives = at.scriptMethods.get(name);
        if (alternatives !== undefined) return { kind: "scriptMethod", alternatives };
    }
    return undefined;
}

/**
 * An own field hides a method of the same name, as in JavaScript; a derived class hides its base.
 */
export function findMember(shape: Shape, name: string): Member | undefined {
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
    }
    for (const owner of chain) {
        const found = owner.kind === "class" ? findMethod(owner.declaration, name) : undefined;
        const member = found ?? (owner.kind === "native" ? findNativeMember(owner.nativeClass, name) : undefined);
        if (member !== undefined) return member;
    }
    return undefined;
}

/** What the name means on the part of an object that a class gives it. */
export function memberOfOwner(shape: Shape, owner: ClassDeclaration, name: string): Member | undefined {
    let at: Shape | undefined = shape;
    while (at?.kind === "class" && at.declaration !== owner) at = at.base;
    return at?.kind === "class" ? findMember(at, name) : undefined;
}

function findMethod(declaration: ClassDeclaration, name: string): Member | undefined {
    const method = declaration.methods.get(name);
    return method === undefined ? undefined : { kind: "method", owner: declaration, function: method };
}

/** The property of the native class that decides what its methods give. */
export function decidingProperty(nativeClass: NativeClass): NativeProperty | undefined {
    for (let native: NativeClass | undefined = nativeClass; native !== undefined; native = native.base) {
        const found = [...native.properties.values()].find(({ initial }) => initial !== undefined);
        if (found !== undefined) return found;
    }
    return undefined;
}
