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
