// `var`: one variable for the whole function, undefined until a declaration gives it a value.
// tsc asks for values before uses; what a program does is JavaScript's.
// @ts-nocheck
function hoisted(give: boolean): void {
    console.log(early, typeof early);
    if (give) {
        var early: any = 1;
    }
    console.log(early);
    early = "assigned";
    var early: any;
    console.log(early);
}
hoisted(true);
hoisted(false);

function again(): void {
    var n = 1;
    var n: number;
    console.log(n);
    var n = n + 1;
    console.log(n);
    {
        var n = n * 10;
    }
    console.log(n);
    if (n > 5) var n = 7;
    console.log(n);
}
again();

function branches(which: number): any {
    if (which === 0) var result: any = "zero";
    else if (which === 1) var result: any = { one: 1 };
    else {
        var result: any = [which];
    }
    return typeof result;
}
console.log(branches(0), branches(1), branches(2));

// One variable for all turns of a loop; closures share it.
function loops(): void {
    const reads: (() => number)[] = [];
    for (var i = 0; i < 3; i++) reads.push(() => i);
    console.log(reads.map((read) => read()).join(), i);
    const own: (() => any)[] = [];
    for (const k of [1, 2, 3]) {
        var last: any;
        console.log(last);
        last = k;
        var square = k * k;
        own.push(() => square + last);
    }
    console.log(own.map((read) => read()).join(), last, square);
    for (var i = 10, end = i + 2; i < end; i++);
    console.log(i, end, reads[0]?.());
    do {
        var once = "once";
    } while (once !== "once");
    while (i < 15) var count = i++;
    console.log(once, count!);
}
loops();

function elements(values: any[]): void {
    console.log(value);
    for (var value of values) if (value === 2) break;
    console.log(value);
    const reads: (() => any)[] = [];
    for (var [a, b = a] of [[1], [2, 3]] as number[][]) reads.push(() => [a, b].join("/"));
    console.log(reads.map((read) => read()).join(), a, b);
    for (var values of [[1, 2], [3]] as any[][]) console.log(values.join());
    console.log(values.join());
}
elements([1, 2, 3]);
elements([]);

function patterns(): void {
    console.log(x, y, rest);
    var { x, y = x, ...rest }: any = { x: 1, z: 3 };
    console.log(x, y, rest.z);
    var [x, y] = [y + 1, x + 2] as any;
    console.log(x, y);
    var [p, q] = [1, p] as any;
    console.log(p, q);
    var [p, q] = [5, p] as any;
    console.log(p, q);
}
patterns();

// A parameter of the same name is the variable, unless parameters can run code.
function parameter(n: any, m: any): any {
    var n: any;
    console.log(n, m);
    var m: any = n + 1;
    const read = () => n + m;
    var n: any = 100;
    return read();
}
console.log(parameter(1, 2));
function separate(n: any, read = () => n, write = (to: any) => (n = to)): void {
    console.log(n, read());
    var n: any;
    n = "body";
    console.log(n, read());
    write("parameter");
    console.log(n, read());
    const mine = () => n;
    var n: any = "again";
    console.log(mine(), read());
}
separate("given");
separate("given", () => "other");
const outer = "outer";
function inDefault(read = () => outer): string {
    var outer = "inner";
    return read() + outer;
}
console.log(inDefault());
const pattern = ({ a, b = a }: any) => {
    var a: any, b: any;
    a++;
    return [a, b].join();
};
console.log(pattern({ a: 1 }), pattern({ a: 1, b: 5 }));

function clauses(which: number): void {
    switch (which) {
        case 0:
            var chosen: any = "first";
        case 1:
            console.log("one", chosen);
            break;
        default:
            chosen = "default";
            var other = 4;
    }
    console.log(chosen, other!);
}
clauses(0);
clauses(1);
clauses(2);

// In `catch (e)` the declaration of an `e` belongs to the function, its value goes to the clause's.
function caught(): void {
    try {
        throw "thrown";
    } catch (e) {
        console.log(e);
        var e: any = "given";
        console.log(e);
        var f = () => e;
    }
    console.log(e, f!());
    e = "function's";
    console.log(e, f!());
    try {
        var done = 1;
        throw done;
    } catch {
        console.log(done!);
    } finally {
        var done = 2;
    }
    console.log(done);
}
caught();

function jumps(leave: boolean): void {
    skipped: {
        if (leave) break skipped;
        var reached = "reached";
        console.log(reached);
    }
    console.log(reached!);
}
jumps(true);
jumps(false);

// Closures that are made before the value, and calls in a cycle.
function closures(): any {
    const before = () => shared;
    console.log(before());
    var shared: any = 1;
    const after = () => shared;
    console.log(before(), after());
    shared++;
    function declared() {
        return single + shared;
    }
    var single = 40;
    return before() + after() + declared();
}
console.log(closures());
function recursive(depth: number): number {
    var mine = depth;
    if (depth > 0) var below = recursive(depth - 1);
    return mine + (below! ?? 0.5);
}
console.log(recursive(3));

function functions(): void {
    console.log(typeof both, both(), typeof kept);
    function both() {
        return "function";
    }
    var both: any = "value";
    var kept: any;
    function kept() {}
    const read = () => both;
    console.log(typeof read());
    both = 2;
    console.log(read() === 2, typeof kept);
}
functions();

class Counter {
    total: number;
    constructor(start: number) {
        console.log(next);
        var next = start + 1;
        this.total = next;
    }
    add(by: number): number {
        for (var i = 0; i < by; i++) var sum = (sum! ?? this.total) + i;
        return sum! + i;
    }
    static make = () => {
        var counter = new Counter(1);
        return counter;
    };
}
class Derived extends Counter {
    constructor() {
        var start = 5;
        super(start);
        var start = this.total;
        console.log(start);
    }
}
console.log(Counter.make().add(3), new Derived().add(0));
var Named = class {
    name = "named";
};
console.log(new Named().name);

// At the level of a module.
function reader(): any {
    return [typeof late, late].join();
}
console.log(reader(), late);
var late: any = "late";
console.log(reader(), late);
var late: any = 3;
console.log(reader());
for (var index = 0; index < 2; index++) queueMicrotask(() => console.log("index", index));
if (late === 3) {
    var nested = "nested";
}
console.log(nested!, ((): any => nested)());
