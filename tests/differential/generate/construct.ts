/** A construct of the language as statements that put a value through it. */
import { type Construct } from "./coverage.ts";

/** What a construct may ask for while it is printed. */
export interface Crossing {
    /** The value that is crossed, or another one of a kind that the construct takes. */
    value(): string;
    /** The same behind a call, where tsc refuses to test what it can see. */
    tested(): string;
    fresh(stem: string): string;
    number(below: number): number;
    condition(): string;
    /** Declares a variable that later statements may use. */
    keep(name: string, assignable: boolean): string;
}

export interface Printed extends Construct {
    readonly print: (crossing: Crossing) => string;
}

/** A statement that throws for some kinds. */
export const guarded = (text: string): string => `try {\n    ${text}\n} catch (e) {\n    console.log(caught(e));\n}`;
