// JSON.stringify with a list of names: what it takes of which objects, and in which order.
const nested = { a: [1, [2, { b: [] }], {}], c: { d: null, c: "inner" } };
console.log(JSON.stringify(nested, ["c", "d", "c"]), JSON.stringify({ a: 1 }, []));
console.log(JSON.stringify({ 1: 1, a: 2, b: 3 }, ["b", 1]), JSON.stringify({ a: 1, b: [{ a: 2 }] }, ["b", "a"], 1));
console.log(
    JSON.stringify(new TypeError("what"), ["name", "message", "absent"]),
    JSON.stringify(new Error(), ["message"]),
);

class Named extends Error {
    code = 7;
    override name = "Named";
}
class Point {
    x = 1;
    y = [2];
    method(): number {
        return this.x;
    }
}
console.log(JSON.stringify(new Named("m"), ["code", "name"]), JSON.stringify(new Point(), ["y", "x", "method"]));
const counts: Record<string, number> = {};
for (const word of ["b", "a", "7"]) counts[word] = word.length;
console.log(JSON.stringify(counts, ["a", 7]));
