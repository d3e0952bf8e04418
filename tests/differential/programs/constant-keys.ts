// An element whose key can be one text alone is a property.
// @ts-nocheck
const s1 = "a b",
    o = {
        "a b": 1,
        ["c"]: 2,
        alpha: 3,
        f() {
            return 5;
        },
    };
console.log(o[s1], o[`alpha`], o["alpha"], o["f"]());
const KEY = "alpha";
o[KEY] = 9;
o[KEY] += 1;
o[KEY]++;
console.log(o[KEY], o.alpha, o?.[KEY]);
const m = "f";
console.log(o[m]());
function get(key) {
    return o[key];
}
console.log(get("alpha"));
const len = "length";
console.log([1, 2, 3][len], "abc"[len], "abc"["length"]);
const missing = "nope";
console.log(o[missing]);
const K = { which: "alpha" } as const;
console.log(o[K.which]);
