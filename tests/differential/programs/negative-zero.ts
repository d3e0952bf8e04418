function zero(x: number): void {
    console.log(x, 1 / x, x === 0);
}
zero(0);
zero(-0);
zero(0 * -1);
zero(-5 % 5);
zero(0 / -3);
zero(-0 + 0);
zero(-0 - 0);
zero(Math.round(-0.4));
let i = 5;
zero(-(i - 5));
zero((i - 5) * -2);
