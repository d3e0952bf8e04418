/** The kinds of values that a type has, in words for the people who read an explanation. */
import type { Shape } from "./shape.ts";
import { isInt32Set } from "./numbers.ts";
import type { NumberSet, Type } from "./type.ts";

/** "texts", "objects of the class 'Sensor'". */
export type Kind = string;

export const MISSING: Kind = "nothing, before it is set";

export function kindsOf(type: Type): Kind[] {
    return [
        ...(type.number === undefined ? [] : [kindOfNumbers(type.number)]),
        ...(type.string === undefined ? [] : ["texts"]),
        ...(type.true || type.false ? ["booleans"] : []),
        ...new Set([...type.shapes].map(kindOfShape)),
        ...(type.null ? ["null"] : []),
        ...(type.undefined ? ["undefined"] : []),
        ...(type.absent ? [MISSING] : []),
    ];
}

function kindOfNumbers(set: NumberSet): Kind {
    if (isInt32Set(set)) return "integers of 32 bits";
    return "numbers beyond 32 bits, with fractions, or NaN";
}

function kindOfShape(shape: Shape): Kind {
    switch (shape.kind) {
        case "array":
            return "arrays";
        case "function":
            return "functions";
        case "class":
            return `objects of the class '${shape.declaration.name}'`;
        case "native":
            return `objects of the class '${shape.nativeClass.name}'`;
        case "general":
            return "general objects";
        default:
            return "objects";
    }
}
