/** How texts that name properties are written in the IR. */
import type { Type } from "./type.ts";

/** The field of a native shape for all that an instance of a generic native class holds. */
export const CONTENT = "@@content";

/** The key that a class of the library has its iterator by. */
export const ITERATOR = "@@iterator";
/**
 * The methods of such an iterator: the first goes on and says whether it is at the end, the second
 * gives the value that it has come to.
 */
export const FINISHED = "finished";
export const CURRENT = "current";
/** What a list is made by of all that an iterable of the library gives. */
export const LIST = "listOf";

/**
 * Private names start with `#`, symbols with `@@`; a text that does is another key, which a
 * quotation mark keeps apart.
 */
export function keyOfText(text: string): string {
    return /^(["#]|@@)/.test(text) ? `"${text}` : text;
}

/** The text of a key that keyOfText() made. */
export const textOfKey = (key: string): string => (key.startsWith('"') ? key.slice(1) : key);

/** Names that a number can be the key of. */
export const isNumericName = (name: string): boolean => String(Number(name)) === name;

/** Names that arrays and strings have elements by. */
export function isIndexName(key: string): boolean {
    return /^(0|[1-9][0-9]*)$/.test(key) && Number(key) <= Number.MAX_SAFE_INTEGER;
}

/** The texts that a key can be; undefined: any. */
export function textsOf(key: Type): readonly string[] | undefined {
    if (key.string === "any" || key.number !== undefined) return undefined;
    const words: [boolean, string][] = [
        [key.undefined || key.absent, "undefined"],
        [key.null, "null"],
        [key.true, "true"],
        [key.false, "false"],
    ];
    return [...(key.string ?? []), ...words.filter(([is]) => is).map(([, word]) => word)];
}

/** The property that a key means when it can be nothing but this one text. */
export function constantKey({ number, string, ...others }: Type): string | undefined {
    if (string === undefined || string === "any" || string.size !== 1 || number !== undefined) return undefined;
    const isText = others.shapes.size === 0 && !Object.values(others).includes(true);
    const [text] = string;
    return !isText || text === undefined || isIndexName(text) ? undefined : keyOfText(text);
}

/** The fields of a literal that hold what its accessor runs; no private name has a space. */
export const getterField = (name: string): string => `#get ${name}`;
export const setterField = (name: string): string => `#set ${name}`;

/** The name of the property that a field belongs to. */
export const propertyOfField = (name: string): string => name.replace(/^#[gs]et /, "");

export type Definition = "property" | "getter" | "setter";

/**
 * Defines a property in the order of a literal: one that is there already keeps its place, and an
 * accessor and a value replace each other.
 */
export function defineProperty<T>(fields: Map<string, T>, kind: Definition, name: string, value: T): void {
    const accessor = [getterField(name), setterField(name)];
    const key = kind === "property" ? name : kind === "getter" ? getterField(name) : setterField(name);
    const replaced = kind === "property" ? accessor : [name];
    if (!replaced.some((other) => fields.has(other))) {
        fields.set(key, value);
        return;
    }
    const before = [...fields];
    fields.clear();
    for (const [other, known] of before) {
        if (replaced.includes(other)) fields.set(key, value);
        else fields.set(other, known);
    }
}
