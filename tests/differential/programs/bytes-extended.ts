/** Elements of a class that extends Uint8Array are bytes as any. */
class U extends Uint8Array {
    extra = "e";
    sum() {
        let s = 0;
        for (const x of this) s += x;
        return s + this[0];
    }
    put(i: number, v: any) {
        this[i] = v;
        return this;
    }
}
const u = new U([1, 2, 300]);
console.log(
    u.sum(),
    u[0],
    u[2],
    u[9],
    u.put(1, 511).put(7, 1)[1],
    [...u].join(),
    u.extra,
    u.length,
    ArrayBuffer.isView(u),
    u instanceof U,
    u.fill(2) === u,
);
u[0]++;
u[0] += 300;
console.log(u[0], ~u[1], u[-1]);
const mix: any[] = [u, [7, 8], "xy", new Uint8Array([5])];
for (const m of mix) {
    const [a, ...r] = m;
    console.log(a, r.length, m[1], m.length);
}
console.log(new Uint8Array(u).length, Math.max(...u), new Uint8Array(u.buffer, 1).length, u.indexOf(46), u.includes(2));
try {
    for (const x of {} as any) {
    }
} catch (e) {
    console.log((e as Error).name);
}
const f = (...x: any[]) => x.length;
console.log(f(...u, 1, ...u));
const w = new Uint8Array(4);
w.set(u, 1);
console.log([...w].join());
