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
    // Joining strings can run out of memory, so that an error can arrive too.
    console.log(String(e));
}
try {
    throw 0;
} catch {
    console.log("no binding");
}
try {
    throw "only text";
} catch (e) {
    console.log(e);
}
try {
    throw new TypeError("an object");
} catch (error) {
    if (error instanceof Error) console.log("%s|%o", String(error), error.message);
    else console.log(error);
}
