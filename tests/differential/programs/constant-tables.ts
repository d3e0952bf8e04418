/** Tables that are written out: an index below their length reads an element, if none was taken. */
const table = [10, 20, 30, 40, 50, 60, 70, 80];
const names = ["zero", "one", "two", "three"];
const shrinking = [1, 2, 3, 4];
const cut = [1, 2, 3, 4];
const holes = [1, , 3, 4];
const spliced = ["a", "b", "c", "d"];
const sorted = [4, 3, 2, 1];
const letters = "ABCDEFGH";
const wide = "aé€\u{1f600}z";

function read(i: number): string {
    return `${table[i & 7]} ${names[i & 3]} ${letters[i & 7]}${letters[(i + 3) & 7]} ${wide[i & 3]} ${holes[i & 3]}`;
}
for (let i = 0; i < 9; i++) console.log(read(i), names[i & 3] + i, table[i & 7] + 1);

shrinking.pop();
cut.length = 2;
spliced.splice(1, 2);
sorted.sort((a, b) => a - b);
for (let i = 0; i < 4; i++) console.log(shrinking[i & 3], cut[i & 3], spliced[i & 3], sorted[i & 3], cut[i & 3] + 1);
cut.length = 4;
for (let i = 0; i < 4; i++) console.log(cut[i & 3]);

/** Arrays that others change. */
class Holder {
    readonly list = [1, 2, 3, 4];
    take(): number | undefined {
        return this.list.shift();
    }
}
const holder = new Holder();
const kept = holder.list;
console.log(kept[3 & 3], holder.take(), kept[3 & 3], kept[0 & 3]);
function empty(list: string[]): void {
    while (list.length > 0) list.pop();
}
const victim = ["x", "y"];
console.log(victim[1 & 1]);
empty(victim);
console.log(victim[1 & 1], victim[0 & 1]);

const spread = [...table, 90];
console.log(spread[0 & 1], spread[8 & 15], spread[9 & 15]);

/** Written where elements are, taken apart, and with less than is asked for. */
const state = [1, 0x80000000, 3];
for (let i = 0; i < 3; i++) state[i] = (state[i] + 1) | 0;
const [first, second, third] = state;
const [one, two, none = 9] = shrinking.slice(0, 2);
let [p, q, r, s] = sorted;
[p, q] = [q, p];
console.log(first, second, third, one, two, none, p, q, r, s, (first + second) | 0);
for (const element of [1, 2, 3]) console.log(element);
for (const [a, b, c] of [
    [1, 2],
    [3, 4, 5],
])
    console.log(a + b, c);

/** Elements that are replaced, and grow into other kinds. */
const changed: (number | string)[] = [1, 2, 3, 4];
changed[2] = "three";
changed[6] = 7;
for (let i = 0; i < 8; i++) console.log(changed[i & 7]);
