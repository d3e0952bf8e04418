/** Reflect (ECMA-262 28.1): what Object does, with false in the place of a TypeError. */
import { isBare, isConstructor } from "tspico:object";

function insist(target: unknown, name: string): void {
    const isObject = typeof target === "object" ? target !== null : typeof target === "function";
    if (!isObject) throw new TypeError(`Reflect.${name} called on non-object`);
}

/** CreateListFromArrayLike */
function listOf(list: any): any[] {
    if (Array.isArray(list)) return [...list];
    if (typeof list !== "object" || list === null) throw new TypeError("CreateListFromArrayLike called on non-object");
    const all: any[] = [];
    const length = Number(list.length);
    for (let index = 0; index < length; index++) all.push(list[index]);
    return all;
}

/** What the action throws but a TypeError goes on. */
function failed(error: unknown): boolean {
    if (error instanceof TypeError) return false;
    throw error;
}

export function apply(target: any, thisArgument: any, list: any): any {
    if (typeof target !== "function") throw new TypeError("Function.prototype.apply was called on what is no function");
    return target.apply(thisArgument, listOf(list));
}

export function construct(target: any, list: any): any {
    if (!isConstructor(target)) throw new TypeError("the target is not a constructor");
    return new target(...listOf(list));
}

export function constructFor(target: any, list: any, newTarget: any): any {
    if (!isConstructor(target)) throw new TypeError("the target is not a constructor");
    if (!isConstructor(newTarget)) throw new TypeError("newTarget is not a constructor");
    if (newTarget === target) return new target(...listOf(list));
    // What the target does with the object would show that it has another prototype at first.
    if (!isBare(target)) return undefined;
    const made = new target(...listOf(list));
    const { prototype } = newTarget;
    return typeof prototype === "object" && prototype !== null ? Object.setPrototypeOf(made, prototype) : made;
}

export function defineProperty(target: any, key: any, attributes: any): boolean {
    insist(target, "defineProperty");
    if (typeof attributes !== "object" || attributes === null)
        throw new TypeError("Property description must be an object");
    const copy: any = {};
    if ("enumerable" in attributes) copy.enumerable = attributes.enumerable;
    if ("configurable" in attributes) copy.configurable = attributes.configurable;
    if ("value" in attributes) copy.value = attributes.value;
    if ("writable" in attributes) copy.writable = attributes.writable;
    if ("get" in attributes) copy.get = accessor(attributes.get, "Getter");
    if ("set" in attributes) copy.set = accessor(attributes.set, "Setter");
    if (("get" in copy || "set" in copy) && ("value" in copy || "writable" in copy))
        throw new TypeError("Invalid property descriptor. Cannot both specify accessors and a value or writable");
    try {
        Object.defineProperty(target, key, copy);
        return true;
    } catch (error) {
        return failed(error);
    }
}

function accessor(value: any, name: string): any {
    if (value !== undefined && typeof value !== "function") throw new TypeError(`${name} must be a function`);
    return value;
}

export function deleteProperty(target: any, key: any): boolean {
    insist(target, "deleteProperty");
    try {
        return delete target[key];
    } catch (error) {
        return failed(error);
    }
}

export function get(target: any, key: any): any {
    insist(target, "get");
    return target[key];
}

export function getOwnPropertyDescriptor(target: any, key: any): any {
    insist(target, "getOwnPropertyDescriptor");
    return Object.getOwnPropertyDescriptor(target, key);
}

export function getPrototypeOf(target: any): any {
    insist(target, "getPrototypeOf");
    return Object.getPrototypeOf(target);
}

export function has(target: any, key: any): boolean {
    insist(target, "has");
    return key in target;
}

export function isExtensible(target: any): boolean {
    insist(target, "isExtensible");
    return Object.isExtensible(target);
}

export function ownKeys(target: any): any[] {
    insist(target, "ownKeys");
    return Object.getOwnPropertyNames(target);
}

export function preventExtensions(target: any): boolean {
    insist(target, "preventExtensions");
    Object.preventExtensions(target);
    return true;
}

export function setPrototypeOf(target: any, prototype: any): boolean {
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
