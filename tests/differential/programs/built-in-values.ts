// Functions, prototypes and namespaces of the library as values: read, passed on, called for other
// receivers, and asked for their properties.

const anything = (value: unknown): any => value;

// Methods taken from a prototype, called with the receiver that they are given.
const map = Array.prototype.map;
const slice = Array.prototype.slice;
console.log(map.call([1, 2, 3], (value: any) => value * 2).join(), slice.call([1, 2, 3], 1).join());
console.log(map === Array.prototype.map, map === anything([]).map, map === anything(slice));
console.log(Array.prototype.indexOf.apply(["a", "b", "c"], ["c"]), "".at === String.prototype.at);

// Receivers as first arguments.
const join = Function.prototype.call.bind(Array.prototype.join);
const push = Function.prototype.call.bind(Array.prototype.push);
const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty);
const isEnumerable = Function.prototype.call.bind(Object.prototype.propertyIsEnumerable);
const list: string[] = ["a"];
console.log(push(list, "b", "c"), join(list, "-"), join(list));
console.log(hasOwn({ a: 1 }, "a"), hasOwn({ a: 1 }, "b"), hasOwn(list, "length"), isEnumerable(list, 0));

// Methods whose number of arguments makes a difference.
const splice = anything(Array.prototype.splice);
const numbers = [1, 2, 3, 4, 5, 6];
console.log(splice.call(numbers).length, splice.call(numbers, 4).join(), splice.call(numbers, 0, 1, 7, 8).join());
console.log(
    numbers.join(),
    anything(Array.prototype.reduce).call([1, 2, 3], (a: number, b: number) => a + b),
);
console.log(anything(Array.prototype.reduce).call([1, 2, 3], (a: number, b: number) => a + b, 10));

// Texts convert their receiver, others insist on it.
const upper = anything(String.prototype.toUpperCase);
console.log(upper.call("abc"), upper.call(true), upper.call(12.5), upper.call([1, "x"]));
const complain = (run: () => unknown): void => {
    try {
        console.log("gives", run());
    } catch (error) {
        console.log(error instanceof TypeError ? "TypeError" : error);
    }
};
complain(() => upper.call(null));
complain(() => upper.call(undefined));
complain(() => anything(Number.prototype.toFixed).call("1"));
complain(() => anything(Number.prototype.toFixed).call(1.25, 1));
complain(() => anything(Date.prototype.getTime).call({}));
complain(() => anything(Date.prototype.getTime).call(new Date(5)));
complain(() => anything(String.prototype.toString).call(5));
complain(() => anything(Boolean.prototype.valueOf).call(true));

// `call` and `apply` themselves.
function add(this: any, ...values: number[]): number {
    return values.reduce((sum, value) => sum + value, this ?? 0);
}
const call = anything(Function.prototype.call);
console.log(call.call(add, 1, 2, 3), anything(Function.prototype.apply).call(add, 1, [2, 3, 4]));
complain(() => call.call(5));

// `name` and `length`.
const functions: any[] = [map, slice, splice, upper, call, Math.max, Math.atan2, JSON.stringify, parseInt, Object.keys];
for (const each of functions) console.log(each.name, each.length);
const arrow = (first: any, second = 1, ...rest: any[]): any => [first, second, rest];
console.log(arrow.name, arrow.length, add.name, add.length, (() => 0).name === "", complain.length);

// Own properties of functions.
console.log(Object.getOwnPropertyNames(map).join(), Object.getOwnPropertyNames(add).join(), Object.keys(add).length);
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(map, "name")));
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(add, "length")));
console.log(add.hasOwnProperty("name"), Object.hasOwn(add, "other"), add.propertyIsEnumerable("length"));
const renamed = (): number => 1;
complain(() => (anything(renamed).name = "other"));
Object.defineProperty(renamed, "name", { value: "given" });
console.log(renamed.name, anything(renamed).length, delete anything(renamed).length, anything(renamed).length);
const keys = ["name", "length", "nothing"];
for (const key of keys) console.log(key, anything(arrow)[key], delete anything(arrow)[key], anything(arrow)[key]);

// Math and prototypes as objects.
const math: any = Math;
console.log(math.max(1, 5, 3), math.PI === Math.PI, math.nothing, typeof math, Object.keys(math).length);
for (const key of ["abs", "PI", "nothing"]) console.log(key, hasOwn(math, key), isEnumerable(math, key));
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(math, "PI")));
console.log(Object.getOwnPropertyDescriptor(math, "abs")?.value === Math.abs, delete math.abs, math.abs);
complain(() => (math.PI = 3));
complain(() => delete math.E);
console.log(Math.PI, math.E === Math.E, Object.getOwnPropertyDescriptor(Array.prototype, "push")?.writable);
const prototype: any = Array.prototype;
console.log(
    Array.isArray(prototype),
    Array.isArray(math),
    Object.hasOwn(prototype, "map"),
    Object.hasOwn(prototype, "mop"),
);
prototype.second = function (this: any[]): unknown {
    return this[1];
};
console.log(prototype.second.call([1, 2]), prototype.second === Array.prototype.map);

// `arguments` beside parameters of several kinds.
function kinds(first: any, second: any): string {
    return `${typeof first} ${typeof second} ${arguments.length} ${typeof arguments[2]}`;
}
console.log(
    kinds(1, "a"),
    anything(kinds)(),
    anything(kinds)({}, [], 3, 4),
    kinds.length,
    anything(kinds)(...[1, 2, 3]),
);
export {};
