/** ECMA-262, 21.3: Math. */

/** @header runtime/math.h */
interface Math {
    /** @constant 2.718281828459045 */
    readonly E: number;
    /** @constant 2.302585092994046 */
    readonly LN10: number;
    /** @constant 0.6931471805599453 */
    readonly LN2: number;
    /** @constant 0.4342944819032518 */
    readonly LOG10E: number;
    /** @constant 1.4426950408889634 */
    readonly LOG2E: number;
    /** @constant 3.141592653589793 */
    readonly PI: number;
    /** @constant 0.7071067811865476 */
    readonly SQRT1_2: number;
    /** @constant 1.4142135623730951 */
    readonly SQRT2: number;
    /** @native tsp_math_abs @pure @set abs */
    abs(x: number): number;
    /** @native tsp_math_floor @pure @set floor */
    floor(x: number): number;
    /** @native tsp_math_ceil @pure @set ceil */
    ceil(x: number): number;
    /** @native tsp_math_round @pure @set round */
    round(x: number): number;
    /** @native tsp_math_trunc @pure @set trunc */
    trunc(x: number): number;
    /** @native tsp_math_sign @pure */
    sign(x: number): number;
    /** @native tsp_math_min @set min */
    min(...values: number[]): number;
    /** @native tsp_math_max @set max */
    max(...values: number[]): number;
    /** @native tsp_math_sqrt @pure */
    sqrt(x: number): number;
    /** @native tsp_exponentiate @header runtime/operators.h @pure */
    pow(base: number, exponent: number): number;
    /** @native tsp_math_imul @pure @range -2147483648 2147483647 */
    imul(x: int32, y: int32): int32;
    /** @native tsp_math_clz32 @pure @range 0 32 */
    clz32(x: uint32): int32;
    /** @native tsp_math_fround @pure */
    fround(x: number): number;
    /** e to the power of `x`. @native tsp_math_exp @pure */
    exp(x: number): number;
    /** `exp(x) - 1`, exact near 0. @native tsp_math_expm1 @pure */
    expm1(x: number): number;
    /** The natural logarithm. @native tsp_math_log @pure */
    log(x: number): number;
    /** @native tsp_math_log2 @pure */
    log2(x: number): number;
    /** @native tsp_math_log10 @pure */
    log10(x: number): number;
    /** `log(1 + x)`, exact near 0. @native tsp_math_log1p @pure */
    log1p(x: number): number;
    /** Angles are in radians. @native tsp_math_sin @pure */
    sin(x: number): number;
    /** @native tsp_math_cos @pure */
    cos(x: number): number;
    /** @native tsp_math_tan @pure */
    tan(x: number): number;
    /** @native tsp_math_asin @pure */
    asin(x: number): number;
    /** @native tsp_math_acos @pure */
    acos(x: number): number;
    /** @native tsp_math_atan @pure */
    atan(x: number): number;
    /** The angle of the point (x, y), from -PI to PI. @native tsp_math_atan2 @pure */
    atan2(y: number, x: number): number;
    /** @native tsp_math_sinh @pure */
    sinh(x: number): number;
    /** @native tsp_math_cosh @pure */
    cosh(x: number): number;
    /** @native tsp_math_tanh @pure */
    tanh(x: number): number;
    /** @native tsp_math_asinh @pure */
    asinh(x: number): number;
    /** @native tsp_math_acosh @pure */
    acosh(x: number): number;
    /** @native tsp_math_atanh @pure */
    atanh(x: number): number;
    /** @native tsp_math_cbrt @pure */
    cbrt(x: number): number;
    /** The root of the sum of the squares. @native tsp_math_hypot */
    hypot(...values: number[]): number;
    /** At least 0 and below 1. @native tsp_math_random */
    random(): number;
}
declare const Math: Math;
