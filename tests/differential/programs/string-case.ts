const texts = [
    "",
    "already lower",
    "ALREADY UPPER 123",
    "Hello, World!",
    "grüße, Straße",
    "GRÜSSE ÀÖ×ØÞ",
    "µm ÿ",
    "\u0178 \u00df\u0178",
    "İstanbul ıI",
    "ŉ ǰ ΐ ΰ և ẖ ẗ ẘ ẙ ẚ",
    "ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ ﬓ ﬔ ﬕ ﬖ ﬗ",
    "ᾀᾁᾷ ᾈᾏ ᾳ ᾼ ῳ ῼ ὖ",
    "ǄǅǆǇǈǉǊǋǌ",
    "Ā ā Ă Ĺ ĺ ſ ẞ",
    "Привет, МИР",
    "Աբգ ԱԲԳ",
    "აბგ ᲐᲑᲒ",
    "Ꭰꭰ Ᏸᏸ",
    "Kelvin \u212a Å \u212b Ω \u2126",
    "ⅰⅳ ⅠⅣ ⓐ Ⓐ",
    "𐐀𐐨 𝐀𝐚 𐓘𐒰 𞤀𞤢",
    "日本語 \u0000 \u007f",
    "\ud800 \udc00 \ud801 \udc28\ud801",
    "a\ud801\udc28b",
];
function units(text: string): string {
    let result = "";
    for (let i = 0; i < text.length; i++) result += text.charCodeAt(i).toString(16) + " ";
    return result;
}
for (const text of texts) {
    const lower = text.toLowerCase();
    const upper = text.toUpperCase();
    console.log(lower, "|", upper, lower.length, upper.length);
    console.log(units(lower), "|", units(upper));
    console.log(lower === lower.toLowerCase(), upper === upper.toUpperCase());
}

// What a sigma becomes depends on its neighbours.
const sigmas = [
    "Σ",
    "ΟΔΥΣΣΕΥΣ",
    "ΑΣ ΑΣΑ ΣΑ",
    "Α.Σ",
    "ΑΣ.Α",
    "ΑΣ. Α",
    "1Σ",
    "ΑΣ1",
    "Α\u0301Σ\u0301",
    "Α\u0301Σ\u0301Β",
    "\u0301Σ",
    "ʰΣ",
    "AʰΣʰ",
    "AΣʰb",
    "\u0345Σ",
    "𐐀Σ",
    "𐐀Σ𐐀",
    "\ud801Σ\udc00",
    "A\u{e0001}Σ\u{e0020}",
    "A\u{1f600}Σ",
    "ΣΣ",
    "ΣΣΣ ΣΣ",
];
for (const text of sigmas) console.log(units(text), "|", units(text.toLowerCase()));

// Pieces that are put together, and what is not Latin-1 in one of them alone.
let built = "";
for (let i = 0; i < 60; i++) built += "Stück " + i + " ";
console.log(built.toUpperCase(), built.toUpperCase().toLowerCase() === built.toLowerCase());
built += "ΣΟΦΟΣ";
console.log(built.toLowerCase().slice(-6), built.toUpperCase().length, built.length);
console.log("x".repeat(300).toUpperCase() === "X".repeat(300), "ß".repeat(40).toUpperCase().length);

console.log("TitLE".toLocaleLowerCase(), "titLE ß".toLocaleUpperCase());
const header: Record<"name", string> = { name: "Content-Type" };
console.log(header.name.toLowerCase() === "content-type", "close".toUpperCase().charCodeAt(0));
export {};
console.log("Straße".toLocaleUpperCase("de"), "ÀB".toLocaleLowerCase(["en", "fr"]));
