// Map: keys of every kind, the order of insertion, changes while it is iterated over.
const words = new Map<string, number>();
words.set("one", 1).set("two", 2).set("three", 3);
words.set("two", 22);
console.log(words.size, words.get("one"), words.get("two"), words.get("four"), words.has("three"), words.has("x"));
for (const [word, value] of words) console.log(word, value);
words.forEach((value, word, map) => console.log(word, value, map === words));
console.log([...words.keys()].join(), [...words.values()].join(), [...words].length);
console.log(words.delete("one"), words.delete("one"), words.size, [...words.keys()].join());
words.set("one", 11);
console.log([...words.keys()].join());
const built = "th" + "ree".slice(0, 3);
console.log(words.get(built), words.get("t" + built.slice(1)));

// Keys of every kind are told apart; -0 is 0, and NaN is itself.
const object = { a: 1 };
const array = [1];
const run = () => 1;
const any = new Map<any, any>([
    [0, "zero"],
    ["0", "text"],
    [NaN, "not a number"],
    [undefined, "undefined"],
    [null, "null"],
    [true, "true"],
    [false, "false"],
    [1.5, "fraction"],
    [4294967296, "large"],
    [-1, "negative"],
    ["", "empty"],
    ["\u20ac\u{1F600}", "wide"],
    [object, "object"],
    [array, "array"],
    [run, "function"],
]);
console.log(any.size, any.get(-0), any.get("0"), any.get(0 / 0), any.get(undefined), any.get(null), any.get(true));
console.log(
    any.get(false),
    any.get(3 / 2),
    any.get(2 ** 32),
    any.get(-1),
    any.get(""),
    any.get("\u20ac" + "\u{1F600}"),
);
console.log(
    any.get(object),
    any.get({ a: 1 }),
    any.get(array),
    any.get([1]),
    any.get(run),
    any.get(() => 1),
    any.get(2),
);
any.set(-0, "minus");
for (const key of any.keys()) if (key === 0) console.log(1 / key, any.get(0));
any.delete(NaN);
any.delete(undefined);
console.log(any.size, any.has(NaN), any.has(undefined));

// Many entries, deletions, and what is left.
const numbers = new Map<number, number>();
for (let i = 0; i < 1000; i++) numbers.set(i * 7919, i);
for (let i = 0; i < 1000; i += 3) numbers.delete(i * 7919);
let sum = 0;
for (const [key, value] of numbers) sum += key === value * 7919 ? value : 1000000;
console.log(numbers.size, sum, numbers.get(7919), numbers.get(0));
for (let i = 0; i < 5000; i++) {
    numbers.set(-1 - i, i);
    numbers.delete(-i);
}
console.log(numbers.size, numbers.get(-5000));
numbers.clear();
console.log(numbers.size, numbers.get(7919), [...numbers].length);
numbers.set(1, 2);
console.log([...numbers].map((pair) => pair.join()).join());

// Changes during iteration, by ECMA-262 24.1.3.5.
const live = new Map<number, string>([
    [1, "a"],
    [2, "b"],
    [3, "c"],
]);
const met: string[] = [];
for (const [key, value] of live) {
    met.push(key + value);
    if (key === 1) live.delete(2);
    if (key === 3) {
        live.set(4, "d");
        live.delete(1);
        live.set(1, "again");
    }
    if (key === 4) for (let i = 10; i < 40; i++) live.set(i, "more");
    if (key === 20) for (let i = 10; i < 38; i++) live.delete(i);
    if (key === 39) {
        live.clear();
        live.set(100, "after");
    }
}
console.log(met.join());
const churn = new Map<number, number>([[0, 0]]);
let turns = 0;
for (const [key] of churn) {
    churn.delete(key);
    if (key < 300) churn.set(key + 1, 0);
    turns++;
}
console.log(turns, churn.size);

// Iterators are values.
const iterator = live.entries();
console.log(iterator.next().value?.join(), iterator.next().done, typeof iterator.next().value);
live.set(101, "late");
console.log(iterator.next().done, [...iterator].length);
const keys = words.keys();
keys.next();
console.log([...keys].join());
const [first, ...others] = words;
const [, second] = words.values();
console.log(first?.join(), others.length, second);
const third = words.keys();
const [a, ...rest] = third;
console.log(a, rest.join(), third.next().done);

// Constructed from what can be iterated over, and from nothing.
console.log(new Map(words).get("three"), new Map(words.entries()).size, new Map().size, new Map(null).size);
console.log(new Map([...words].map(([key, value]) => [key.length, value * 2])).get(5));
try {
    new Map(5 as any);
} catch (error) {
    console.log(error instanceof TypeError);
}
try {
    new Map([5] as any);
} catch (error) {
    console.log(String(error));
}

// Classes that extend it, and values of several kinds.
class Counter extends Map<string, number> {
    add(key: string): number {
        const count = (this.get(key) ?? 0) + 1;
        this.set(key, count);
        return count;
    }
    override get size(): number {
        return super.size * 100;
    }
}
const counter = new Counter([["x", 5]]);
console.log(
    counter.add("x"),
    counter.add("y"),
    counter.size,
    counter instanceof Map,
    [...counter].map((pair) => pair.join()).join(";"),
);
const mixed = new Map<string, number | string | undefined>([
    ["n", 1],
    ["s", "text"],
    ["u", undefined],
]);
for (const [key, value] of mixed) console.log(key, typeof value, mixed.has(key), value);
function total(of: ReadonlyMap<string, number>): number {
    let all = 0;
    for (const value of of.values()) all += value;
    return all;
}
console.log(
    total(
        new Map([
            ["a", 1],
            ["b", 2],
        ]),
    ),
    total(counter),
);
const nested = new Map<string, Map<string, number>>();
for (const word of ["ab", "ac", "bc"]) {
    const inner = nested.get(word.charAt(0)) ?? new Map<string, number>();
    nested.set(word.charAt(0), inner);
    inner.set(word, word.length);
}
for (const [key, inner] of nested) console.log(key, [...inner.keys()].join());

// An iteration over one of several kinds.
function listed(of: Iterable<unknown>): string {
    let text = "";
    for (const each of of) text += `${Array.isArray(each) ? each.join(":") : (each as string)} `;
    return text + [...of].length;
}
console.log(listed([1, 2]), listed("ab"), listed(words), listed(words.keys()), listed(new Set([7, 8])));
