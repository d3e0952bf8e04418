/** Literals: numbers as C text, strings as constants in flash, one for each text of the program. */
import { list, literal } from "../c/ast.ts";
import type { CDeclaration, CExpression } from "../c/ast.ts";
import { addressOf, identifier } from "../c/ast.ts";
import type { NameScope } from "./names.ts";

export function isInt32(value: number): boolean {
    return (value | 0) === value && !Object.is(value, -0);
}

export function int32Literal(value: number): CExpression {
    return literal(value === -2147483648 ? "INT32_MIN" : String(value));
}

export const uint32Literal = (value: number): CExpression => literal(`${value}u`);

/** Decimal text that reads back as the same double: JavaScript's own shortest form is one. */
export function doubleLiteral(value: number): CExpression {
    if (Number.isNaN(value)) return literal("TSP_NAN");
    if (!Number.isFinite(value)) return literal(value < 0 ? "-TSP_INFINITY" : "TSP_INFINITY");
    const text = Object.is(value, -0) ? "-0" : String(value);
    return literal(/[.e]/.test(text) ? text : `${text}.0`);
}

const QUESTION_MARK = 63;

/**
 * A C string literal of Latin-1 units; in messages, which are all Latin-1, a name may have others,
 * which become question marks. Octal escapes have three digits, so that what follows cannot join
 * them; `?` breaks trigraphs.
 */
export function latin1Text(text: string): string {
    const body = Array.from(text, (unit) => {
        const code = unit.charCodeAt(0);
        if (unit === '"' || unit === "\\") return `\\${unit}`;
        const isPlain = code >= 32 && code < 127 && unit !== "?";
        return isPlain ? unit : `\\${(code > 255 ? QUESTION_MARK : code).toString(8).padStart(3, "0")}`;
    });
    return `"${body.join("")}"`;
}

/** Texts without a letter or digit, by their names. */
const NAMES = new Map([
    ["", "empty"],
    [" ", "space"],
    ["\n", "newline"],
    ["\r\n", "crlf"],
    ["\r\n\r\n", "crlf_crlf"],
    ["\t", "tab"],
    [",", "comma"],
    [", ", "comma_space"],
    [".", "dot"],
    [":", "colon"],
    [": ", "colon_space"],
    ["-", "dash"],
    ["/", "slash"],
    ['"', "quote"],
]);

/** Characters of a name that say which text it is. */
const LONGEST_NAME = 32;

function nameOf(kind: string, text: string): string {
    const words = text.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "").replace(/[^A-Za-z0-9]+/g, "_");
    return `${kind}_${NAMES.get(text) ?? words.slice(0, LONGEST_NAME)}`.replace(/_$/, "");
}

/** The runtime has the texts of one Latin-1 unit. */
const unitString = (code: number): CExpression => ({
    kind: "index",
    object: identifier("tsp_unit_strings"),
    index: literal(String(code)),
});

/** The program's string constants, declared in program.h and defined in program.c. */
export class StringPool {
    private readonly names = new Map<string, string>();
    private readonly scope: NameScope;

    constructor(scope: NameScope) {
        this.scope = scope;
    }

    reference(text: string): CExpression {
        if (/^[\0-\xff]$/.test(text)) return addressOf(unitString(text.charCodeAt(0)));
        let name = this.names.get(text);
        if (name === undefined) {
            name = this.scope.unique(nameOf("text", text));
            this.names.set(text, name);
        }
        return addressOf(identifier(name));
    }

    declarations(): CDeclaration[] {
        return [...this.names.values()].map((name) => ({
            kind: "variable",
            storage: "extern",
            variable: { name, type: "const struct tsp_string @" },
        }));
    }

    definitions(): CDeclaration[] {
        return [...this.names].flatMap(([text, name]) => this.define(text, name));
    }

    private define(text: string, name: string): CDeclaration[] {
        const type = "const struct tsp_string @";
        if (/^[^\u0100-\uffff]*$/.test(text)) {
            const initializer = literal(`TSP_LATIN1_LITERAL(${latin1Text(text)})`);
            return [{ kind: "variable", storage: "", variable: { name, type, initializer } }];
        }
        const units = Array.from({ length: text.length }, (_, index) =>
            literal(`0x${text.charCodeAt(index).toString(16)}`),
        );
        const unitsName = `${name}_units`;
        return [
            {
                kind: "variable",
                storage: "static",
                variable: { name: unitsName, type: "const uint16_t @[]", initializer: list(units) },
            },
            {
                kind: "variable",
                storage: "",
                variable: { name, type, initializer: literal(`TSP_UTF16_LITERAL(${unitsName})`) },
            },
        ];
    }
}

interface Constant {
    readonly name: string;
    readonly type: string;
    readonly initializer: string;
}

/**
 * Constant objects of native classes, made of a text by a macro of the class: declared in program.h
 * and defined in program.c.
 */
export class ConstantPool {
    private readonly constants = new Map<string, Constant>();
    private readonly scope: NameScope;

    constructor(scope: NameScope) {
        this.scope = scope;
    }

    reference(text: string, type: string, macro: string): CExpression {
        const initializer = `${macro}(${latin1Text(Buffer.from(text, "utf8").toString("latin1"))})`;
        const known = this.constants.get(initializer);
        const name = known?.name ?? this.scope.unique(nameOf("constant", text));
        this.constants.set(initializer, { name, type, initializer });
        return addressOf(identifier(name));
    }

    declarations(): CDeclaration[] {
        return [...this.constants.values()].map(({ name, type }) => ({
            kind: "variable",
            storage: "extern",
            variable: { name, type: `const ${type} @` },
        }));
    }

    definitions(): CDeclaration[] {
        return [...this.constants.values()].map(({ name, type, initializer }) => ({
            kind: "variable",
            storage: "",
            variable: { name, type: `const ${type} @`, initializer: literal(initializer) },
        }));
    }
}
