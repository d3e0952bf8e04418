const x = "outer";
function f(x: number): number {
    {
        let x = 100;
        x++;
    }
    return x;
}
console.log(x, f(1));
for (let x = 0; x < 1; x++) {
    const x = "body";
    console.log(x);
}
try {
    throw "thrown";
} catch (x) {
    console.log(x);
}
const int = 1,
    auto = 2,
    register = 3,
    main = 4,
    NULL = 5,
    struct = 6,
    double = 7,
    errno = 8;
console.log(int + auto + register + main + NULL + struct + double + errno, x);
