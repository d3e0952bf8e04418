// Reflect: what Object does, with false in the place of a TypeError.
// `new` of what makes no objects.

function isConstructor(value: any): boolean {
    try {
        Reflect.construct(function () {}, [], value);
    } catch {
        return false;
    }
    return true;
}
const methods = { method() {} };
console.log(
    isConstructor(Math.abs),
    isConstructor(() => 1),
    isConstructor([].map),
    isConstructor(methods.method),
);
console.log(
    isConstructor(function () {}),
    isConstructor(1),
    isConstructor(undefined),
    isConstructor({}),
);

const complain = (run: () => unknown): void => {
    try {
        console.log("gives", run());
    } catch (error) {
        console.log(error instanceof TypeError ? "TypeError" : error);
    }
};
for (const value of [Math.max, () => 1, [].push, methods.method] as any[]) complain(() => new value(1));

function Pair(this: any, first: unknown, second: unknown): void {
    this.first = first;
    this.second = second;
}
class Point {
    x: number;
    constructor(x: number) {
        this.x = x;
    }
}
console.log(Reflect.construct(Pair as any, [1, "b"]).second, Reflect.construct(Point, [5]).x);
console.log(Reflect.construct(Date, [86400000]).getTime());
function Empty(): void {}
(Empty as any).prototype.kind = "empty";
function Other(): void {}
(Other as any).prototype.kind = "other";
console.log(Reflect.construct(Empty as any, []).kind, Reflect.construct(Empty as any, [], Other).kind);
complain(() => Reflect.construct(Pair as any, 1 as any));
complain(() => Reflect.construct(Pair as any, [], undefined));
complain(() => Reflect.construct((() => 1) as any, []));

function sum(this: any, ...values: number[]): number {
    return values.reduce((all, value) => all + value, this.start);
}
console.log(Reflect.apply(Math.max, null, [1, 5, 2]), Reflect.apply(sum, { start: 10 }, [1, 2]));
console.log(Reflect.apply(sum, { start: 10 }, { length: 2, 0: 7, 1: 8 }));
complain(() => Reflect.apply(1 as any, null, []));
complain(() => Reflect.apply(sum, { start: 1 }, undefined as any));

const object: any = {
    a: 1,
    get b(): number {
        return this.a + 1;
    },
};
console.log(Reflect.has(object, "a"), Reflect.has(object, "z"), Reflect.get(object, "b"), Reflect.get(object, "z"));
console.log(Reflect.ownKeys(object).join(), Reflect.deleteProperty(object, "b"), Reflect.ownKeys(object).join());
console.log(Reflect.defineProperty(object, "c", { value: 5 }), Reflect.defineProperty(object, "c", { value: 6 }));
console.log(object.c, Reflect.deleteProperty(object, "c"), Reflect.deleteProperty(object, "nothing"));
console.log(JSON.stringify(Reflect.getOwnPropertyDescriptor(object, "c")), Reflect.ownKeys([1, 2]).join());
complain(() => Reflect.defineProperty(object, "d", { get: 1 } as any));
complain(() => Reflect.defineProperty(object, "d", { get: () => 1, value: 1 } as any));
complain(() => Reflect.defineProperty(object, "d", undefined as any));
console.log(Reflect.isExtensible(object), Reflect.preventExtensions(object), Reflect.isExtensible(object));
console.log(Reflect.defineProperty(object, "d", { value: 1 }), Reflect.has(object, "d"));

const base = { hi: 1 };
const made = Object.create(base);
console.log(Reflect.getPrototypeOf(made) === base, Reflect.setPrototypeOf(made, { hi: 2 }), made.hi);
console.log(Reflect.setPrototypeOf(base, Object.create(base)), Reflect.setPrototypeOf(base, null));
complain(() => Reflect.setPrototypeOf(base, 1 as any));
const wrong: any[] = [1, "text", undefined, null];
for (const value of wrong) {
    complain(() => Reflect.get(value, "a"));
    complain(() => Reflect.ownKeys(value));
    complain(() => Reflect.isExtensible(value));
}
console.log(Reflect.apply.name, Reflect.apply.length, Reflect.construct.length);
export {};
