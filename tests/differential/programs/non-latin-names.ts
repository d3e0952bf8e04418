/** Names and callees outside Latin-1, where a message of the engine holds them. */
const 値: any = { 長さ: "three", "п-р": 4 };
console.log(値.長さ, 値["п-р"]);
const attempt = (action: () => unknown): void => {
    try {
        console.log(action());
    } catch (error) {
        console.log(error instanceof TypeError, error instanceof ReferenceError);
    }
};
attempt(() => ("日本" as any)());
attempt(() => 値.長さ());
attempt(() => (undefined as any).長さ);
attempt(() => ((null as any).長さ = 1));
attempt(() => {
    const read = () => 後;
    read();
    const 後 = 1;
});
class 車 extends Error {}
attempt(() => {
    throw new 車("x");
});
console.log(new 車("é").message);
export {};
