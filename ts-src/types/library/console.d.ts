/** The console, as Node has it. */

/**
 * Any value, as Node prints it to a pipe; of an error's stack the first line alone. @header
 * runtime/console.h
 */
interface Console {
    /** @native tsp_console_log @objects tsp_console_log_objects @names all */
    log(...values: any[]): void;
    /** @native tsp_console_log @objects tsp_console_log_objects @names all */
    info(...values: any[]): void;
    /** @native tsp_console_log @objects tsp_console_log_objects @names all */
    debug(...values: any[]): void;
    /** @native tsp_console_error @objects tsp_console_error_objects @names all */
    error(...values: any[]): void;
    /** @native tsp_console_error @objects tsp_console_error_objects @names all */
    warn(...values: any[]): void;
}
declare const console: Console;
