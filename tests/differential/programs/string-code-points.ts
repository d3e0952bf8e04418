function units(text: string): string {
    let result = text.length + ":";
    for (let i = 0; i < text.length; i++) result += " " + text.charCodeAt(i).toString(16);
    return result;
}
const texts = [
    "",
    "plain",
    "äöü",
    "\u3042",
    "\u{1f600}",
    "\ud83d",
    "\ude00",
    "a\ud83d",
    "\ud83da",
    "\ude00\ud83d",
    "\ud83d\ud83d\ude00\ude00",
    "a\u{1f600}b\udfff\ud800\u{10ffff}",
    "\ud7ff\ue000",
];
for (const text of texts) {
    const formed = text.toWellFormed();
    console.log(text.isWellFormed(), units(formed), formed.isWellFormed(), formed === text, units(text));
}
// Halves of a pair that come together.
let half = "x".repeat(300) + "\ud83d";
console.log(half.isWellFormed(), half.toWellFormed().endsWith("\ufffd"));
half += "\ude00";
console.log(half.isWellFormed(), half.toWellFormed() === half);

console.log(units(String.fromCodePoint()), units(String.fromCodePoint(65)), units(String.fromCodePoint(65, 228, 0)));
console.log(units(String.fromCodePoint(0x3b1, 65)), units(String.fromCodePoint(0x1f600, 0x10ffff, 0x10000, 0xffff)));
console.log(
    units(String.fromCodePoint(0xd83d, 0xde00)),
    units(String.fromCodePoint(0xdfff)),
    units(String.fromCodePoint(-0)),
);
console.log(units(String.fromCodePoint(...[104, 105, 0x2713])), units((String.fromCodePoint as any)("66", true, null)));
for (const code of [-1, 1.5, 0x110000, NaN, Infinity, -Infinity, 4294967296]) {
    try {
        console.log(units(String.fromCodePoint(65, code)));
    } catch (error) {
        console.log(error instanceof RangeError);
    }
}
for (const code of [0, 65, 255, 256, 0xd800, 0xffff, 0x10000, 0x10ffff])
    console.log(String.fromCodePoint(code).codePointAt(0) === code);
export {};
