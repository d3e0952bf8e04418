/** ECMA-262, 20.3: Boolean. */

/** @header runtime/number_methods.h @builtin boolean */
interface Boolean {
    /** @native tsp_bool_to_string_method @pure */
    toString(): string;
    /** @native tsp_bool_self @pure */
    valueOf(): boolean;
}
/** @header runtime/operators.h */
interface BooleanConstructor {
    /** @checker */
    readonly prototype: Boolean;
    /** @native tsp_to_boolean @pure */
    (value?: any): boolean;
}
declare const Boolean: BooleanConstructor;
