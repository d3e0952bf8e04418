/**
 * Arrays of unknown length as arguments: of native functions and methods, function values, methods,
 * constructors.
 */
const numbers = [4, 9, 2];
const empty: number[] = [];
const texts = ["x", "y", "z"];
console.log(...numbers);
console.log("first" + texts.length, ...texts, "last", ...numbers);
console.log(...empty, ...[1, 2], ...texts);
console.log(Math.max(...numbers), Math.max(1, ...numbers, 10), Math.min(...empty), Math.max(0, ...empty));
console.log(numbers.push(...numbers), numbers.join(), numbers.unshift(0, ...numbers, 7), numbers.join());
console.log(String.fromCharCode(...[104, 105], ...new Uint8Array([106])), texts.concat(...(texts as any)).join());
console.log("abc".slice(...([1, 2] as [number, number])), "abc".padStart(...([6, "-"] as const)));

const collect = (a?: any, b: any = "two", ...rest: any[]): string => [a, b, ...rest].join("|") + rest.length;
const pair = (a?: any, b?: any): string => `${a}+${b}`;
for (const f of [collect, pair] as ((...all: any[]) => string)[]) {
    console.log(
        f(...numbers),
        f(...empty),
        f(...texts, ...texts),
        f(1, ...empty),
        f(1, ...texts),
        f(1, 2, ...texts),
        f(1, 2, 3, ...texts),
    );
}
console.log(collect(...(texts as any)), collect(1, 2 as any, 3, ...texts), pair(...(texts as [string, string])));
const log: (...all: any[]) => void = console.log;
log(...texts, ...numbers);
const max = Math.max;
console.log(max(...texts.map((text) => text.length), 3), max());

class Base {
    total = 0;
    parts: any[];
    constructor(first: number, ...rest: number[]) {
        this.parts = rest;
        for (const n of rest) this.total += n;
        this.total += first;
    }
    add(by: number, ...more: number[]): number {
        this.parts.push(by, ...more);
        return this.parts.length;
    }
}
class Middle extends Base {}
class Derived extends Middle {
    constructor(...all: [number, ...number[]]) {
        super(...all);
    }
    override add(...all: any[]): number {
        return super.add(...(all as [number])) * 10;
    }
}
for (const made of [new Base(...([1, ...numbers] as const)), new Middle(5, ...numbers), new Derived(6, ...numbers)]) {
    console.log(
        made.total,
        made.parts.length,
        made.add(...([1] as const), ...empty),
        made.add(2, ...numbers),
        made.parts.join(),
    );
}
const holder = { keep: (...all: any[]): number => all.length, add: pair };
console.log(holder.keep(...texts, 1, ...numbers), holder.add(...(texts as [string, string])), holder.keep?.(...texts));
const bound: { f?: (...all: any[]) => string } = { f: collect };
console.log(bound.f?.(...numbers), [...new Uint8Array(...([[1, 2, 3]] as any as [number[]]))].join());
const holes: any[] = [1, , 3];
console.log(collect(...holes), pair(...(holes as [any, any])), ...holes);
const step = (text: string): string[] => (console.log(text), [text]);
console.log(...step("a"), ...step("b"));
let changing = [1, 2];
console.log(...changing, (changing = [3]).length, ...changing, changing.push(4), ...changing);
try {
    collect(...(undefined as any));
} catch (error) {
    console.log(error instanceof TypeError);
}
try {
    (undefined as any)(...step("evaluated before the call"));
} catch (error) {
    console.log(error instanceof TypeError);
}
console.log(...("héy" as any), collect(..."日本"));
export {};
