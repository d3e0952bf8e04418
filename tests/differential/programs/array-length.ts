const values: any[] = [1.5, -1, NaN, "2", "x", true, null, undefined, 4294967296, 3];
for (const v of values) {
    const a: any[] = [1, 2, 3, 4];
    try {
        a.length = v;
        console.log(a.length);
    } catch (e) {
        console.log(e instanceof RangeError);
    }
}
