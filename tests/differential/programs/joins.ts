/** Array.prototype.join of elements of each kind. */
const wide = ["ż", "a", "\u{1F600}"];
console.log([1, -2, 2147483647, -2147483648].join(), ["a", "b", "c"].join("-"), wide.join(", "), ["a", "b"].join("→"));
console.log(
    [1.5, 1e21, NaN, -0, 0.1 + 0.2].join(";"),
    [true, false].join(" "),
    ["", "", ""].join(),
    [""].join("x"),
    [].join("x"),
);
console.log(
    ["a", undefined, null, "b"].join("+"),
    [undefined].join(),
    [null, 7].join("ab"),
    [1, "two", 3.5, true, null].join("|"),
);
const holes: number[] = [];
holes[3] = 4;
holes[1] = 2;
console.log(holes.join(), holes.join(""));
const long: string[] = [];
for (let i = 0; i < 300; i++) long.push(`item ${i} of many`);
const joined = long.join(", ");
console.log(joined.length, joined.slice(0, 40), joined.slice(-40), joined.charCodeAt(2000));
let rope = "";
for (let i = 0; i < 40; i++) rope = `${i}<${rope}>`;
console.log([rope, rope].join(rope.slice(0, 3)).length, [rope, "ł"].join("").endsWith("ł"));
console.log(["x"].join(undefined), ["x", "y"].join(undefined));
