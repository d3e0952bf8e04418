/** Types as text, for the IR printer and for messages. */
import type { Shape } from "../types/shape.ts";
import type { NumberSet, Type } from "../types/type.ts";

export function formatType(type: Type): string {
    const members = [
        ...(type.absent ? ["absent"] : []),
        ...(type.undefined ? ["undefined"] : []),
        ...(type.null ? ["null"] : []),
        ...formatBoolean(type),
        ...(type.number === undefined ? [] : [formatNumber(type.number)]),
        ...formatString(type.string),
        ...[...type.shapes].map(formatShape).sort(),
    ];
    return members.length === 0 ? "never" : members.join(" | ");
}

function formatBoolean(type: Type): string[] {
    if (type.true && type.false) return ["boolean"];
    if (type.true) return ["true"];
    return type.false ? ["false"] : [];
}

function formatNumber(set: NumberSet): string {
    const flags = `${set.negativeZero ? ", -0" : ""}${set.nan ? ", NaN" : ""}`;
    const kind = set.integer ? "integer" : "number";
    if (set.min > set.max) return `number(none${flags})`;
    if (set.min === set.max) return `${set.min.toString()}${flags === "" ? "" : `(${flags.slice(2)})`}`;
    const bounded = set.min !== -Infinity || set.max !== Infinity;
    if (!bounded && set.negativeZero && set.nan) return kind;
    return `${kind}(${set.min.toString()}..${set.max.toString()}${flags})`;
}

function formatString(set: Type["string"]): string[] {
    if (set === undefined) return [];
    return set === "any" ? ["string"] : [...set].map((text) => JSON.stringify(text)).sort();
}

function formatShape(shape: Shape): string {
    const id = `#${shape.id.toString()}`;
    switch (shape.kind) {
        case "class":
            return `${shape.declaration.name}${id}`;
        case "native":
            return `${shape.nativeClass.name}${id}`;
        case "function":
            return `function ${shape.function.name}${id}`;
        case "literal":
            return `{${[...shape.fields.keys()].join(", ")}}${id}`;
        case "general":
            return `{${[...shape.fields.keys(), "…"].join(", ")}}${id}`;
        case "array":
            return `array${id}`;
        case "cell":
            return `cell ${shape.name}${id}`;
    }
}
