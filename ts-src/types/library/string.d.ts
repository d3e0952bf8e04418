/** ECMA-262, 22.1: String. */

/**
 * @native struct tsp_string @header runtime/string_methods.h @shape tsp_string_shape @builtin
 * string
 */
interface String {
    /** @native tsp_string_get_length @range 0 268435455 @pure */
    readonly length: int32;
    /** The unit at `index`, or NaN outside. @native tsp_string_char_code_at @range 0 65535 */
    charCodeAt(index: int32Position): int32OrNaN;
    /** @native tsp_string_code_point_at */
    codePointAt(index: int32Position): number | undefined;
    /** @native tsp_string_char_at @throws */
    charAt(index: int32Position): string;
    /** @native tsp_string_at_relative @throws */
    at(index: int32Position): string | undefined;
    /** @native tsp_string_index_of @range -1 268435455 */
    indexOf(search: string, position?: number): int32;
    /** @native tsp_string_last_index_of @range -1 268435455 */
    lastIndexOf(search: string, position?: number): int32;
    /** @native tsp_string_includes */
    includes(search: string, position?: number): boolean;
    /** @native tsp_string_starts_with */
    startsWith(search: string, position?: number): boolean;
    /** @native tsp_string_ends_with */
    endsWith(search: string, endPosition?: number): boolean;
    /** @native tsp_string_slice @throws */
    slice(start?: number, end?: number): string;
    /** @native tsp_string_substring @throws */
    substring(start: number, end?: number): string;
    /** @native tsp_string_trim @throws */
    trim(): string;
    /** @native tsp_string_trim_start @throws */
    trimStart(): string;
    /** @native tsp_string_trim_end @throws */
    trimEnd(): string;
    /** @native tsp_string_pad_start @throws */
    padStart(length: number, fill?: string): string;
    /** @native tsp_string_pad_end @throws */
    padEnd(length: number, fill?: string): string;
    /** @native tsp_string_repeat @throws */
    repeat(count: number): string;
    /** @native tsp_string_split @throws */
    split(separator?: string, limit?: number): string[];
    /**
     * The first occurrence; `$` patterns as in ECMA-262 22.1.3.19.1. @native tsp_string_replace
     * @throws
     */
    replace(search: string, replacement: string): string;
    /** @native tsp_string_replace_all @throws */
    replaceAll(search: string, replacement: string): string;
    /** @native tsp_string_concat_all @throws */
    concat(...strings: string[]): string;
    /** Whether no surrogate stands alone. @native tsp_string_is_well_formed */
    isWellFormed(): boolean;
    /** U+FFFD for each surrogate that stands alone. @native tsp_string_to_well_formed @throws */
    toWellFormed(): string;
    /** @native tsp_string_to_lower_case @throws */
    toLowerCase(): string;
    /** @native tsp_string_to_upper_case @throws */
    toUpperCase(): string;
    /** Without Intl no language has rules of its own. @native tsp_string_to_lower_case @throws */
    toLocaleLowerCase(): string;
    /** @checker */
    toLocaleLowerCase(locales?: string | readonly string[]): string;
    /** @native tsp_string_to_upper_case @throws */
    toLocaleUpperCase(): string;
    /** @checker */
    toLocaleUpperCase(locales?: string | readonly string[]): string;
    /** @native tsp_string_self @pure */
    toString(): string;
    /** @native tsp_string_self @pure */
    valueOf(): string;
    readonly [index: number]: string;
    [Symbol.iterator](): StringIterator<string>;
}

/** @header runtime/string_methods.h */
interface StringConstructor {
    /** @checker */
    readonly prototype: String;
    /** @native tsp_string_convert @throws @absent @hint string */
    (value?: any): string;
    /** @native tsp_string_from_char_code @throws */
    fromCharCode(...units: number[]): string;
    /** RangeError for what is no code point. @native tsp_string_from_code_point @throws */
    fromCodePoint(...codes: number[]): string;
    /** As the tag of a template: the text with its escapes as they are written. @checker */
    raw(strings: TemplateStringsArray, ...values: any[]): string;
    /**
     * The text of UTF-8 bytes; TypeError when they are not UTF-8. @native
     * tsp_string_from_array_buffer @throws @borrows bytes
     */
    fromArrayBuffer(bytes: BufferSource): string;
}
declare const String: StringConstructor;
