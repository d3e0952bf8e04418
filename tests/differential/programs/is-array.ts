/** `Array.isArray` tells arrays from everything else, as tsc has it. */
const shown = (v: any): string => {
    if (v === null) return "null";
    if (Array.isArray(v)) return "[" + v.map(shown).join() + "]";
    if (typeof v === "object") return "{" + (v.k === undefined ? "-" : "k") + "}";
    return typeof v;
};
console.log(shown([1, "a", [null, { k: "v" }], new Uint8Array(1)]), shown({ k: 1 }), shown(undefined));
const sizeOrKind = (v: any): any => (!Array.isArray(v) ? typeof v : v.length);
console.log([[1, 2], "abc", new Uint8Array(3), { length: 9 }, null].map(sizeOrKind).join());
function second(v: any): any {
    const is = Array.isArray(v);
    if (is && v.length > 1) return v[1];
    return is ? "short" : "no";
}
console.log(second([1, 2]), second([1]), second("ab"), second({}));
let changing: any = [1];
const change = (): boolean => {
    changing = "text";
    return true;
};
if (Array.isArray(changing) && change()) console.log(typeof changing, changing.length);
const test = Array.isArray;
console.log(test(changing) ? "array" : "not");
function leaves(v: any): any[] {
    if (!Array.isArray(v)) return [v];
    const found: any[] = [];
    for (const part of v) found.push(...leaves(part));
    return found;
}
console.log(leaves([1, [2, [3, [4]], []], "x"]).join());
function depth(v: any): string {
    let n = 0;
    while (Array.isArray(v)) {
        v = v[0];
        n++;
    }
    return n + String(v);
}
console.log(depth([[[5]]]), depth(1), depth([]), depth([[]]));
