/** ECMA-262, 20.5: Error and its kin. */

interface ErrorOptions {}

/** @native struct tsp_error @header runtime/error.h @shape tsp_error_shape @builtin error */
declare class Error {
    /** @native tsp_error_construct @throws */
    constructor(message?: string);
    /** @native tsp_error_get_message @setter tsp_error_set_message @pure */
    message: string;
    /** @native tsp_error_get_name @setter tsp_error_set_name @pure */
    name: string;
    /** @native tsp_error_to_string @throws */
    toString(): string;
}
/** @native struct tsp_error @header runtime/error.h @shape tsp_type_error_shape */
declare class TypeError extends Error {
    /** @native tsp_error_construct @throws */
    constructor(message?: string);
}
/** @native struct tsp_error @header runtime/error.h @shape tsp_range_error_shape */
declare class RangeError extends Error {
    /** @native tsp_error_construct @throws */
    constructor(message?: string);
}
/** @native struct tsp_error @header runtime/named_error.h @shape tsp_uri_error_shape */
declare class URIError extends Error {
    /** @native tsp_uri_error_construct @throws */
    constructor(message?: string);
}
/** @native struct tsp_error @header runtime/named_error.h @shape tsp_syntax_error_shape */
declare class SyntaxError extends Error {
    /** @native tsp_syntax_error_construct @throws */
    constructor(message?: string);
}
/** @native struct tsp_error @header runtime/error.h @shape tsp_reference_error_shape */
declare class ReferenceError extends Error {
    /** @native tsp_error_construct @throws */
    constructor(message?: string);
}
