/** What a spread, a rest or Array.from takes out of an iterable of the library. */

export function listOf<T>(this: Iterable<T>): T[] {
    const list: T[] = [];
    for (const value of this) list.push(value);
    return list;
}
