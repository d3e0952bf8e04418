/**
 * Every result of JavaScript's arithmetic on members lies in the set that the analysis computes for
 * it.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type BinaryOperator, type UnaryOperator } from "../../../compiler/ir/instructions.ts";
import { binaryType, unaryType } from "../../../compiler/passes/analysis/operators.ts";
import { numberType } from "../../../compiler/types/lattice.ts";
import {
    FUNCTION_SETS,
    isInt32Set,
    isUint32Set,
    joinNumbers,
    numberOf,
    widenNumbers,
} from "../../../compiler/types/numbers.ts";
import { type NumberSet } from "../../../compiler/types/type.ts";
import { arithmetic } from "../../support/ir-operators.ts";

function contains(set: NumberSet | undefined, value: number): boolean {
    if (set === undefined) return false;
    if (Number.isNaN(value)) return set.nan;
    if (Object.is(value, -0)) return set.negativeZero;
    const isAllowed = !set.integer || Number.isInteger(value) || !Number.isFinite(value);
    return isAllowed && value >= set.min && value <= set.max;
}

/**
 * Zeros, bounds of the integer types and what lies beside them: where arithmetic changes its kind.
 */
const edges = [
    ...[0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, 7, 31, 32, 33, 255, 256, 65535, 2147483647, 2147483648, -2147483648],
    ...[-2147483649, 4294967295, 4294967296, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 53, 1e300],
    ...[Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, -Number.MIN_VALUE, Infinity, -Infinity, NaN],
];
const anyNumber = fc.oneof(fc.constantFrom(...edges), fc.integer(), fc.integer({ min: -10, max: 10 }), fc.double());
const members = fc.array(anyNumber, { minLength: 1, maxLength: 4 });
const setOf = (values: readonly number[]): NumberSet => values.map(numberOf).reduce(joinNumbers);

const unary: Record<Exclude<UnaryOperator, "not" | "typeof">, (value: number) => number> = {
    plus: (value) => +value,
    toNumeric: (value) => value,
    negate: (value) => -value,
    bitwiseNot: (value) => ~value,
};

for (const [name, operate] of Object.entries(unary)) {
    test(`${name} stays in its set`, () => {
        fc.assert(
            fc.property(members, (values) => {
                const result = unaryType(name as keyof typeof unary, numberType(setOf(values))).number;
                values.forEach((value) => {
                    assert.ok(contains(result, operate(value)), `${String(value)} gives ${String(operate(value))}`);
                });
            }),
            { numRuns: 2000 },
        );
    });
}

for (const [name, operate] of Object.entries(arithmetic)) {
    test(`${name} stays in its set`, () => {
        fc.assert(
            fc.property(members, members, (lefts, rights) => {
                const operator = name as BinaryOperator;
                const result = binaryType(operator, numberType(setOf(lefts)), numberType(setOf(rights))).number;
                for (const left of lefts) {
                    for (const right of rights) {
                        const value = operate(left, right);
                        assert.ok(
                            contains(result, value),
                            `${String(left)} ${name} ${String(right)} gives ${String(value)}`,
                        );
                    }
                }
            }),
            { numRuns: 3000 },
        );
    });
}

for (const [name, set] of Object.entries(FUNCTION_SETS)) {
    test(`Math.${name} stays in its set`, () => {
        const operate: (...values: number[]) => number = Math[name as keyof typeof FUNCTION_SETS];
        fc.assert(
            fc.property(members, members, (lefts, rights) => {
                const isPair = name === "min" || name === "max";
                const result = isPair ? set(setOf(lefts), setOf(rights)) : set(setOf(lefts));
                for (const left of lefts) {
                    for (const right of isPair ? rights : [left]) {
                        const value = operate(left, right);
                        assert.ok(contains(result, value), `${String(left)}, ${String(right)} give ${String(value)}`);
                    }
                }
            }),
            { numRuns: 2000 },
        );
    });
}

test("a set that is stored as uint32 has nothing that a uint32 cannot hold", () => {
    fc.assert(
        fc.property(members, (values) => {
            const fits = values.every((value) => Object.is(value >>> 0, value));
            assert.equal(isUint32Set(setOf(values)), fits);
        }),
    );
});

test("a set that is stored as int32 has nothing that an int32 cannot hold", () => {
    fc.assert(
        fc.property(members, (values) => {
            const fits = values.every((value) => Object.is(value | 0, value));
            assert.equal(isInt32Set(setOf(values)), fits);
        }),
    );
});

test("widening keeps every member and ends after a few steps", () => {
    fc.assert(
        fc.property(fc.array(anyNumber, { minLength: 2, maxLength: 100 }), (values) => {
            let set = numberOf(values[0] ?? 0);
            let growths = 0;
            values.forEach((value) => {
                const next = widenNumbers(set, numberOf(value));
                if (JSON.stringify(next) !== JSON.stringify(set)) growths++;
                set = next;
                assert.ok(contains(set, value));
            });
            assert.ok(growths <= 20, `${growths.toString()} steps`);
        }),
    );
});
