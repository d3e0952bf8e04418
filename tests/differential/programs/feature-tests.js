// A program asks whether its host has a name: what it does where the host has it may be left out.
const kinds = [Int8Array];
if (typeof BigInt64Array !== "undefined") kinds.push(BigInt64Array);
const guarded = typeof Proxy !== "undefined" && typeof WeakRef === "function" ? [new Proxy({}, {})] : [];
const fetched = typeof fetch !== "undefined" && typeof fetch === "function";
let count = 0;
if (typeof nothing !== "undefined") count = nothing.count;
console.log(kinds[0] === Int8Array, guarded.length < 2, typeof fetched, count);
