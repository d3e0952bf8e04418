/** What programs for the reference implementation of ECMA-419 print with. */

/**
 * Prints its arguments one after the other, without an end of line. @native tsp_print_values @header
 * runtime/trace.h @throws @hint string
 */
declare function trace(...values: any[]): void;
