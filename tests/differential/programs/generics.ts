function identity<T>(x: T): T {
    return x;
}
class Box<T> {
    constructor(private value: T) {}
    get(): T {
        return this.value;
    }
    map<U>(f: (x: T) => U): Box<U> {
        return new Box(f(this.value));
    }
}
console.log(identity(1), identity("s"), identity(null), identity([1, 2]).length);
console.log(
    new Box(5).get(),
    new Box("x")
        .map((s) => s.length)
        .map((n) => n === 1)
        .get(),
);
const pairs = <A, B>(a: A[], b: B[]): [A, B][] => a.map((x, i) => [x, b[i] as B]);
for (const [x, y] of pairs([1, 2], ["a", "b"])) console.log(x, y);
