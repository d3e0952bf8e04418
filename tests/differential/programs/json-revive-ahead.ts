// What the reviver changes ahead of itself in an object, and takes away.
console.log(
    JSON.parse('{"a":1,"b":{"c":2},"d":[3,4]}', function (this: any, key, value) {
        if (key === "a") {
            this.b = { fresh: 9 };
            delete this.d;
        }
        return value;
    }),
);
