/**
 * The tables of the runtime's case conversion, taken from the Unicode data of the Node that runs
 * this: what its `toLowerCase` and `toUpperCase` make of each code point, and the two properties
 * that a final sigma depends on. firmware/runtime/case.h says what the tables mean.
 */

export const tablesFile = "firmware/runtime/case_tables.c";

const LAST = 0x10ffff;

/** Code points that move by the same distance: all of them, or every second one. */
interface Range {
    readonly first: number;
    last: number;
    readonly distance: number;
    step: 1 | 2;
}

/** Code points that become several: the first of these moves with them, the others stay. */
interface Expansion {
    readonly first: number;
    last: number;
    readonly points: readonly number[];
}

interface Mappings {
    readonly ranges: readonly Range[];
    readonly expansions: readonly Expansion[];
}

function addToRanges(ranges: Range[], code: number, distance: number): void {
    const range = ranges.at(-1);
    const gap = range?.distance === distance ? code - range.last : 0;
    if (range !== undefined && (gap === range.step || (gap === 2 && range.first === range.last))) {
        range.step = gap === 2 ? 2 : 1;
        range.last = code;
    } else {
        ranges.push({ first: code, last: code, distance, step: 1 });
    }
}

function addToExpansions(expansions: Expansion[], code: number, points: readonly number[]): void {
    const previous = expansions.at(-1);
    const [head = 0, ...tail] = points;
    if (
        previous?.last === code - 1 &&
        (previous.points[0] ?? 0) + code - previous.first === head &&
        previous.points.slice(1).join() === tail.join()
    )
        previous.last = code;
    else expansions.push({ first: code, last: code, points });
}

function mappings(convert: (text: string) => string): Mappings {
    const ranges: Range[] = [];
    const expansions: Expansion[] = [];
    for (let code = 0; code <= LAST; code++) {
        const points = [...convert(String.fromCodePoint(code))].map((point) => point.codePointAt(0) ?? 0);
        const [only = code] = points;
        if (points.length > 1) addToExpansions(expansions, code, points);
        else if (only !== code) addToRanges(ranges, code, only - code);
    }
    return { ranges, expansions };
}

/** 0, 1 or 2: neither, cased, ignored between the letters of a word. */
function classOf(code: number): number {
    const text = String.fromCodePoint(code);
    return /^\p{Case_Ignorable}$/u.test(text) ? 2 : /^\p{Cased}$/u.test(text) ? 1 : 0;
}

/** Each run is its length and one bit, which says which of the two other classes it is of. */
function classBytes(): number[] {
    const bytes: number[] = [];
    let before = 2;
    for (let code = 0; code <= LAST;) {
        const kind = classOf(code);
        let end = code + 1;
        while (end <= LAST && classOf(end) === kind) end++;
        let number = (end - code) * 2 + ((kind - before + 2) % 3);
        for (; number >= 0x80; number >>>= 7) bytes.push(0x80 | (number & 0x7f));
        bytes.push(number);
        before = kind;
        code = end;
    }
    return bytes;
}

const hex = (number: number) => `0x${(number & 0xffff).toString(16).toUpperCase().padStart(4, "0")}`;

/** Items in lines of at most 100 columns. */
function lines(items: readonly string[]): string {
    const result: string[] = [];
    let line = "";
    for (const item of items) {
        if (line.length + item.length > 94) {
            result.push(line);
            line = "";
        }
        line += `${line === "" ? "    " : " "}${item},`;
    }
    return [...result, line].join("\n");
}

function tablesOf(name: string, { ranges, expansions }: Mappings, classes: string): string {
    const rows = ranges.map(
        ({ first, last, distance, step }) =>
            `{${hex(first)}, ${String((last - first) * 2 + step - 1)}, ${hex(distance)}}`,
    );
    const basic = ranges.filter(({ first }) => first <= 0xffff).length;
    const longer = expansions.map(({ first, last, points: [one = 0, two = 0, three = 0] }) => {
        const count = String(last - first + 1);
        return `{${hex(first)}, ${count}, {${hex(one)}, ${hex(two)}, ${hex(three)}}}`;
    });
    return `static const struct tsp_case_range ${name}_ranges[] = {
${lines(rows)}
};

static const struct tsp_case_expansion ${name}_expansions[] = {
${lines(longer)}
};

const struct tsp_case_table tsp_${name}_case = {
    .ranges = ${name}_ranges,
    .basic_count = ${String(basic)},
    .range_count = ${String(ranges.length)},
    .expansions = ${name}_expansions,
    .expansion_count = ${String(expansions.length)},
    .classes = ${classes},
};
`;
}

/** The C file. */
export function caseTables(): string {
    const classes = classBytes().map((byte) => byte.toString());
    return `/*
 * Case conversion of Unicode ${process.versions["unicode"] ?? ""}. Written by
 * tests/unicode/generate.ts; not to be edited.
 */
#include "runtime/case.h"

/* clang-format off */
static const uint8_t classes[] = {
${lines(classes)}
};

${tablesOf(
    "lower",
    mappings((text) => text.toLowerCase()),
    "classes",
)}
${tablesOf(
    "upper",
    mappings((text) => text.toUpperCase()),
    "NULL",
)}`;
}
