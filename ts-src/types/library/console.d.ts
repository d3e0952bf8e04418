/** The console, as Node has it. */

/**
 * Arguments are strings, numbers, booleans, undefined and null; text as Node prints it. @header
 * runtime/console.h
 */
interface Console {
    /** @native tsp_console_log @inspects */
    log(...values: any[]): void;
    /** @native tsp_console_log @inspects */
    info(...values: any[]): void;
    /** @native tsp_console_log @inspects */
    debug(...values: any[]): void;
    /** @native tsp_console_error @inspects */
    error(...values: any[]): void;
    /** @native tsp_console_error @inspects */
    warn(...values: any[]): void;
}
declare const console: Console;
