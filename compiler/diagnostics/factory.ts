/**
 * Makes the functions that make diagnostics: an explicit, stable code each, with message and hint
 * beside it.
 */
import { type Span } from "../ir/program.ts";
import { type Category, type Diagnostic } from "./diagnostic.ts";

type Text<Arguments extends readonly unknown[]> = string | ((...values: Arguments) => string);

export interface DiagnosticFactory<Arguments extends readonly unknown[] = []> {
    readonly code: string;
    readonly category: Category;
    (span: Span | undefined, ...values: Arguments): Diagnostic;
}

const factories = new Map<string, DiagnosticFactory<never>>();

function define<Arguments extends readonly unknown[]>(
    category: Category,
    code: string,
    message: Text<Arguments>,
    hint: Text<Arguments>,
): DiagnosticFactory<Arguments> {
    if (!/^TP[0-9]{4}$/.test(code)) throw new Error(`diagnostic code ${code} is not TPnnnn`);
    if (factories.has(code)) throw new Error(`diagnostic code ${code} is taken`);
    const make = (span: Span | undefined, ...values: Arguments): Diagnostic => ({
        code,
        category,
        span,
        message: typeof message === "string" ? message : message(...values),
        hint: typeof hint === "string" ? hint : hint(...values),
    });
    const factory = Object.assign(make, { code, category });
    factories.set(code, factory);
    return factory;
}

export function error<Arguments extends readonly unknown[] = []>(
    code: string,
    message: Text<Arguments>,
    hint: Text<Arguments>,
): DiagnosticFactory<Arguments> {
    return define("error", code, message, hint);
}

export function warning<Arguments extends readonly unknown[] = []>(
    code: string,
    message: Text<Arguments>,
    hint: Text<Arguments>,
): DiagnosticFactory<Arguments> {
    return define("warning", code, message, hint);
}

/** Every code that the compiler can report, in order. */
export function definedCodes(): readonly string[] {
    return [...factories.keys()].sort();
}
