import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Joins what the patterns find in a file of the tree with dots; undefined unless each finds
 * something.
 */
export function textVersion(file: string, patterns: readonly RegExp[]): (folder: string) => string | undefined {
    return (folder) => {
        const place = path.join(folder, file);
        if (!existsSync(place)) return undefined;
        const text = readFileSync(place, "utf8");
        const parts = patterns.map((pattern) => pattern.exec(text)?.[1]);
        return parts.includes(undefined) ? undefined : parts.join(".");
    };
}
