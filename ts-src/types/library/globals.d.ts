/** ECMA-262, 19: values and functions of the global object. */

/** @constant NaN */
declare const NaN: number;
/** @constant Infinity */
declare const Infinity: number;

/** @native tsp_number_is_nan @header runtime/number_methods.h @pure */
declare function isNaN(number: number): boolean;
/** @native tsp_number_is_finite @header runtime/number_methods.h @pure */
declare function isFinite(number: number): boolean;
/** @native tsp_parse_int @header runtime/number_methods.h @throws */
declare function parseInt(string: string, radix?: number): taggedInteger;
/** @native tsp_parse_float @header runtime/number_methods.h @throws */
declare function parseFloat(string: string): number;
