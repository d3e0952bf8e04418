// @ts-nocheck
/** Comparisons that the sets of both sides decide, with an operand that is converted first. */
let n15 = 0;
const id = (x) => x;
for (const v of [1, "2", 2 ** 33, undefined, -1.5]) {
    n15 = v;
    switch (id((4294967295 as any) >= (((n15 as any) ^ (0 as any)) as any))) {
        case true:
            console.log("t");
            break;
        default:
            console.log("f");
    }
    if ((n15 | 0) < 4294967296) console.log("less");
    else console.log("more");
    if (n15 >>> 0 >= 0 && -1 < n15 >>> 0) console.log("nonneg");
}
