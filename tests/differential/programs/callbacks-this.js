// The second argument of methods that take callbacks is `this` for them.
const scale = { factor: 3, seen: [] };
function times(value) {
    return value * this.factor;
}
console.log([1, 2, 3].map(times, scale));
console.log(
    [1, 2, 3].filter(function (value) {
        return value < this.factor;
    }, scale),
);
[1, 2].forEach(function (value, index, array) {
    this.seen.push(value, index, array.length);
}, scale);
console.log(scale.seen);
console.log(
    [1, 2, 3].some(function (value) {
        return value === this.factor;
    }, scale),
);
console.log(
    [1, 2, 3].every(function (value) {
        return value <= this.factor;
    }, scale),
);
console.log(
    [1, 5].find(function (value) {
        return value > this.factor;
    }, scale),
);
console.log(
    [1, 5].findIndex(function (value) {
        return value > this.factor;
    }, scale),
);
console.log(
    [1, 5, 7].findLast(function (value) {
        return value > this.factor;
    }, scale),
);
console.log(
    [1, 5, 7].findLastIndex(function (value) {
        return value < this.factor;
    }, scale),
);
console.log(
    [1, 2].flatMap(function (value) {
        return [value, value * this.factor];
    }, scale),
);
console.log(Array.from([1, 2], times, scale), Array.from(new Set([4]), times, scale));
console.log(
    Array.from(
        { length: 2 },
        function (_, index) {
            return index + this.factor;
        },
        scale,
    ),
);

// Bytes too.
const bytes = new Uint8Array([1, 2, 100]);
console.log(
    bytes.map(times, scale),
    bytes.filter(function (b) {
        return b > this.factor;
    }, scale),
);
console.log(
    bytes.some(function (b) {
        return b === this.factor;
    }, scale),
    bytes.find(function (b) {
        return b > this.factor;
    }, scale),
);
bytes.forEach(function (b) {
    this.seen.push(b);
}, scale);
console.log(Uint8Array.from([1, 2], times, scale), Int16Array.from(new Set([-1]), times, scale));
console.log(scale.seen.length);

// Anything can be `this`: primitives are not boxed in strict mode; arrows keep their own.
console.log(
    [0].map(function () {
        return typeof this;
    }),
    [0].map(function () {
        return typeof this;
    }, 5),
);
console.log(
    [0].map(function () {
        return this;
    }, "text"),
    [0].map(function () {
        return this;
    }, null),
);
class Counter {
    count = 0;
    step = 2;
    add(value) {
        this.count += value * this.step;
    }
    addAll(list) {
        list.forEach(this.add, this);
        list.forEach((value) => this.add(value), {
            add() {
                throw new Error("not this");
            },
        });
        return this.count;
    }
}
console.log(new Counter().addAll([1, 2, 3]));
