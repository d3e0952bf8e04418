// keys(), values() and entries() of arrays and typed arrays.
const words = ["a", "b", "c"];
for (const [index, word] of words.entries()) console.log(index + 1, word.toUpperCase());
console.log(
    [...words.keys()].join(),
    [...words.values()].join(),
    [...words.entries()].map((pair) => pair.join(":")).join(),
);
const numbers = [1.5, 2, 3];
let sum = 0;
for (const [index, value] of numbers.entries()) sum += index * value;
for (const index of numbers.keys()) sum += index;
for (const value of numbers.values()) sum += value;
console.log(sum);

// The length is read anew each time; what is at its end stays there.
const growing = [1];
for (const [index, value] of growing.entries()) if (index < 5) growing.push(value * 2);
console.log(growing.join());
const iterator = growing.values();
while (iterator.next().done !== true);
growing.push(7);
console.log(iterator.next().done, [...iterator].length);
const shrinking = [1, 2, 3, 4];
const met: number[] = [];
for (const value of shrinking.values()) {
    met.push(value);
    shrinking.pop();
}
console.log(met.join());

const holes = [1, , 3];
console.log([...holes.keys()].join(), [...holes.values()].map((value) => String(value)).join());
for (const [index, value] of holes.entries()) console.log(index, value);

const bytes = new Uint8Array([5, 6, 7]);
for (const [index, byte] of bytes.entries()) console.log(index, byte * 2);
console.log([...bytes.keys()].join(), [...bytes.values()].join(), new Map(bytes.entries()).get(2));
const keys = words.keys();
console.log(keys.next().value, keys.next().value, [...keys].join(), keys.next().done);
const [first, ...rest] = words.values();
console.log(first, rest.join(), new Set(words.keys()).size);
const readonly: readonly string[] = words;
for (const [index, word] of readonly.entries()) console.log(index, word.length);
