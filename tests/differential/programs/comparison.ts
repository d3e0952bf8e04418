function compare(x: number, y: number): void {
    console.log(x < y, x <= y, x > y, x >= y, x === y, x !== y, x == y, x != y);
}
const numbers = [0, -0, 1, -1, NaN, Infinity, -Infinity, 0.1 + 0.2, 0.3];
for (const x of numbers) {
    for (const y of numbers) compare(x, y);
}
const strings = ["", "a", "b", "aa", "é", "\u{1F600}", "\uFFFF"];
for (const x of strings) {
    for (const y of strings) console.log(x < y, x <= y, x > y, x >= y, x === y);
}
const unequalToItself = (x: any): boolean => x !== x;
console.log(unequalToItself(NaN), unequalToItself(1), unequalToItself("a"));
const sameFlag = (flag: boolean): boolean => flag === flag && !(flag !== flag);
console.log(sameFlag(true), sameFlag(false));
