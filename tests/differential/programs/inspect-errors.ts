/**
 * console.log of errors. The frames of their stacks are each implementation's own and left out of
 * what is compared; what stands around them is laid out as if they were there.
 */
class PlainError extends Error {}
class Named extends Error {
    constructor(m: string) {
        super(m);
        this.name = "Named";
    }
}
class Coded extends TypeError {
    code = 5;
    detail: { a: number[] } = { a: [1] };
}
class Odd extends RangeError {}
console.log(new Error("one"));
console.log(new PlainError("two"), new Named("three"), new Coded("four"), new Odd(""));
console.log({ error: new Error("in object"), other: 1 }, [new Error("in array")]);
console.log([1, 2, 3, 4, 5, 6, 7, 8, new Error("grouped?")]);
console.log({ nested: { deep: new Coded("multi\nline"), deeper: { e: new Error("x"), c: new Coded("d") } } });
console.log("%s", new Error("formatted"), new Error(""));
const e = new Error("m");
e.name = "Custom";
console.log(e);
const g = new Error("m");
g.name = "MyError";
console.log([g]);
const f = new Error("m");
f.name = "";
console.log(f);
