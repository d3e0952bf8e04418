/** Objects that are not iterable, where one is taken apart. */
const values: any[] = [new ArrayBuffer(4), new Error("e"), { length: 2 }, () => 0, 7, true, undefined, null];
for (const value of values) {
    try {
        for (const element of value) console.log(element);
    } catch (error) {
        console.log(error instanceof TypeError);
    }
}
const attempt = (action: () => void): void => {
    try {
        action();
        console.log("done");
    } catch (error) {
        console.log(error instanceof TypeError);
    }
};
attempt(() => {
    const [first, ...others]: any = new ArrayBuffer(4) as any;
    console.log(first, others.length);
});
attempt(() => {
    for (const element of new Error("e") as any) console.log(element);
});
attempt(() => console.log([...(new ArrayBuffer(2) as any)].length));
attempt(() => {
    for (const element of new Uint8Array([1, 2])) console.log(element);
});
export {};
