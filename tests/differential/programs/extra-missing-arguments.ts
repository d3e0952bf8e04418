const f: any = (a: any, b: any) => `${a} ${b}`;
console.log(f(), f(1), f(1, 2), f(1, 2, 3));
function run(callback: (a: number, b: number, c: number) => void): void {
    callback(1, 2, 3);
}
run(() => console.log("none"));
run((a) => console.log("one", a));
run((a, b) => console.log("two", a, b));
