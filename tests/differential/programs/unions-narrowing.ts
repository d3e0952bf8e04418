function show(x: number | string | boolean | null | undefined | number[] | { tag: string }): string {
    if (x === null) return "null";
    if (x === undefined) return "undefined";
    if (typeof x === "number") return "number " + (x + 1);
    if (typeof x === "string") return "string " + x.length;
    if (typeof x === "boolean") return "boolean " + !x;
    if (Array.isArray(x)) return "array " + x.length;
    return "object " + x.tag;
}
for (const x of [1, "ab", true, null, undefined, [1, 2, 3], { tag: "t" }]) console.log(show(x));
type Shape = { kind: "circle"; r: number } | { kind: "rect"; w: number; h: number };
const area = (s: Shape) => (s.kind === "circle" ? s.r * s.r : s.w * s.h);
console.log(area({ kind: "circle", r: 3 }), area({ kind: "rect", w: 2, h: 5 }));
let changing: string | number = "text";
console.log(changing.length);
changing = 5;
console.log(changing + 1);
