// Set: values of every kind, the order of insertion, changes while it is iterated over.
const words = new Set<string>();
words.add("b").add("a").add("b");
console.log(words.size, words.has("a"), words.has("c"), [...words].join());
for (const word of words) console.log(word);
words.forEach((value, key, set) => console.log(value, key, set === words));
console.log(
    [...words.entries()].map((pair) => pair.join()).join(";"),
    [...words.keys()].join(),
    [...words.values()].join(),
);
console.log(words.delete("b"), words.delete("b"), words.size);
words.add("b");
console.log([...words].join());

const any = new Set<any>([0, -0, NaN, NaN, "", null, undefined, true, 1.5, "1.5"]);
console.log(any.size, any.has(-0), any.has(NaN), any.has(undefined), any.has("1.5"), any.has("2"));
for (const value of any) if (value === 0) console.log(1 / value);
const objects = [{ n: 1 }, { n: 1 }];
const held = new Set(objects);
console.log(held.size, held.has(objects[1]!), held.has({ n: 1 }));

const unique = [...new Set([3, 1, 3, 2, 1])];
console.log(
    unique.join(),
    new Set("hello").size,
    [...new Set("hello")].join(""),
    new Set(new Uint8Array([1, 1, 2])).size,
);
console.log(new Set(words).size, new Set().size, new Set(null).size, Math.max(...new Set([4, 9, 2])));

const live = new Set([1]);
let turns = 0;
for (const value of live) {
    live.delete(value);
    if (value < 200) live.add(value + 1);
    turns++;
}
console.log(turns, live.size);
const growing = new Set([1]);
for (const value of growing) if (value < 50) growing.add(value * 2);
console.log([...growing].join());
growing.clear();
growing.add(5);
console.log([...growing].join(), growing.size);

const primes = new Set<number>();
for (let i = 2; i < 500; i++) {
    let isPrime = true;
    for (const prime of primes) {
        if (prime * prime > i) break;
        if (i % prime === 0) {
            isPrime = false;
            break;
        }
    }
    if (isPrime) primes.add(i);
}
console.log(primes.size, [...primes].slice(-3).join());

const values = words.values();
console.log(values.next().value, values.next().value, values.next().done, values.next().done);
const [first, ...rest] = new Set(["x", "y", "z"]);
console.log(first, rest.join());
class Tags extends Set<string> {
    override add(value: string): this {
        return super.add(value.toUpperCase());
    }
}
console.log([...new Tags(["a", "A", "b"])].join(), new Tags() instanceof Set);
try {
    for (const each of new Set([1, 2, 3])) if (each === 2) throw new RangeError("stopped");
} catch (error) {
    console.log(String(error));
}
class Summing {
    sum = 0;
    add(value: number): void {
        this.sum += value;
    }
}
const summing = new Summing();
new Set([1, 2, 3]).forEach(function (this: Summing, value) {
    this.add(value);
}, summing);
new Map([[4, 5]]).forEach(function (this: Summing, value, key) {
    this.add(value * key);
}, summing);
console.log(summing.sum);
