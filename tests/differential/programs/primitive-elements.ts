// Elements of primitives can be read, not written: modules are strict.
const values: any[] = ["text", "", 5, true, [1], new Uint8Array(1)];
for (const value of values) {
    try {
        value[0] = 7;
        console.log("set", value[0]);
    } catch (error) {
        console.log(error instanceof TypeError, value[0]);
    }
}
function set(target: any, index: number): void {
    target[index] = "x";
}
for (const index of [0, 9]) {
    try {
        set("string", index);
        console.log("no");
    } catch (error) {
        console.log(error instanceof TypeError);
    }
}
for (const missing of [undefined, null] as any[]) {
    try {
        missing[0] = 1;
    } catch (error) {
        console.log(error instanceof TypeError);
    }
}
