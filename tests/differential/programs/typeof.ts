function kind(x: any): void {
    console.log(typeof x);
}
kind(1);
kind("s");
kind(true);
kind(undefined);
kind(null);
kind({});
kind([]);
kind(() => 1);
kind(NaN);
console.log(typeof kind, typeof typeof 1);
