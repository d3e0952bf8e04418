/** Units of texts, by every kind of index, of flat texts, wide ones and ropes. */
let rope = "";
for (let i = 0; i < 40; i++) rope += `piece ${i} `;
let wideRope = "";
for (let i = 0; i < 40; i++) wideRope = `${i}€` + wideRope;
const texts = ["", "a", "hello", "é\u00ff", "€uro", "\u{1f600}", rope, wideRope, rope + wideRope];
const indexes = [0, 1, -1, -0, 0.5, 1.9, NaN, Infinity, 4294967296, 2147483648];
const others: unknown[] = [0, "1", " 0 ", "x", null, true, undefined];

for (const text of texts) {
    for (const other of others) console.log(text.charCodeAt(other as number), text.codePointAt(other as number));
    for (const at of indexes) {
        console.log(text.charCodeAt(at), text.codePointAt(at), text.charAt(at) === text[at], text.length);
    }
    console.log(
        text.charCodeAt(text.length),
        text.charCodeAt(text.length - 1),
        text[text.length - 1],
        text[text.length],
    );
}

/** What is read is compared with texts of one unit, of more, and of none. */
function kindOf(text: string, at: number): string {
    const unit = text[at];
    if (unit === undefined) return "none";
    if (unit === "p" || unit === "€") return "known";
    if (unit !== " " && unit === text[at + 1]) return "twice";
    return unit === "" ? "empty" : unit == "e" ? "e" : "other";
}
for (const text of ["hello", "p€p", rope, wideRope]) for (let at = -1; at < 7; at++) console.log(kindOf(text, at));

/** Digits of a number, with what NaN does outside. */
function digits(text: string, from: number): number {
    let number = 0;
    for (let at = from; ; at++) {
        const digit = text.charCodeAt(at) - 48;
        if (!(digit >= 0 && digit <= 9)) return number;
        number = number * 10 + digit;
    }
}
console.log(
    digits("2147483647", 0),
    digits("2147483648", 0),
    digits("-5", 1),
    digits("99999999999999999999", 0),
    digits("", 0),
);

/** Sums of texts in steps, whose parts change on the way. */
function steps(a: string, n: number): string {
    let b = "b";
    const first = a + b + n;
    const second = a + (b = "c") + b;
    const third = n + a + n + (a + n) + undefined + null + true;
    let total = "";
    for (let i = 0; i < 30; i++) total += a[i % a.length] + "-" + i + (i % 7 === 0 ? "€" : "");
    for (let i = 0; i < 30; i++) total = i + a + "<" + total;
    return first + "," + second + "," + third + "," + total;
}
console.log(steps("xyz", 5), steps("é", -0), steps("€", 0.5));
console.log("1" + 2 + 3, 1 + 2 + "3", "a" + -0 + NaN, 1 + (2 + "3") + 4);
