// Methods that are taken from prototypes of the library.
function tag(value) {
    return Object.prototype.toString.call(value);
}
class Own {}
class Wrong extends TypeError {}
const values = [
    undefined,
    null,
    true,
    1.5,
    "text",
    [1],
    { a: 1 },
    () => 1,
    new Own(),
    new Wrong("no"),
    new RangeError(),
    new Date(0),
    new Map(),
    new Set(),
    new WeakMap(),
    new WeakSet(),
    new ArrayBuffer(1),
    new Uint8Array(1),
    new Float64Array(1),
    new DataView(new ArrayBuffer(1)),
    Object.create(null),
    Own,
];
for (const value of values) console.log(tag(value));

console.log(Array.prototype.map.call([1, undefined, "a"], String).join(", "));
console.log(Array.prototype.slice.call([1, 2, 3], 1), Array.prototype.join.call(["a", "b"], "-"));
console.log(String.prototype.slice.call("text", 1, 3), Array.prototype.concat.call([1], [2], 3));
const key = "a";
console.log(Object.prototype.hasOwnProperty.call({ a: 1 }, key), Object.prototype.hasOwnProperty.call({}, "toString"));
console.log(Object.prototype.propertyIsEnumerable.call({ a: 1 }, "a"));
const order = [];
const log = (value) => (order.push(value), value);
Array.prototype.push.call(log([]), log(1), log(2));
console.log(order);
console.log(typeof JSON, typeof Math, typeof Object, typeof console, typeof parseInt, typeof Map);
