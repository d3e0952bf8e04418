/** Units of texts that are compared and nothing else. */
const texts = ["a,b", "", "żó,", "rope".repeat(40) + ",".repeat(3)];
const others = [",", "a", "", "ab", "ó", "\u0142", "a,b"];
for (const text of texts) {
    for (let i = -1; i < 4; i++) {
        console.log(
            i,
            text[i] === ",",
            text[i] !== ",",
            "ó" === text[i],
            text[i] === "ab",
            text[i] === "",
            text[i] !== "\u0142",
        );
        for (const other of others) if (text[i] === other) console.log(text.length, i, other);
        for (const other of others) if (other !== text[i]) console.log("not", i, other);
    }
}
for (const index of [0.5, NaN, -0, Infinity, 2 ** 31, 2 ** 32])
    console.log(index, "a,b"[index] === "a", "a,b"[index] !== "a");

class Reader {
    private at = 0;
    private readonly text: string;

    constructor(text: string) {
        this.text = text;
    }

    takes(character: string): boolean {
        if (this.text[this.at] !== character) return false;
        this.at++;
        return true;
    }

    rest(): string {
        return this.text.slice(this.at);
    }
}
for (const text of ["xxy", "xx", "łłx", ""]) {
    const reader = new Reader(text);
    let taken = 0;
    while (reader.takes("x") || reader.takes("ł") || reader.takes("xx")) taken++;
    console.log(taken, reader.rest());
}
function count(text: string, unit: string | undefined): number {
    let found = 0;
    for (let i = 0; i <= text.length; i++) if (text[i] === unit) found++;
    return found;
}
console.log(count("banana", "a"), count("banana", "na"), count("banana", undefined), count("ééé", "é"));
let index = 1;
const moved = "abc"[index] === "abc"[(index = 2)];
console.log(moved, index, "abc"[index++] === "c", index);
