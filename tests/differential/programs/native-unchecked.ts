// Arguments that tsc would refuse convert as in JavaScript, and methods of every kind of primitive
// work on it.
{
    const s: any = "a,b";
    for (const x of [",", undefined, null, 5, true, "", "a,b"] as any[])
        console.log(
            s.split(x).join("|"),
            s.replace(x, x),
            s.indexOf(x),
            s.includes(x),
            s.startsWith(x),
            s.concat(x),
            s.padStart(6, x),
            s.lastIndexOf(x),
            s.replaceAll(x, "z"),
            s.endsWith(x),
            s.repeat(x === true ? x : 1),
            s.charAt(x),
            s.at(x),
            s.slice(x),
            s.substring(x),
        );
    console.log(
        s.split().length,
        s.replace(),
        s.indexOf(),
        s.includes(),
        s.concat(),
        s.padStart(),
        s.padEnd(5),
        s.charAt(),
        s.at(),
        s.slice(),
        s.substring(),
        s.trim(1),
        s.toString(1),
        s.charCodeAt(),
        s.codePointAt(),
        s.startsWith(),
        s.endsWith(),
        s.lastIndexOf(),
        s.repeat(),
    );
    const n: any = 255;
    console.log(n.toString(), n.toString(undefined), n.toFixed(), n.toFixed(undefined), n.toFixed(null), n.valueOf(1));
    const b: any = true;
    console.log(b.toString(5), b.valueOf());
    const a: any = [3, 1];
    console.log(
        a.push(),
        a.indexOf(),
        a.includes(),
        a.includes(undefined),
        a.concat().length,
        a.slice(null).join(),
        a.splice(null, null).length,
        a.fill().join("-"),
        a.join(null),
        a.at(),
        a.unshift(),
        a.lastIndexOf(),
    );
    const u: any = new Uint8Array([1, 2]);
    console.log(u.indexOf(), u.includes(), u.subarray().length, u.slice().length, [...u.fill()].join(), u.set([]));
    console.log(
        (Math.abs as any)(),
        (Math.pow as any)(2),
        (parseInt as any)(),
        (isNaN as any)(),
        (String as any)(),
        (Number as any)(),
        (Boolean as any)(),
        (String.fromCharCode as any)().length,
        (Math.min as any)(undefined),
        (Math.round as any)(null),
        (Math.sign as any)("-3"),
        (Math.imul as any)(3),
        (Math.clz32 as any)(),
        (Number.isInteger as any)(),
        (Array.isArray as any)(),
        (Number.parseFloat as any)("1.5z"),
        (isFinite as any)(),
    );
}
{
    const b = true as boolean;
    console.log(
        b.toString(),
        false.toString(),
        b.valueOf(),
        (!b).toString() + "x",
        [true, false].map((x) => x.toString()).join(),
    );
    const m: any[] = [1, true, "s", 0.5];
    for (const x of m) console.log(x.toString(), x.valueOf());
}
{
    const u = new Uint8Array(4);
    for (const x of [[1, 2], new Uint8Array([3]), 5, null, true, undefined] as any[])
        for (const o of [0, 4, 5]) {
            try {
                u.set(x, o);
                console.log([...u].join());
            } catch (e) {
                console.log((e as Error).name);
            }
        }
    const r: string[] = [];
    for (const x of [1, "5", null, [1], "abc", undefined, true, 1.5, new Uint8Array(3), new ArrayBuffer(2)] as any[]) {
        try {
            r.push(String(new Uint8Array(x).length));
        } catch (e) {
            r.push((e as Error).name);
        }
    }
    console.log(r.join());
}
{
    const a: any = [1, 2, 1, , undefined];
    for (const f of [undefined, 0, 1, -1, -2, -5, -100, 100, NaN, "1", null, 2.9, -Infinity, Infinity] as any[])
        console.log(a.lastIndexOf(1, f), a.lastIndexOf(2, f), a.lastIndexOf(undefined, f), [1, 2, 1].lastIndexOf(1, f));
    console.log(a.lastIndexOf(), a.lastIndexOf(1), [].lastIndexOf(1 as never, 0));
    console.log(
        String() === "",
        Number(),
        Boolean(),
        String(undefined),
        Number(undefined),
        [undefined, 1].map(String).join(),
        ["2"].map(Number)[0],
    );
    const none: any[] = [];
    const one: any[] = [undefined];
    console.log(
        (String as any)(...none) === "",
        (String as any)(...one),
        (Number as any)(...none),
        (Number as any)(...one),
    );
}
export {};
