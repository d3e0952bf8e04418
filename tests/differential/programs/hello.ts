console.log("hello, world");
console.log();
console.log("a", 1, true, undefined, null, -0, NaN, Infinity);
console.error("not on the output stream");
