/** ECMA-262, 21.1: Number. */

/** @header runtime/number_methods.h @builtin number */
interface Number {
    /** @native tsp_number_to_string @throws */
    toString(radix?: number): string;
    /** @native tsp_number_to_fixed @throws */
    toFixed(fractionDigits?: number): string;
    /** @native tsp_number_to_exponential @throws */
    toExponential(fractionDigits?: number): string;
    /** @native tsp_number_to_precision @throws */
    toPrecision(precision?: number): string;
    /** @native tsp_number_self @pure */
    valueOf(): number;
}

/** @header runtime/number_methods.h */
interface NumberConstructor {
    /** @checker */
    readonly prototype: Number;
    /** @native tsp_number_convert @throws @absent @hint number */
    (value?: any): number;
    /** @native tsp_number_is_integer @pure */
    isInteger(value: unknown): boolean;
    /** @native tsp_number_is_safe_integer @pure */
    isSafeInteger(value: unknown): boolean;
    /** @native tsp_value_is_nan @pure */
    isNaN(value: unknown): boolean;
    /** @native tsp_value_is_finite @pure */
    isFinite(value: unknown): boolean;
    /** @native tsp_parse_int @throws */
    parseInt(string: string, radix?: number): taggedInteger;
    /** @native tsp_parse_float @throws */
    parseFloat(string: string): number;
    /** @constant 9007199254740991 */
    readonly MAX_SAFE_INTEGER: number;
    /** @constant -9007199254740991 */
    readonly MIN_SAFE_INTEGER: number;
    /** @constant 1.7976931348623157e308 */
    readonly MAX_VALUE: number;
    /** @constant 5e-324 */
    readonly MIN_VALUE: number;
    /** @constant 2.220446049250313e-16 */
    readonly EPSILON: number;
    /** @constant Infinity */
    readonly POSITIVE_INFINITY: number;
    /** @constant -Infinity */
    readonly NEGATIVE_INFINITY: number;
    /** @constant NaN */
    readonly NaN: number;
}
declare const Number: NumberConstructor;
