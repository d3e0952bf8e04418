let log = "";
function d(name: string, value: number): number {
    log += name;
    return value;
}
const { a = d("a", 1), b = d("b", 2), c = a + b } = { a: undefined as number | undefined, b: 5 };
console.log(a, b, c, log);
const [x = d("x", 1), y = d("y", x)] = [undefined, undefined] as (number | undefined)[];
console.log(x, y, log);
try {
    const { z } = undefined as unknown as { z: number };
    console.log(z);
} catch (error) {
    console.log(error instanceof TypeError);
}
