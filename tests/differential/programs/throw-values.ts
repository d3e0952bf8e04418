function thrower(x: any): void {
    try {
        throw x;
    } catch (e) {
        console.log(typeof e, e === x);
    }
}
thrower(1);
thrower("text");
thrower(null);
thrower(undefined);
thrower(false);
thrower({ a: 1 });
thrower([1]);
try {
    try {
        throw "inner";
    } catch (e) {
        throw e + " outer";
    }
} catch (e) {
    console.log(e);
}
try {
    throw 0;
} catch {
    console.log("no binding");
}
