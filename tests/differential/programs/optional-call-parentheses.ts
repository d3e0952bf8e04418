// Parentheses end an optional chain; the object stays `this`.
class Counter {
    count = 0;
    step = 2;
    next(by?: number): number {
        this.count += by ?? this.step;
        return this.count;
    }
    list = [
        function (this: any): string {
            return typeof this;
        },
    ];
    inner: Counter | undefined = undefined;
}
function find(known: boolean): Counter | undefined {
    return known ? new Counter() : undefined;
}
const counter: Counter | undefined = find(true);
const none = find(false);
console.log((counter?.next)!(), (counter?.next)!(5), (counter?.next)!());
console.log((counter?.["next"])!(1), (counter?.list[0])!());
try {
    console.log((none?.next as any)());
} catch (error) {
    console.log(error instanceof TypeError);
}
let order = "";
function mark(name: string): any {
    order += name;
    return name;
}
try {
    (none?.next as any)(mark("argument"));
} catch (error) {
    console.log(error instanceof TypeError, order);
}
if (counter !== undefined) counter.inner = new Counter();
console.log((counter?.inner?.next)!(7), counter?.inner?.count, (counter?.inner)!.next(1));
const functions: { f: (x: number) => number } | null = find(true) === undefined ? null : { f: (x) => x + 1 };
console.log((functions?.f)!(1));
function curried(): ((x: number) => number) | undefined {
    return (x) => x * 2;
}
const maybe: typeof curried | undefined = curried;
console.log((maybe?.())!(4));
