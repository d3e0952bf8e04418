function counter(start: number) {
    let n = start;
    return {
        up: () => ++n,
        down: () => --n,
        get: () => n,
    };
}
const a = counter(0);
const b = counter(10);
a.up();
a.up();
b.down();
console.log(a.get(), b.get());
let shared = 1;
const read = () => shared;
shared = 2;
console.log(read());
const write = (v: number) => {
    shared = v;
};
write(7);
console.log(shared, read());
function nest() {
    let x = 1;
    function middle() {
        let y = 10;
        return () => {
            x++;
            y++;
            return x * 100 + y;
        };
    }
    const first = middle();
    const second = middle();
    return [first(), first(), second(), x];
}
console.log(nest().join(" "));
