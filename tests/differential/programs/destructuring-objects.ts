const {
    a,
    b: renamed,
    c = "default",
    d: { e },
} = { a: 1, b: 2, c: undefined, d: { e: 3 } };
console.log(a, renamed, c, e);
const { x, ...others } = { x: 1, y: 2, z: 3 };
console.log(x, others.y, others.z);
function take({ p, q = p * 2 }: { p: number; q?: number }): void {
    console.log(p, q);
}
take({ p: 1 });
take({ p: 1, q: 0 });
let m = 0;
let n = "";
({ m, n = "fallback" } = { m: 5, n: undefined as string | undefined });
console.log(m, n);
const target = { slot: 0 };
({ v: target.slot } = { v: 9 });
console.log(target.slot);
