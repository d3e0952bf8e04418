let calls = 0;
function next(): number {
    return ++calls;
}
function f(a = 1, b = a + 1, c = next()): void {
    console.log(a, b, c);
}
f();
f(10);
f(10, 20);
f(10, 20, 30);
f(undefined, undefined, undefined);
function g(text: string | null = "default"): void {
    console.log(text);
}
g();
g(null);
g("");
const h = (x: number, y: number = x * 2) => x + y;
console.log(h(1), h(1, 1));
