/**
 * The errors of calls of native code: those of the function itself, and those of making its
 * arguments what it declares.
 */
import type { NativeFunction, NativeParameter } from "../../bindings/model.ts";
import { UNDEFINED_TYPE } from "../../types/lattice.ts";
import { onlyFitting } from "../../types/native-fit.ts";
import { argumentHint, conversionThrows, keptArguments, toPrimitive } from "../../types/primitive.ts";
import { onlyStrings } from "../../types/predicates.ts";
import type { Type } from "../../types/type.ts";
import { ANY_ERROR, NO_ERRORS, OUT_OF_MEMORY } from "../declaration.ts";
import type { Arriving, ErrorName } from "../declaration.ts";
import type { Operand } from "../program.ts";

export function anyOf(lists: readonly (readonly ErrorName[])[]): readonly ErrorName[] {
    const some = lists.filter((names) => names.length > 0);
    return some.length > 1 ? [...new Set(some.flat())] : (some[0] ?? NO_ERRORS);
}

export interface Passed {
    readonly arguments: readonly Operand[];
    readonly spread?: Operand;
}

/** What is left of an array that is spread may have to be copied for a rest parameter. */
export function nativeErrors(native: NativeFunction, call: Passed, arriving: Arriving): readonly ErrorName[] {
    if (native.mayThrow) return native.raises === undefined ? ANY_ERROR : [...ANY_ERROR, native.raises];
    const typeOf = (operand: Operand | undefined): Type =>
        operand === undefined ? UNDEFINED_TYPE : arriving.type(operand);
    const last = native.parameters.at(-1);
    const further = last?.rest === true ? call.arguments.slice(native.parameters.length).map(() => last) : [];
    return anyOf([
        ...(call.spread === undefined ? [] : [OUT_OF_MEMORY]),
        ...[...native.parameters, ...further].map((parameter, index) => {
            const type = typeOf(call.arguments[index]);
            const hint = argumentHint(native, index);
            if (hint === undefined) return argumentErrors(parameter, type);
            const keeps = keptArguments(native, index);
            return conversionThrows(type, hint, keeps)
                ? ANY_ERROR
                : argumentErrors(parameter, toPrimitive(type, hint, keeps));
        }),
    ]);
}

/**
 * ToNumber of a text looks into it, ToString of another primitive makes a text; what else is
 * declared has to arrive.
 */
function argumentErrors(parameter: NativeParameter, type: Type): readonly ErrorName[] {
    if (parameter.numeric && type.string !== undefined) return OUT_OF_MEMORY;
    if (parameter.optional || parameter.rest) return NO_ERRORS;
    switch (parameter.type.kind) {
        case "number":
            return type.string === undefined ? NO_ERRORS : OUT_OF_MEMORY;
        case "string":
            return onlyStrings(type) ? NO_ERRORS : OUT_OF_MEMORY;
        case "literal":
            return onlyStrings(type) ? NO_ERRORS : ["TypeError"];
        case "class":
        case "array":
        case "this":
            return onlyFitting(parameter.type, type) ? NO_ERRORS : ["TypeError"];
        default:
            return NO_ERRORS;
    }
}
