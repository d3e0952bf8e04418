/**
 * The runtime's exact number algorithms against Node, over random bit patterns and the edges of the
 * formats.
 */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { RuntimeDrivers } from "../support/runtime-driver.ts";

const seed = Number(process.env["TSPICO_SEED"] ?? "20261123");
const count = 100_000;
const drivers = new RuntimeDrivers();
after(() => drivers.remove());
const ask = drivers.build("numbers_driver.c");

/** Marsaglia's xorshift32; two calls make the bits of a double. */
function randomBits(state: { value: number }): number {
    state.value ^= state.value << 13;
    state.value ^= state.value >>> 17;
    state.value ^= state.value << 5;
    return state.value >>> 0;
}

const view = new DataView(new ArrayBuffer(8));
function fromBits(high: number, low: number): number {
    view.setUint32(0, high);
    view.setUint32(4, low);
    return view.getFloat64(0);
}
/** The bits of a number, of the one NaN that the runtime knows for any NaN. */
function toHex(value: number): string {
    if (Number.isNaN(value)) return "7ff8000000000000";
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16).padStart(16, "0");
}

const edges = [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    0.1,
    0.3,
    1e21,
    1e-6,
    1e-7,
    123456789012345680000,
    5e-324,
    2.2250738585072014e-308,
    2.225073858507201e-308,
    1.7976931348623157e308,
    9007199254740991,
    9007199254740994,
    2 ** 31,
    2 ** 32,
    -(2 ** 31),
    2 ** 63,
    2251799813685248.5,
    0.000001,
    1.005,
    8.345,
    1e22,
    1e23,
    9.5e-7,
    Infinity,
    -Infinity,
    NaN,
    9e-265,
    4.35,
    0.49999999999999994,
];

/** Edges, then random bit patterns, numbers of few digits and integers. */
function numbers(total: number, state: { value: number }): number[] {
    const list = [...edges, ...Array.from({ length: 2100 }, (_, i) => 2 ** (i - 1074))];
    while (list.length < total) {
        const high = randomBits(state);
        const low = randomBits(state);
        list.push(fromBits(high, low), (high % 100000) / 1000, low - 2 ** 31, high * 2 ** 20 + low);
    }
    return list.slice(0, total);
}

function compare(
    name: string,
    pairs: readonly (readonly [number, number])[],
    expected: (a: number, b: number) => string,
): void {
    const answers = ask(pairs.map(([a, b]) => `${name} ${toHex(a)} ${toHex(b)}`));
    assert.equal(answers.length, pairs.length);
    pairs.forEach(([a, b], i) => {
        assert.equal(answers[i], expected(a, b), `${name}(${String(a)}, ${String(b)}), seed ${String(seed)}`);
    });
}

function singles(total = count): (readonly [number, number])[] {
    return numbers(total, { value: seed }).map((a) => [a, 0] as const);
}

/** Every edge with every edge, then random pairs of nearby and far magnitudes. */
function pairs(total: number): (readonly [number, number])[] {
    const all = edges.flatMap((a) => edges.map((b) => [a, b] as const));
    const left = numbers(total, { value: seed });
    const right = numbers(total, { value: seed + 1 }).reverse();
    return [...all, ...left.map((a, i) => [a, right[i] ?? 1] as const)];
}

test("numbers print as in JavaScript", () => compare("format", singles(), (a) => String(a)));
test("decimal text reads as in JavaScript", () => {
    const state = { value: seed };
    const texts = numbers(count / 2, state).flatMap((a) => [
        String(a),
        Number.isFinite(a) ? a.toPrecision(1 + (randomBits(state) % 40)) : "Infinity",
    ]);
    texts.push(
        "",
        " 12 ",
        "0x1F",
        "0b101",
        "0o17",
        "1e",
        ".",
        "+.5",
        "5.",
        "1_0",
        "0x",
        "-0x1",
        "--1",
        "Infinityx",
        "1e400",
    );
    texts.push(
        "1e-400",
        "2.4703282292062327208e-324",
        "2.4703282292062328e-324",
        `0x${"f".repeat(300)}`,
        `0.${"0".repeat(400)}1e400`,
    );
    // Halfway between two doubles, exactly and with a last digit that decides.
    const half = (2n ** 53n + 1n).toString();
    texts.push(
        half,
        `${half}.${"0".repeat(900)}1`,
        `${half}${"0".repeat(200)}e-200`,
        "9007199254740993.0000000000000000000001",
    );
    const answers = ask(texts.map((text) => `parse ${text}`));
    texts.forEach((text, i) => assert.equal(answers[i], toHex(Number(text)), `Number(${JSON.stringify(text)})`));
});
test("toFixed is exact", () => {
    const state = { value: seed };
    const cases = numbers(20_000, state).map((a) => [a, randomBits(state) % 101] as const);
    compare("fixed", [...cases, ...edges.map((a) => [a, 2] as const)], (a, b) => a.toFixed(b));
});
test("toString with a radix gives Node's digits", () => {
    const state = { value: seed };
    const cases = numbers(20_000, state).map((a) => [a, 2 + (randomBits(state) % 35)] as const);
    compare("radix", cases, (a, b) => a.toString(b));
});
test("remainders are exact", () => compare("remainder", pairs(count), (a, b) => toHex(a % b)));
test("square roots are correctly rounded", () => compare("sqrt", singles(), (a) => toHex(Math.sqrt(a))));
test("rounding functions agree", () => {
    compare("round", singles(), (a) => toHex(Math.round(a)));
    compare("floor", singles(), (a) => toHex(Math.floor(a)));
    compare("ceil", singles(), (a) => toHex(Math.ceil(a)));
});
test("ToInt32 agrees", () => compare("int32", singles(), (a) => String(a | 0)));

function bitsOf(hex: string): bigint {
    const bits = BigInt(`0x${hex}`);
    return bits >> 63n ? -(bits & ((1n << 63n) - 1n)) : bits;
}
test("powers are within one unit in the last place of Node's, and exact where Node is exact", () => {
    const state = { value: seed };
    const moderate = Array.from({ length: 20_000 }, () => {
        const base = (randomBits(state) / 2 ** 32) * 2 ** ((randomBits(state) % 40) - 20);
        return [base, ((randomBits(state) / 2 ** 32) * 2 - 1) * 2 ** (randomBits(state) % 7)] as const;
    });
    const whole = Array.from({ length: 40 }, (_, a) =>
        Array.from({ length: 12 }, (_, b) => [a - 20, b] as const),
    ).flat();
    const cases = [...pairs(10_000), ...moderate, ...whole];
    const answers = ask(cases.map(([a, b]) => `power ${toHex(a)} ${toHex(b)}`));
    cases.forEach(([a, b], i) => {
        const expected = toHex(a ** b);
        const distance = bitsOf(answers[i] ?? "") - bitsOf(expected);
        const limit = i >= cases.length - whole.length ? 0n : 1n;
        const close = distance <= limit && distance >= -limit;
        assert.ok(close, `${String(a)} ** ${String(b)}: ${answers[i] ?? ""} and ${expected}`);
    });
});

test("toPrecision and toExponential give V8's digits", () => {
    const digits = singles(30_000).map(([a], i) => [a, 1 + (i % 100)] as const);
    compare("precision", digits, (a, b) => a.toPrecision(b));
    compare("exponential", digits, (a, b) => a.toExponential(b));
    compare("shortest", singles(), (a) => a.toExponential());
});
