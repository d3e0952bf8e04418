// Positions and numbers in text: integers, fractions, what is no number, and what lies outside.
const texts = ["", "a", "abcabc", "aaab", "häus", "ab\u{1F600}ab", "needle in a haystack, needle"];
const searches = ["", "a", "ab", "aab", "abc", "b\u{1F600}", "ü", "needle", "needles"];
const positions: (number | undefined)[] = [
    undefined,
    0,
    -0,
    1,
    2.9,
    -1,
    -7,
    5,
    6,
    100,
    NaN,
    Infinity,
    -Infinity,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
];

let hash = 7;
function take(value: number): void {
    hash = (hash * 31 + value) | 0;
}
for (const text of texts) {
    for (const search of searches) {
        for (const position of positions) {
            take(text.indexOf(search, position));
            take(text.lastIndexOf(search, position));
            take(text.startsWith(search, position) ? 1 : 2);
            take(text.endsWith(search, position) ? 3 : 4);
            take(text.includes(search, position) ? 5 : 6);
        }
    }
    for (const position of positions) {
        const unit = text.charCodeAt(position ?? 0);
        console.log(
            text,
            position,
            unit,
            text.charAt(position ?? 0),
            text.slice(position),
            text.slice(0, position),
            text.slice(-3, position),
        );
        for (const end of positions)
            take(text.slice(position, end).length * 8 + text.substring(position ?? 0, end).length);
    }
    console.log(text.length, hash);
}

// Texts that are put together piece by piece are searched too.
let rope = "";
for (let i = 0; i < 40; i++) rope = `${rope}${i},`;
console.log(
    rope.indexOf("39"),
    rope.indexOf("9,1"),
    rope.indexOf(",", 50),
    ("x" + rope).indexOf(rope),
    rope.split(",").length,
);

for (const digits of [
    "0",
    "-0",
    "7",
    "123456789",
    "1234567890",
    "4294967295",
    "4294967296",
    "-999999999",
    "000000000012",
    "zz",
    "zzzzzz",
    "zzzzzzz",
    "1e3",
    "",
    "-",
]) {
    console.log(
        digits,
        parseInt(digits),
        1 / parseInt(digits),
        parseInt(digits, 10),
        parseInt(digits, 36),
        parseInt(digits, 16),
        parseInt(digits, 2),
        parseInt(digits, 7),
    );
}
console.log(parseInt("12345678901234567890"), parseInt("12345678901234567890", 16));
