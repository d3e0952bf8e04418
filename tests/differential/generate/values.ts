/** Literals of every kind of value, the simplest first. */

export const numbers = [
    ..."0 1 2 3 7 10 -1 -2 0.5 -0 1.5 -2.5 31 32 255 256 65535 65536 46341 2147483647 -2147483648 2147483648".split(
        " ",
    ),
    ..."4294967295 4294967296 -2147483649 9007199254740991 9007199254740993 1e21 1e-7 0.1 1e308 5e-324 NaN Infinity".split(
        " ",
    ),
    ..."-Infinity 123456789.125 -0.000001 4503599627370497.5 1e20 -4294967295".split(" "),
];

export const strings = [
    '""',
    '"a"',
    '"b"',
    '"abc"',
    '"0"',
    '"12"',
    '" 7 "',
    '"-0"',
    '"1e3"',
    '"0x1f"',
    '"NaN"',
    '"é"',
    '"\\u00ff\\u0100"',
    '"日本"',
    '"\\u{1F600}"',
    '"\\ud83d"',
    '"\\ude00x"',
    '"undefined"',
    '"a,b,c"',
    '"100%"',
    '"tab\\t\\"q\\""',
];

const others = ["true", "false", "undefined", "null"];

/** `as any` keeps tsc from judging what a program with such constants means. */
export const primitives = ["0", '"a"', ...others, ...numbers.slice(1), ...strings, ...others].map((text) =>
    text.startsWith("-") ? `((${text}) as any)` : `(${text} as any)`,
);

/** Kinds that operators and conversions to text and number take. */
const primitiveKinds = {
    integer: ["0", "1", "7", "-1", "65536"],
    integerLimit: ["2147483647", "-2147483648", "1073741824"],
    beyondInt32: ["2147483648", "4294967295", "-2147483649", "9007199254740991", "1e21"],
    fraction: ["0.5", "-2.5", "1e-7", "123456789.125"],
    negativeZero: ["-0"],
    notANumber: ["NaN"],
    infinity: ["Infinity", "-Infinity"],
    string: ['"a"', '""', '"12"', '"abc"', '" 7 "'],
    nonLatin: ['"日本"', '"\\u00ff\\u0100"', '"é"', '"\\u{1F600}"'],
    loneSurrogate: ['"\\ud83d"', '"\\ude00x"'],
    boolean: ["true", "false"],
    null: ["null"],
    undefined: ["undefined"],
} as const;

/** `Plain`, `Derived` and `Trouble` are classes of the prelude. */
export const objectKinds = {
    object: ["{ x: 1 }", "{}", '{ y: "é", x: undefined }'],
    array: ["[1, 2]", "[]", '["é", undefined, null]'],
    function: ["(() => 7)", "((x: any) => x)", "function () {}", "show"],
    instance: ["new Plain(1)", "new Derived(2)"],
    bytes: ["new Uint8Array([1, 255])", "new Uint8Array(0)"],
    buffer: ["new ArrayBuffer(4)"],
    error: ['new Error("e")', 'new TypeError("é")', 'new Trouble("own")'],
} as const;

export const kinds = { ...primitiveKinds, ...objectKinds } as const;

export type ValueKind = keyof typeof kinds;

export const primitiveKindNames = Object.keys(primitiveKinds) as readonly ValueKind[];
export const kindNames = Object.keys(kinds) as readonly ValueKind[];
