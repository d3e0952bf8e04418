/**
 * Abstract values: the set of values that can reach a location, computed from the program's own
 * flows. The empty set (NEVER) means that nothing arrives: the location is dead.
 */
import type { Shape } from "./shape.ts";

/**
 * A set of numbers. `integer` says that all finite members are integers; `min` and `max` bound them
 * (±Infinity where unknown); negative zero and NaN are members only when their flag says so.
 */
export interface NumberSet {
    readonly min: number;
    readonly max: number;
    readonly integer: boolean;
    readonly negativeZero: boolean;
    readonly nan: boolean;
}

export interface Type {
    readonly undefined: boolean;
    readonly null: boolean;
    /** Temporal dead zone, array hole, unset optional property: TSP_ABSENT. */
    readonly absent: boolean;
    readonly true: boolean;
    readonly false: boolean;
    readonly number: NumberSet | undefined;
    /** "any" string, or the finite set of literal strings that can arrive. */
    readonly string: "any" | ReadonlySet<string> | undefined;
    readonly shapes: ReadonlySet<Shape>;
}
