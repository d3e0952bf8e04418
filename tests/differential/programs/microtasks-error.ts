queueMicrotask(() => console.log("first"));
queueMicrotask(() => {
    throw new RangeError("second");
});
queueMicrotask(() => console.log("never"));
console.log("top level");
