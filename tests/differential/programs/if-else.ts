function size(n: number): string {
    if (n < 0) return "negative";
    else if (n === 0) return "zero";
    else if (n < 10) {
        return "small";
    }
    return "large";
}
for (const n of [-1, -0, 0, 5, 10, NaN]) console.log(n, size(n));
if (0) console.log("never");
const text: string = "x";
if (text) console.log("always");
else console.log("never");
