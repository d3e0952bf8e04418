// Methods of arrays that are called for other objects: literals, objects with prototypes, and
// what lacks some of its elements.

const list = { 0: "a", 1: "b", 3: "d", length: 4 };
const double = Array.prototype.map.call(list, (value) => `${String(value)}${String(value)}`);
console.log(double.length, double[0], double[3], 2 in double, Array.isArray(double));
console.log(Array.prototype.filter.call(list, (value) => value !== "b").join());
console.log(Array.prototype.slice.call(list, 1, 4).length, Array.prototype.slice.call(list, -1)[0]);
console.log(Array.prototype.indexOf.call(list, "b"), Array.prototype.indexOf.call(list, "b", 2));
console.log(Array.prototype.indexOf.call(list, "d", -1), Array.prototype.indexOf.call(list, undefined));
console.log(Array.prototype.includes.call(list, undefined), Array.prototype.includes.call(list, "z"));
console.log(Array.prototype.lastIndexOf.call(list, "a"), Array.prototype.lastIndexOf.call(list, "d", 2));
console.log(
    Array.prototype.lastIndexOf.call(list, "d", undefined as any),
    Array.prototype.lastIndexOf.call(list, "a", -9),
);
Array.prototype.forEach.call(list, (value, index, whole) => {
    console.log(index, value, whole === (list as any));
});
console.log(
    Array.prototype.some.call(list, (value) => value === "d"),
    Array.prototype.every.call(list, Boolean),
);
console.log(
    Array.prototype.find.call(list, (value) => value !== "a"),
    Array.prototype.findIndex.call(list, (value) => !value),
);
console.log(
    Array.prototype.findLast.call(list, Boolean),
    Array.prototype.findLastIndex.call(list, (value) => !value),
);
const sum = { length: "3", 0: 1, 1: 2, 2: 3, 3: 4 };
const add = (left: any, right: any): any => left + right;
console.log((Array.prototype.reduce as any).call(sum, add), (Array.prototype.reduce as any).call(sum, add, 10));
console.log(
    (Array.prototype.reduceRight as any).call(sum, add),
    (Array.prototype.reduceRight as any).call(sum, add, "t"),
);

// Lengths of every kind; what a prototype has counts too.
const lengths: any[] = [undefined, -1, 1.9, "2", NaN, true];
for (const length of lengths) {
    const object: any = { length, 0: "x", 1: "y" };
    console.log(length, Array.prototype.map.call(object, String).join(), Array.prototype.indexOf.call(object, "y"));
}
const base: any = { 1: "inherited" };
const derived = Object.create(base);
derived[0] = "own";
derived.length = 2;
console.log(Array.prototype.map.call(derived, String).join(), Array.prototype.indexOf.call(derived, "inherited"));

// `this` and changes while it goes on.
const seen: any = { length: 3, 0: 1, 1: 2, 2: 3 };
const found = Array.prototype.filter.call(
    seen,
    function (this: any, value: any) {
        delete seen[2];
        return value > this.least;
    },
    { least: 1 },
);
console.log(found.join(), 2 in seen);

const complain = (run: () => unknown): void => {
    try {
        console.log("gives", run());
    } catch (error) {
        console.log(error instanceof TypeError ? "TypeError" : error);
    }
};
complain(() => Array.prototype.map.call(list, undefined as any));
complain(() => (Array.prototype.reduce as any).call({ length: 0 }, add));
complain(() => (Array.prototype.reduceRight as any).call({ length: 2 }, add));
complain(() => Array.prototype.map.call(undefined as any, add));
complain(() => Array.prototype.indexOf.call(null as any, 1));

// Borrowed, and given to an object of its own.
const borrowed: any = { length: 2, 0: 5, 1: 6, map: Array.prototype.map, some: [].some };
console.log(
    borrowed.map((value: any) => value + 1).join(),
    borrowed.some((value: any) => value > 5),
);
export {};
