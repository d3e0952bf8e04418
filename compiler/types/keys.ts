/** How texts that name properties are written in the IR. */
import type { Type } from "./type.ts";

/**
 * Private names start with `#`; a text that does is another key, which a quotation mark keeps
 * apart.
 */
export function keyOfText(text: string): string {
    return /^["#]/.test(text) ? `"${text}` : text;
}

/** Names that arrays and strings have elements by. */
export function isIndexName(key: string): boolean {
    return /^(0|[1-9][0-9]*)$/.test(key) && Number(key) <= Number.MAX_SAFE_INTEGER;
}

/** The property that a key means when it can be nothing but this one text. */
export function constantKey({ number, string, ...others }: Type): string | undefined {
    if (string === undefined || string === "any" || string.size !== 1 || number !== undefined) return undefined;
    const isText = others.shapes.size === 0 && !Object.values(others).includes(true);
    const [text] = string;
    return !isText || text === undefined || isIndexName(text) ? undefined : keyOfText(text);
}
