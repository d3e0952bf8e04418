/** The functions of Math: against their exact values, and against Node's. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { RuntimeDrivers } from "../support/runtime-driver.ts";
import {
    arcTangent,
    cosine,
    exponential,
    fixed,
    logarithm,
    ONE,
    PI,
    product,
    ratio,
    sine,
    squareRoot,
    unitsOff,
} from "./exact-math.ts";

const seed = Number(process.env["TSPICO_SEED"] ?? "20261130");
/** What the runtime promises (firmware/runtime/math.h). */
const MOST_OFF = 0.51;

const drivers = new RuntimeDrivers();
after(() => drivers.remove());
const ask = drivers.build("numbers_driver.c");

const view = new DataView(new ArrayBuffer(8));
function hexOf(value: number): string {
    if (Number.isNaN(value)) return "7ff8000000000000";
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16).padStart(16, "0");
}
function doubleOf(hex: string): number {
    view.setBigUint64(0, BigInt(`0x${hex}`));
    return view.getFloat64(0);
}
/** Doubles in their order, as integers. */
function rankOf(value: number): bigint {
    view.setFloat64(0, value);
    const bits = view.getBigUint64(0);
    return bits >> 63n ? -(bits & ((1n << 63n) - 1n)) : bits;
}

/** Marsaglia's xorshift32, from 0 to 1. */
function randomOf(start: number): () => number {
    let state = start | 1;
    return () => {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return (state >>> 0) / 2 ** 32;
    };
}

const one = (x: number): bigint => fixed(x);
const halfOf = (a: bigint, b: bigint): bigint => (a + b) >> 1n;
const hyperbolic = (x: number): [bigint, bigint] => [exponential(one(x)), exponential(-one(x))];
const leg = (x: number): bigint => squareRoot(ONE - product(one(x), one(x)));
const signed = (x: number, of: (a: bigint) => bigint): bigint => (x < 0 ? -of(-one(x)) : of(one(x)));

interface Case {
    readonly node: (x: number) => number;
    readonly exact: (x: number) => bigint;
    /** Where the exact value can be computed, and is a finite double. */
    readonly within: (x: number) => boolean;
}

const below = (most: number) => (x: number) => Math.abs(x) < most;
const positive = (x: number): boolean => x > 0 && x < Infinity;

const CASES: Readonly<Record<string, Case>> = {
    exp: { node: Math.exp, exact: (x) => exponential(one(x)), within: below(709.5) },
    expm1: { node: Math.expm1, exact: (x) => exponential(one(x)) - ONE, within: below(709.5) },
    sinh: { node: Math.sinh, exact: (x) => halfOf(hyperbolic(x)[0], -hyperbolic(x)[1]), within: below(709.5) },
    cosh: { node: Math.cosh, exact: (x) => halfOf(...hyperbolic(x)), within: below(709.5) },
    tanh: {
        node: Math.tanh,
        exact: (x) => ratio(hyperbolic(x)[0] - hyperbolic(x)[1], hyperbolic(x)[0] + hyperbolic(x)[1]),
        within: below(300),
    },
    log: { node: Math.log, exact: (x) => logarithm(one(x)), within: positive },
    log2: { node: Math.log2, exact: (x) => ratio(logarithm(one(x)), logarithm(2n * ONE)), within: positive },
    log10: { node: Math.log10, exact: (x) => ratio(logarithm(one(x)), logarithm(10n * ONE)), within: positive },
    log1p: { node: Math.log1p, exact: (x) => logarithm(ONE + one(x)), within: (x) => x > -1 && x < Infinity },
    asinh: {
        node: Math.asinh,
        exact: (x) => signed(x, (a) => logarithm(a + squareRoot(product(a, a) + ONE))),
        within: below(Infinity),
    },
    acosh: {
        node: Math.acosh,
        exact: (x) => logarithm(one(x) + squareRoot(product(one(x), one(x)) - ONE)),
        within: (x) => x >= 1 && x < Infinity,
    },
    atanh: {
        node: Math.atanh,
        exact: (x) => logarithm(ratio(ONE + one(x), ONE - one(x))) >> 1n,
        within: below(1),
    },
    sin: { node: Math.sin, exact: sine, within: below(Infinity) },
    cos: { node: Math.cos, exact: cosine, within: below(Infinity) },
    tan: { node: Math.tan, exact: (x) => ratio(sine(x), cosine(x)), within: below(Infinity) },
    asin: {
        node: Math.asin,
        exact: (x) => (Math.abs(x) === 1 ? (x < 0 ? -PI : PI) >> 1n : arcTangent(ratio(one(x), leg(x)))),
        within: (x) => Math.abs(x) <= 1,
    },
    acos: {
        node: Math.acos,
        exact: (x) => {
            if (x === 0) return PI >> 1n;
            const angle = arcTangent(ratio(leg(x), one(x)));
            return x < 0 ? PI + angle : angle;
        },
        within: (x) => Math.abs(x) <= 1,
    },
    atan: { node: Math.atan, exact: (x) => arcTangent(one(x)), within: below(Infinity) },
    cbrt: {
        node: Math.cbrt,
        // The root of a double is far from the last place of the series: Newton's method is exact.
        exact: (x) => signed(x, cubeRoot),
        within: below(Infinity),
    },
};

function cubeRoot(a: bigint): bigint {
    if (a === 0n) return 0n;
    const cube = a * ONE * ONE;
    let root = 1n << BigInt(Math.ceil(cube.toString(2).length / 3));
    for (;;) {
        const next = (2n * root + cube / (root * root)) / 3n;
        if (next >= root) return root;
        root = next;
    }
}

const EDGES = [0, -0, NaN, Infinity, -Infinity, 1, -1, 0.5, -0.5, 5e-324, -5e-324, 1.7976931348623157e308, 2, 10, 1000];

/** Of all sizes, those around 1, and multiples of the half of pi, where cancellation is worst. */
function argumentsFor(total: number): number[] {
    const random = randomOf(seed);
    const list = [...EDGES, 6381956970095103 * 2 ** 797, 5.319372648326541e255, 22, 710, -746, 709.7827128933841];
    for (let k = 1; k < 60; k++) list.push((k * Math.PI) / 2, 10 ** k, 2 ** k, 1 + 2 ** -k, 1 - 2 ** -k);
    while (list.length < total) {
        const unit = random() * 2 - 1;
        const fine = unit + (random() - 0.5) * 2 ** -30;
        view.setUint32(0, random() * 2 ** 32);
        view.setUint32(4, random() * 2 ** 32);
        list.push(view.getFloat64(0), fine, fine * 2 ** (random() * -40), fine * 2 ** (random() * 11));
        list.push(1 + fine * 2 ** (random() * -50));
    }
    return list;
}

function isSame(a: number, b: number): boolean {
    return Object.is(a, b);
}

for (const [name, { node, exact, within }] of Object.entries(CASES)) {
    test(`${name} is within ${String(MOST_OFF)} units of its exact value, and within one of Node's`, () => {
        const all = argumentsFor(20_000);
        const answers = ask(all.map((x) => `${name} ${hexOf(x)} 0`)).map(doubleOf);
        assert.equal(answers.length, all.length);
        all.forEach((x, i) => {
            const result = answers[i] ?? NaN;
            const expected = node(x);
            const what = `${name}(${String(x)}) is ${String(result)}, in Node ${String(expected)}`;
            if (Number.isNaN(expected) || expected === 0) {
                assert.ok(isSame(result, expected) || (within(x) && unitsOff(result, exact(x)) <= MOST_OFF), what);
                return;
            }
            const distance = rankOf(result) - rankOf(expected);
            const isFar = distance > 1n || distance < -1n;
            if (!isFar && i > 500) return;
            if (within(x)) assert.ok(unitsOff(result, exact(x)) <= MOST_OFF, what);
            else assert.ok(!isFar, what);
        });
    });
}

const exactAngle = (y: number, x: number): bigint => {
    const angle = arcTangent(ratio(one(y), one(x)));
    return x > 0 ? angle : angle + (y < 0 ? -PI : PI);
};
const exactLength = (a: number, b: number): bigint => squareRoot(product(one(a), one(a)) + product(one(b), one(b)));

test("atan2 and hypot: every edge with every edge as in Node, others within one unit", () => {
    const random = randomOf(seed + 1);
    const edges = [0, -0, 1, -1, Infinity, -Infinity, NaN, 3, -4, 5e-324, 1.7976931348623157e308, 1e-300, 1e300];
    const pairs = edges.flatMap((a) => edges.map((b) => [a, b] as const));
    const list = argumentsFor(20_000);
    list.forEach((a) => pairs.push([a, (random() - 0.5) * a], [a, list[Math.floor(random() * list.length)] ?? 1]));
    const both = { atan2: [Math.atan2, exactAngle], hypot: [Math.hypot, exactLength] } as const;
    for (const [name, [node, exact]] of Object.entries(both)) {
        const answers = ask(pairs.map(([a, b]) => `${name} ${hexOf(a)} ${hexOf(b)}`)).map(doubleOf);
        pairs.forEach(([a, b], i) => {
            const [result, expected] = [answers[i] ?? NaN, node(a, b)];
            const what = `${name}(${String(a)}, ${String(b)}) is ${String(result)}, in Node ${String(expected)}`;
            if (Number.isNaN(expected) || expected === 0) {
                assert.ok(isSame(result, expected), what);
                return;
            }
            const distance = rankOf(result) - rankOf(expected);
            // Node's is not always as near.
            const isNear = distance <= 1n && distance >= -1n;
            assert.ok(isNear || unitsOff(result, exact(a, b)) <= MOST_OFF, what);
        });
    }
});
