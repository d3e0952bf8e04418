/** Reflect (ECMA-262 28.1): what Object does, with false in the place of a TypeError. */
import { isBare, isConstructor } from "tspico:object";

type Bag = Record<PropertyKey, unknown>;
type Called = (this: unknown, ...list: unknown[]) => unknown;
type Made = new (...list: unknown[]) => object;

function insist(target: unknown, name: string): void {
    const isObject = typeof target === "object" ? target !== null : typeof target === "function";
    if (!isObject) throw new TypeError(`Reflect.${name} called on non-object`);
}

/** CreateListFromArrayLike */
function listOf(list: unknown): unknown[] {
    if (Array.isArray(list)) return [...(list as unknown[])];
    if (typeof list !== "object" || list === null) throw new TypeError("CreateListFromArrayLike called on non-object");
    const all: unknown[] = [];
    const length = Number((list as Bag)["length"]);
    for (let index = 0; index < length; index++) all.push((list as Bag)[index]);
    return all;
}

/** What the action throws but a TypeError goes on. */
function failed(error: unknown): boolean {
    if (error instanceof TypeError) return false;
    throw error;
}

export function apply(target: Called, thisArgument: unknown, list: unknown): unknown {
    if (typeof target !== "function") throw new TypeError("Function.prototype.apply was called on what is no function");
    return target.apply(thisArgument, listOf(list));
}

export function construct(target: Made, list: unknown): object {
    if (!isConstructor(target)) throw new TypeError("the target is not a constructor");
    return new target(...listOf(list));
}

export function constructFor(target: Made, list: unknown, newTarget: unknown): object {
    if (!isConstructor(target)) throw new TypeError("the target is not a constructor");
    if (!isConstructor(newTarget)) throw new TypeError("newTarget is not a constructor");
    if (newTarget === target) return new target(...listOf(list));
    // What the target does with the object would show that it has another prototype at first.
    if (!isBare(target)) throw new TypeError("the target uses its object");
    const made = new target(...listOf(list));
    const { prototype } = newTarget as { readonly prototype: unknown };
    if (typeof prototype === "object" && prototype !== null) Object.setPrototypeOf(made, prototype);
    return made;
}

export function defineProperty(target: object, key: PropertyKey, attributes: Bag): boolean {
    insist(target, "defineProperty");
    mustBeObject(attributes);
    const copy: PropertyDescriptor = {};
    if ("enumerable" in attributes) copy.enumerable = attributes["enumerable"] as boolean;
    if ("configurable" in attributes) copy.configurable = attributes["configurable"] as boolean;
    if ("value" in attributes) copy.value = attributes["value"];
    if ("writable" in attributes) copy.writable = attributes["writable"] as boolean;
    if ("get" in attributes) copy.get = accessor(attributes["get"], "Getter") as () => unknown;
    if ("set" in attributes) copy.set = accessor(attributes["set"], "Setter") as () => void;
    if (("get" in copy || "set" in copy) && ("value" in copy || "writable" in copy))
        throw new TypeError("Invalid property descriptor. Cannot both specify accessors and a value or writable");
    try {
        Object.defineProperty(target, key, copy);
        return true;
    } catch (error) {
        return failed(error);
    }
}

function mustBeObject(attributes: unknown): void {
    if (typeof attributes !== "object" || attributes === null)
        throw new TypeError("Property description must be an object");
}

function accessor(value: unknown, name: string): unknown {
    if (value !== undefined && typeof value !== "function") throw new TypeError(`${name} must be a function`);
    return value;
}

export function deleteProperty(target: Bag, key: PropertyKey): boolean {
    insist(target, "deleteProperty");
    try {
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- what Reflect.deleteProperty is
        return delete target[key];
    } catch (error) {
        return failed(error);
    }
}

export function get(target: Bag, key: PropertyKey): unknown {
    insist(target, "get");
    return target[key];
}

export function getOwnPropertyDescriptor(target: object, key: PropertyKey): unknown {
    insist(target, "getOwnPropertyDescriptor");
    return Object.getOwnPropertyDescriptor(target, key);
}

export function getPrototypeOf(target: object): unknown {
    insist(target, "getPrototypeOf");
    return Object.getPrototypeOf(target);
}

export function has(target: object, key: PropertyKey): boolean {
    insist(target, "has");
    return key in target;
}

export function isExtensible(target: object): boolean {
    insist(target, "isExtensible");
    return Object.isExtensible(target);
}

export function ownKeys(target: object): string[] {
    insist(target, "ownKeys");
    return Object.getOwnPropertyNames(target);
}

export function preventExtensions(target: object): boolean {
    insist(target, "preventExtensions");
    Object.preventExtensions(target);
    return true;
}

export function setPrototypeOf(target: object, prototype: unknown): boolean {
    insist(target, "setPrototypeOf");
    if (typeof prototype !== "object" && typeof prototype !== "function")
        throw new TypeError("Object prototype may only be an Object or null");
    try {
        Object.setPrototypeOf(target, prototype);
        return true;
    } catch (error) {
        return failed(error);
    }
}
