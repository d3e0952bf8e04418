const key = "k";
const same = (x: unknown, y: unknown) => x === y;
const o = {
    a: 1,
    "b c": "two",

    key,
    nested: { deep: null },
    method(x: number) {
        return this.a + x;
    },
    arrow: () => "arrow",
};
console.log(o.a, o["b c"], o["b c"].length, o.key, o.nested.deep, o.method(5), o.arrow());
o.a = 10;
o.nested = { deep: null };
console.log(o.a, o["a"], o.method(1));
const other = o;
other.a++;
console.log(o.a, other === o, same({ a: 1 }, { a: 1 }), same(o, other));
