/** console.log of objects of every kind, as Node's util.inspect writes them. */
class Point {
    x = 1;
    y: number;
    #secret = 5;
    constructor(y: number) {
        this.y = y;
    }
    sum(): number {
        return this.x + this.y + this.#secret;
    }
}
class Point3 extends Point {
    z = -0;
    label: string | undefined;
    flag = true;
}
class Empty {}

console.log({ a: 1, b: "two", c: true, d: null, e: undefined, f: -0, g: 1.5, h: 4294967295 });
console.log({}, [], new Empty(), new Point(2), new Point3(3));
console.log(new Point(1).sum());
console.log({ "with space": 1, "quote'": 2, valid_1: 3, "1x": 4, 5: 6, 2: 7, ["__x"]: 8 });
console.log({ nested: { deep: { deeper: { deepest: 1 } } }, list: [[[[1]]]], empty: {}, none: [] });
console.log([1, 2, 3], ["a", "it's", 'say "hi"', "both ' and \"", "line\nbreak", "\u{1F600}\u00e9\x01"]);
console.log([1.5, -0, NaN, Infinity, 1e21]);
console.log([1, , 3], [, ,], [undefined, null]);
console.log(
    [
        [1, 2],
        [3, 4],
    ],
    [{ a: 1 }, { a: 2 }],
);

const long = { first: "x".repeat(30), second: "y".repeat(30), third: "z" };
console.log(long);
console.log({ first: "x".repeat(30), second: "y".repeat(24) });
console.log({ first: "x".repeat(30), second: "y".repeat(25) });
console.log({ outer: { first: "x".repeat(30), second: "y".repeat(24), inner: { third: [1, 2, 3] } } });
console.log({ text: "a long line\n" + "another long line\n".repeat(3), list: ["w".repeat(90)] });

function numbers(count: number): number[] {
    const result: number[] = [];
    for (let i = 0; i < count; i++) result.push(i * i);
    return result;
}
function words(count: number): string[] {
    const result: string[] = [];
    for (let i = 0; i < count; i++) result.push("w".repeat(1 + (i % 7)));
    return result;
}
console.log(numbers(6), numbers(7), numbers(27), numbers(100), numbers(101), numbers(250));
console.log(words(6), words(7), words(30), words(120));
console.log({ inside: { list: numbers(40) } });
console.log(["one", 1, "two", 2, "three", 3, "four", 4]);
console.log(["\u65e5\u672c", "a", "\u4e2d\u6587\u5b57", "b", "cc", "ddd", "\u00e9", "e\u0301"]);
console.log(words(30).map((text, index) => ({ text, index })));
console.log([words(3), numbers(8), [true, false, true]]);

interface Node {
    value: number;
    next: Node | undefined;
    peers: Node[];
}
const first: Node = { value: 1, next: undefined, peers: [] };
const second: Node = { value: 2, next: first, peers: [first] };
first.next = second;
first.peers.push(first, second);
console.log(first);
console.log([first, second]);
interface Holder {
    self: unknown;
    list: unknown[];
}
const holder: Holder = { self: undefined, list: [] };
holder.self = holder.list;
holder.list.push(holder.list, holder);
console.log(holder, holder.list);

interface Late {
    always: number;
    a?: number;
    b?: string;
    c?: boolean;
}
const forwards: Late = { always: 1 };
forwards.a = 1;
forwards.b = "b";
forwards.c = true;
const backwards: Late = { always: 2 };
backwards.c = false;
backwards.b = "bb";
backwards.a = 2;
backwards.c = true;
const some: Late = { always: 3, b: "first" };
some.a = 5;
console.log(forwards, backwards, some);
console.log({ ...backwards }, { ...some, c: true }, { z: 0, ...forwards, ...backwards });
const { always, ...others } = backwards;
console.log(always, others);

console.log(new Uint8Array([1, 2, 3]), new Uint8Array(0), new Uint8Array(120));
console.log(new ArrayBuffer(4), [new ArrayBuffer(1)], { buffer: new Uint8Array([255, 16]).buffer });

const plain = function (): void {};
const arrow = (): number => 1;
function declared(): void {}
console.log(plain, arrow, declared, [declared], { method() {}, key: () => 1, [`quoted`]: function named() {} });
console.log([
    (
        () => () =>
            1
    )(),
]);
const assigned = ((): void => {}) as () => void;
const fallback = (given: (() => void) | undefined = () => {}): unknown => given;
console.log(assigned, fallback());

const stored = { inner: 1 };
console.log({
    get read() {
        return stored;
    },
    set write(value: unknown) {},
    get both() {
        return 1;
    },
    other: 2,
    set both(value) {},
});
console.log({
    ...{
        get copied() {
            return stored;
        },
    },
});
class Accessors {
    own = 1;
    get twice(): number {
        return this.own * 2;
    }
}
console.log(new Accessors(), new Accessors().twice);

console.log("%s is %O", "it", { a: [1, { b: { c: {} } }] }, "rest", [1]);
console.log("%s|%s|%s", { a: { b: 1 } }, [1, [2]], new Point(1));
console.log("%o", { a: { b: { c: { d: { e: 1 } } } } });
console.log("%c styled", { color: "red" }, 5);
console.log("100%", { a: 1 });
console.error({ to: "error" });
console.warn([1]);
console.info({ a: { b: 1 } });
console.debug(new Point(0));

class Anonymous extends Point3 {}
console.log(Point, [Anonymous], { Empty });

class Moment extends Date {
    note = "n";
}
console.log(new Date(0), [new Date(1e12)], { at: new Date(NaN) }, new Moment(5));
