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

/**
 * Escapes what no URI can contain; a URIError for a surrogate that stands alone. @native
 * tsp_encode_uri @header runtime/uri.h @throws @raises URIError
 */
declare function encodeURI(uri: string): string;
/**
 * The same, and also what has a meaning in a URI. @native tsp_encode_uri_component @header
 * runtime/uri.h @throws @raises URIError
 */
declare function encodeURIComponent(text: string): string;
/**
 * Replaces escapes but those of `;/?:@&=+$,#`. @native tsp_decode_uri @header runtime/uri.h @throws
 * @raises URIError
 */
declare function decodeURI(uri: string): string;
/**
 * Replaces all escapes. @native tsp_decode_uri_component @header runtime/uri.h @throws
 * @raises URIError
 */
declare function decodeURIComponent(text: string): string;
