/**
 * The JSDoc tags of a declaration, read as text: `@name value`. docs/native-classes.md describes
 * them.
 */
import { type JSDoc, Node } from "ts-morph";
import { type DiagnosticBag } from "../diagnostics/bag.ts";
import { bindingTagInvalid } from "../diagnostics/diagnostics.ts";
import { spanOf } from "../load/span.ts";
import { type ArrayChange, type AttributeUse, type BuiltIn, type NamedError, type ViewKind } from "./model.ts";

export type TagName =
    | "native"
    | "setter"
    | "header"
    | "shape"
    | "range"
    | "script"
    | "constant"
    | "numeric"
    | "borrows"
    | "literal"
    | "reader"
    | "requires"
    | "builtin"
    | "counted"
    | "elements"
    | "set"
    | "default"
    | "takes"
    | "primitive"
    | "hint"
    | "more"
    | "objects"
    | "holding"
    | "invokes"
    | "names"
    | "gives"
    | "attributes"
    | "changes"
    | "raises"
    | "asks"
    | "generic"
    | "fewer"
    | "when";

/** A file of this repository and what it exports. */
const SCRIPT = /^[\w.-]+(\/[\w.-]+)*\.ts#[A-Za-z_]\w*$/;

const patterns: Record<TagName, RegExp> = {
    native: /^(struct )?[A-Za-z_]\w*$/,
    setter: /^[A-Za-z_]\w*$/,
    header: /^[\w.-]+(\/[\w.-]+)*\.h$/,
    shape: /^[A-Za-z_]\w*$/,
    range: /^-?\d+ -?\d+$/,
    script: SCRIPT,
    constant: /^(NaN|-?Infinity|-?\d+(\.\d+)?(e[+-]?\d+)?|"[^"\\]*")$/,
    numeric: /^[A-Za-z_]\w*( [A-Za-z_]\w*)*$/,
    borrows: /^[A-Za-z_]\w*$/,
    literal: /^[A-Za-z_]\w*$/,
    reader: /^[A-Za-z_]\w*$/,
    requires: /^[A-Za-z_]\w*$/,
    default: /^\S+$/,
    takes: /^(first|last)$/,
    primitive: /^(number|string)$/,
    hint: /^(default|number|string)$/,
    more: SCRIPT,
    counted: SCRIPT,
    objects: /^[A-Za-z_]\w*$/,
    holding: /^[A-Za-z_]\w*$/,
    invokes: /^(self|text)$/,
    names: /^(own|nested|all)$/,
    gives: /^(names|values|members|json)$/,
    attributes: /^(ask|close|create|define|defineAll|describe|describeAll|freeze|getPrototype|setPrototype)$/,
    changes: /^(add|remove|write|length)$/,
    raises: /^(SyntaxError|URIError)$/,
    generic: SCRIPT,
    fewer: SCRIPT,
    asks: /^(constructor|bare)$/,
    when: /^[A-Za-z_]\w* \S+$/,
    set: /^(abs|floor|ceil|round|trunc|min|max)$/,
    builtin: /^(string|number|boolean|array|function|error)$/,
    elements: /^(int8|uint8|clamped|int16|uint16|int32|uint32|float32|float64)$/,
};

export class Tags {
    private readonly values: ReadonlyMap<string, string>;
    private readonly node: Node;
    private readonly diagnostics: DiagnosticBag;

    constructor(node: Node, diagnostics: DiagnosticBag) {
        this.node = node;
        this.diagnostics = diagnostics;
        this.values = parse(documentationOf(node));
    }

    has(
        name:
            | "throws"
            | "pure"
            | "absent"
            | "further"
            | "appends"
            | "keeps"
            | "assigns"
            | "apart"
            | "iterates"
            | "checker"
            | "puts"
            | TagName,
    ): boolean {
        return this.values.has(name);
    }

    /** What `@constant` says: a number, or a text between quotes. */
    constant(): number | string | undefined {
        const text = this.get("constant");
        if (text === undefined) return undefined;
        return text.startsWith('"') ? text.slice(1, -1) : Number(text);
    }

    /** Undefined when the tag is absent or its value is not valid, which is reported. */
    get(name: TagName): string | undefined {
        const value = this.values.get(name);
        if (value === undefined) return undefined;
        if (patterns[name].test(value)) return value;
        this.diagnostics.add(bindingTagInvalid(spanOf(this.node), `@${name}`, value));
        return undefined;
    }

    builtIn(): BuiltIn | undefined {
        // The pattern of the tag has the same words.
        return this.get("builtin") as BuiltIn | undefined;
    }

    raises(): NamedError | undefined {
        return this.get("raises") as NamedError | undefined;
    }

    attributes(): AttributeUse | undefined {
        return this.get("attributes") as AttributeUse | undefined;
    }

    changes(): ArrayChange | undefined {
        return this.get("changes") as ArrayChange | undefined;
    }

    elements(): ViewKind | undefined {
        return this.get("elements") as ViewKind | undefined;
    }

    /** Which primitive an object becomes. */
    primitive(): "number" | "string" | undefined {
        const value = this.get("primitive");
        return value === "number" || value === "string" ? value : undefined;
    }

    /** Which primitive it becomes where it is an argument. */
    hint(): "default" | "number" | "string" | undefined {
        const value = this.get("hint");
        return value === "default" || value === "number" || value === "string" ? value : undefined;
    }

    range(): { min: number; max: number } | undefined {
        const text = this.get("range");
        if (text === undefined) return undefined;
        const [min = Number.NaN, max = Number.NaN] = text.split(" ").map(Number);
        if (min <= max) return { min, max };
        this.diagnostics.add(bindingTagInvalid(spanOf(this.node), "@range", text));
        return undefined;
    }
}

function documentationOf(node: Node): string {
    const owner = Node.isVariableDeclaration(node) ? node.getVariableStatement() : node;
    const comments: JSDoc[] = owner !== undefined && Node.isJSDocable(owner) ? owner.getJsDocs() : [];
    return comments.at(-1)?.getInnerText() ?? "";
}

/** A tag begins after a blank; prose may stand before it. `{@link X}` is prose. */
function parse(text: string): ReadonlyMap<string, string> {
    const parts = text.split(/(?:^|\s)@(?=\w)/).slice(1);
    return new Map(
        parts.map((part) => {
            const name = /^\w+/.exec(part)?.[0] ?? "";
            return [name, part.slice(name.length).trim().replace(/\s+/g, " ")];
        }),
    );
}
