function area(s: { kind: string; w?: number; r?: number }): number {
    if (s.kind === "circle") return (s.r ?? 0) * (s.r ?? 0) * 3;
    return (s.w ?? 1) * 2;
}
console.log(
    area({ kind: "circle", r: 2 }),
    area({ kind: "square", w: 5 }),
    area({ r: 1, kind: "circle" }),
    area({ kind: "none" }),
);
function get(o) {
    return o.value;
}
console.log(get({ value: 1 }), get({ other: 2, value: "s" }), get({ value: null }), get({ a: 0, b: 1, value: true }));
