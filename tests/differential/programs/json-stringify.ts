// JSON.stringify: everything that it writes, leaves out and asks.
console.log(JSON.stringify({ a: 1, b: "two", c: [true, false, null], d: { e: -0, f: 1.5e300 } }));
console.log(JSON.stringify([undefined, () => 1, NaN, Infinity, -Infinity, null]));
console.log(JSON.stringify({ a: undefined, b: () => 1, c: NaN, d: null }));
for (const value of [1, -0, 0.1, 1e21, "x", true, false, null, undefined]) console.log(JSON.stringify(value));
console.log(
    JSON.stringify(() => 1),
    JSON.stringify('a"b\\c\n\r\t\b\f\u0001\u001f\u007f/\u2028é€😀'),
);
console.log(JSON.stringify("\ud83d"), JSON.stringify("\ude00x"), JSON.stringify("\ud83d\ude00"));
console.log(
    JSON.stringify([]),
    JSON.stringify({}),
    JSON.stringify([[]]),
    JSON.stringify([{}]),
    JSON.stringify({ a: [] }),
);

class Point {
    x = 1;
    y: number | undefined = undefined;
    #hidden = 3;
    get sum(): number {
        return this.x + this.#hidden;
    }
    method(): number {
        return this.sum;
    }
}
class Money {
    amount: number;
    constructor(amount: number) {
        this.amount = amount;
    }
    toJSON(key: string): string {
        return `${key}:${this.amount}`;
    }
}
class Price extends Money {
    override toJSON(key: string): string {
        return super.toJSON(key) + "!";
    }
}
console.log(JSON.stringify(new Point()), JSON.stringify([new Point()]));
console.log(JSON.stringify(new Money(3)), JSON.stringify({ cost: new Money(4), list: [new Money(5), new Price(6)] }));
console.log(JSON.stringify({ toJSON: () => ({ nested: new Money(1) }) }));
console.log(JSON.stringify({ toJSON: 5, a: 1 }), JSON.stringify({ toJSON: undefined, a: 1 }));
console.log(JSON.stringify({ a: { toJSON: () => undefined }, b: [{ toJSON: () => undefined }] }));
console.log(JSON.stringify(new Date(0)), JSON.stringify({ at: new Date(NaN), list: [new Date(86400000)] }));
console.log(JSON.stringify(new Error("message")), JSON.stringify(new Map([[1, 2]])), JSON.stringify(new Set([1])));
console.log(
    JSON.stringify(new Uint8Array([1, 2, 3])),
    JSON.stringify([1, , 3]),
    JSON.stringify({ 2: "b", 1: "a", c: 0 }),
);

// Spaces.
const nested = { a: [1, [2, { b: [] }], {}], c: { d: null } };
for (const space of [0, 1, 2, 10, 20, -1, 1.9, NaN, "", "--", "0123456789abc"])
    console.log(JSON.stringify(nested, null, space));
console.log(JSON.stringify([], null, 2), JSON.stringify({}, null, 2), JSON.stringify(1, null, 2));
console.log(JSON.stringify(nested, null, null), JSON.stringify(nested, undefined, undefined));

// General objects.
const counts: Record<string, number> = {};
for (const word of ["b", "a", "10", "9", "__proto__", "constructor", "b"])
    if (word !== "__proto__") counts[word] = (Object.hasOwn(counts, word) ? counts[word]! : 0) + 1;
console.log(JSON.stringify(counts));

// Replacers.
console.log(JSON.stringify({ 1: 1, a: 2, b: 3 }, ["b", 1]), JSON.stringify({ a: 1 }, []));
console.log(JSON.stringify(nested, (key, value) => (typeof value === "number" ? value * 2 : value)));
console.log(
    JSON.stringify({ a: 1, b: 2, c: [1, 2] }, (key, value) => (key === "b" || key === "0" ? undefined : value), 1),
);
console.log(
    JSON.stringify({ m: new Map([["k", 1]]) }, (_key, value: unknown) => (value instanceof Map ? [...value] : value)),
);
const seen: string[] = [];
JSON.stringify({ a: [1, { b: 2 }] }, function (this: any, key: string, value: unknown) {
    seen.push(`${key}<${Array.isArray(this) ? "array" : Object.keys(this).join("|")}`);
    return value;
});
console.log(seen.join(" "));
console.log(
    JSON.stringify(1, () => undefined),
    JSON.stringify(undefined, () => 7),
    JSON.stringify({}, () => "whole"),
);

// What contains itself.
function report(make: () => unknown): void {
    try {
        console.log(make());
    } catch (error) {
        console.log(error instanceof TypeError, (error as Error).message);
    }
}
class Ring {
    next: Ring | undefined;
    others: unknown[] = [];
}
report(() => {
    const ring = new Ring();
    ring.next = ring;
    return JSON.stringify(ring);
});
report(() => {
    const ring = new Ring();
    ring.others.push(1, { back: [ring] });
    return JSON.stringify({ ring });
});
report(() => {
    const first: { a: unknown } = { a: 0 };
    first.a = { b: { c: { d: { e: [0, first] } } } };
    return JSON.stringify(first);
});
report(() => {
    const shared = { x: 1 };
    return JSON.stringify([shared, shared, { shared }]);
});
report(() =>
    JSON.stringify({
        toJSON() {
            throw new TypeError("thrown on the way");
        },
    }),
);

// Many and deep.
let deep: unknown[] = [];
for (let i = 0; i < 500; i++) deep = [deep];
console.log(JSON.stringify(deep).length);
const rows: { id: number; name: string; tags: string[] }[] = [];
for (let i = 0; i < 200; i++) rows.push({ id: i, name: `row ${i}`, tags: ["é", "tag\n"] });
const long = JSON.stringify(rows);
console.log(long.length, long.slice(0, 80), long.slice(-60));

// Getters of literals.
report(() =>
    JSON.stringify({
        get a() {
            return [this.b];
        },
        b: 2,
        get c() {
            return undefined;
        },
    }),
);
report(() =>
    JSON.stringify({
        get a() {
            throw new TypeError("thrown by a getter");
        },
    }),
);
