function truth(x: any): string {
    return x ? "truthy" : "falsy";
}
for (const x of [0, -0, NaN, 1, "", "0", " ", true, false, null, undefined, Infinity]) {
    console.log(x, truth(x), !x, !!x);
}
console.log(
    truth({ a: 1 }),
    truth([]),
    truth(() => 0),
);
