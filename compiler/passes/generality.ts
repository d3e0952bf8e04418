/**
 * What is built in its general form though more is proven, `--general`: each proof can be left out
 * alone, so that a test tells which one was wrong.
 */
const PARTS = {
    classes: "each class that can be is a function with objects beside it",
    objects: "each object literal is a property map",
    elements: "the elements of all arrays are tagged values",
    values: "each variable, field, parameter and result is a tagged value",
    shortcuts: "texts, closures and calls are made as the program writes them",
} as const;

export type GeneralPart = keyof typeof PARTS;
export type Generality = ReadonlySet<GeneralPart>;

export const GENERAL_PARTS = Object.keys(PARTS) as readonly GeneralPart[];
export const NOTHING_GENERAL: Generality = new Set();

const isPart = (text: string): text is GeneralPart => Object.hasOwn(PARTS, text);

/** All parts for `true`; otherwise those of a list, `objects,values`. */
export function parseGenerality(list: string | true): Generality | { readonly unknown: string } {
    const words = list === true ? GENERAL_PARTS : list.split(",");
    const unknown = words.find((word) => !isPart(word));
    return unknown === undefined ? new Set(words.filter(isPart)) : { unknown };
}
