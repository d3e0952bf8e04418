/**
 * What a test of the suite says of itself, in the comment at its top; INTERPRETING.md of the suite
 * describes it.
 */

/** The error that a test must end with. */
export interface Negative {
    readonly phase: "parse" | "early" | "resolution" | "runtime";
    readonly type: string;
}

export interface Metadata {
    readonly flags: readonly string[];
    readonly features: readonly string[];
    readonly includes: readonly string[];
    readonly negative: Negative | undefined;
}

/**
 * The part of YAML that the suite uses: `key: [a, b]`, and lists and values indented below a key.
 */
export function readMetadata(text: string): Metadata {
    const block = /\/\*---\r?\n?([^]*?)---\*\//.exec(text)?.[1]?.replaceAll(/\r\n?/g, "\n") ?? "";
    const phase = /^ +phase: *(\w+)/m.exec(bodyOf(block, "negative"))?.[1];
    const type = /^ +type: *(\w+)/m.exec(bodyOf(block, "negative"))?.[1];
    return {
        flags: listOf(block, "flags"),
        features: listOf(block, "features"),
        includes: listOf(block, "includes"),
        negative: isPhase(phase) && type !== undefined ? { phase, type } : undefined,
    };
}

const isPhase = (word: string | undefined): word is Negative["phase"] =>
    word === "parse" || word === "early" || word === "resolution" || word === "runtime";

/** What stands behind a key, and in the indented lines below. */
function bodyOf(block: string, key: string): string {
    return new RegExp(`^${key}:((?:.*)(?:\\n[ -].*)*)`, "m").exec(block)?.[1] ?? "";
}

function listOf(block: string, key: string): readonly string[] {
    const body = bodyOf(block, key).replaceAll(/#.*$/gm, "");
    return body
        .split(/[[\],\n]|^\s*- |\n\s*- /)
        .map((word) => word.replace(/^\s*-\s+/, "").trim())
        .filter((word) => word !== "");
}
