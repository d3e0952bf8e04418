/**
 * Arrays of one kind of element each, with and without holes, through everything that takes an
 * array.
 */
const show = (values: readonly unknown[]): void => {
    let text = `${values.length}:`;
    for (let i = 0; i < values.length + 1; i++) text += ` ${String(values[i])}`;
    console.log(text, values.join("|"));
};

function each<T>(make: () => T[], other: T): void {
    const list = make();
    show(list);
    list.push(other);
    list.push(other, other);
    list.unshift(other);
    show(list);
    console.log(
        list.pop(),
        list.shift(),
        list.length,
        list.indexOf(other),
        list.lastIndexOf(other),
        list.includes(other),
    );
    show(list.slice(1));
    show(list.splice(1, 2, other, other, other));
    show(list.concat(make(), other));
    show(list.reverse());
    show(list.map((value) => value));
    show(list.filter((_, index) => index % 2 === 0));
    show([...list, ...make()]);
    const [first, second, ...rest] = list;
    console.log(String(first), String(second));
    show(rest);
    for (const value of list) console.log(String(value));
    list.forEach((value, index) => console.log(index, String(value)));
    console.log(
        list.some((value) => value === other),
        list.every((value) => value === other),
        list.at(-1),
        list.at(9),
    );
    console.log(
        String(list.find((value) => value === other)),
        list.findIndex((value) => value === other),
    );
    list.length = 2;
    show(list);
    show(list.fill(other));
    show(list.sort());
    list.length = 0;
    show(list);
    console.log(list.pop(), list.shift(), list[0]);
}

each(() => [3, 1, 2], 7);
each(() => [2147483647, -2147483648, 0], -1);
each(() => [4294967295, 0, 2147483648], 5);
each(() => [0.5, -2.5, 1e300], NaN);
each(() => [1, -0, 2], 0);
each(() => [true, false, true], false);
each(() => ["b", "a", "é"], "日本");
each((): (number | string)[] => [1, "a"], "b");
each((): (number | undefined)[] => [1, undefined, 3], undefined);

const holes = [1, , 3];
show(holes as unknown[]);
holes.forEach((value, index) => console.log(index, value));
console.log(holes.indexOf(undefined), holes.includes(undefined), holes.map((x) => (x ?? 0) * 2).join());
const truths = [true, , false];
show(truths as unknown[]);
for (const truth of truths) console.log(truth);

const grown: number[] = [];
grown[3] = 7;
grown[1] = -2147483647;
show(grown);
grown.length = 6;
show(grown);
grown[5] = 1;
let total = 0;
for (const value of grown) total += value ?? 100;
console.log(total, grown.length);
const extreme: number[] = [];
extreme[2] = -2147483648;
show(extreme);
const words: number[] = [];
words[1] = 0xffffffff;
words[3] = 2147483648;
show(words);
const flags: boolean[] = [];
flags[2] = true;
show(flags);
flags[0] = false;
show(flags);

const hashes: number[] = [];
for (let i = 0; i < 5; i++) hashes.push(Math.imul(i, 0x9e3779b1) >>> 0);
let mixed = 0;
for (let i = -1; i < 7; i++) mixed = (mixed ^ (hashes[i] as number)) >>> 0;
console.log(mixed, hashes.join());
hashes[2] = 1;
hashes[0]! += 5;
hashes[1]!++;
hashes[9]!++;
show(hashes);

const met = total > 0 ? grown : [1.5, 2.5];
met.push(3);
show(met);
const anything: any[] = [grown, flags, hashes, ["x"]];
for (const list of anything) {
    list.push(list[0]);
    show(list);
}
const bytes = new Uint8Array(grown);
bytes.set([256, 300.7, -1], 1);
console.log([...bytes].join());
console.log(Math.max(...hashes), Math.min(...[4, -2, 8]));
function count(...values: number[]): number {
    return values.length + values.reduce((sum, value) => sum + value, 0);
}
console.log(count(), count(1, 2), count(...hashes.slice(0, 2)), count(...[0.5, 0.25]));
const nested = [[1, 2], [3]];
nested.push([4294967295]);
nested[1]!.push(-1);
console.log(
    nested.map((row) => row.join("+")).join(),
    nested.reduce((sum, row) => sum + row.length, 0),
);
const sorted = [5, 1, 4, 1, 5, 9, 2, 6];
console.log(sorted.sort((a, b) => a - b).join(), sorted.sort((a, b) => b - a).join(), sorted.sort().join());
const numbers = [10, 9, 1, -1, 100, 2147483648, 0.5];
console.log(numbers.sort().join(), numbers.sort((a, b) => a - b).join());
console.log(numbers.sort((a, b) => (a > b) as unknown as number).join(), numbers.sort(() => NaN).join());
console.log(numbers.sort((a, b) => (a - b) * 1e-300).join(), numbers.sort((a, b) => (b - a) * 1e300).join());
