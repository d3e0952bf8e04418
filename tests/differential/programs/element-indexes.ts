/** Elements as indexes: they may be undefined, which finds nothing. */
const a = [2, 0, 1],
    b = [5, 6, 7],
    g = [
        [1, 2],
        [3, 4],
    ],
    s = "xyz",
    u = new Uint8Array([9, 8, 7]);
console.log(b[a[0]], b[a[9]], s[a[1]], s[a[7]], u[a[2]], u[a[8]], g[a[1]][a[2]], g[a[0]]?.[0], b[a[a[0]]]);
const counts: number[] = [0, 0, 0];
for (const i of [0, 2, 2]) counts[a[i]]++;
console.log(counts.join());
for (let i = 0; i < 3; i++) counts[a[i]] += b[a[i]];
console.log(counts.join());
const q: any[] = [[0, 0]];
const seen: boolean[] = [];
let steps = 0;
while (q.length) {
    const [x, d] = q.shift();
    if (seen[x]) continue;
    seen[x] = true;
    steps += d;
    for (const nx of [x + 1, x * 2]) if (nx < 20 && !seen[nx]) q.push([nx, d + 1]);
}
console.log(steps, seen.length, seen.filter((v) => v).length);
const perm = [2, 0, 1];
console.log(perm.map((_, i) => perm[perm[i]]).join());
const next = [1, 2, 0];
let at = 0;
for (let i = 0; i < 7; i++) at = next[at];
console.log(at);
const o: any = { i: 1, none: undefined };
console.log(b[o.i], b[o.none], b[o.missing], s[o.none], u[o.none], ([] as any)[o.none]);
const m = new Uint8Array(4);
for (const x of [1, 3, 3]) m[[0, 1, 2, 3][x]] += 5;
console.log([...m].join());
