/** What ECMA-262's objects are like, by those of the JavaScript that runs the compiler. */

/** `Array.prototype`, `Math`. */
export function standardObject(path: string): object {
    let at: unknown = globalThis;
    for (const name of path.split("."))
        at = at === undefined || at === null ? undefined : Reflect.get(Object(at), name);
    return typeof at === "object" || typeof at === "function" ? (at ?? {}) : {};
}

/** What editions after that of 2023 have added. */
const LATER: ReadonlySet<string> = new Set(
    ["maxByteLength", "resizable", "resize"].map((name) => `ArrayBuffer.prototype.${name}`),
);

/** Whether the language has the property in the edition that the library follows. */
export const isOfEdition = (object: string, name: string): boolean => !LATER.has(`${object}.${name}`);

/** Its own names; those that are symbols start with `@@`. */
export function namesOf(object: object): string[] {
    return Reflect.ownKeys(object).map((key) =>
        typeof key === "symbol" ? `@@${key.description?.replace(/^Symbol\./, "") ?? ""}` : key,
    );
}

/** The `length` of a function, `Array.prototype.at`; otherwise what the library takes. */
export function lengthOf(path: string, otherwise: number): number {
    const found = standardObject(path);
    return typeof found === "function" ? found.length : otherwise;
}
