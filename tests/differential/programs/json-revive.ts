// JSON.parse with a reviver: what it is called with, and what becomes of what it gives.
const text = '{"a":{"b":[1,2,{"c":"x"}],"n":null},"d":5,"1":true}';
console.log(JSON.parse(text, (_key, value) => (typeof value === "number" ? value * 2 : value)));
console.log(JSON.parse('[1,2,{"c":"x","d":2}]', (key, value) => (key === "1" || key === "c" ? undefined : value)));
const seen: string[] = [];
JSON.parse(text, function (this: any, key, value) {
    seen.push(`${key}: ${JSON.stringify(value)} of ${JSON.stringify(this)}`);
    return value;
});
console.log(seen.join("\n"));
console.log(
    JSON.parse("1", () => undefined),
    JSON.parse("[]", () => 7),
    JSON.parse('"x"', (key, value) => `${key}<${typeof value}`),
);
console.log(
    JSON.parse('{"when":"2020-01-01T00:00:00.000Z","list":["2021-01-01"]}', (key, value) =>
        key !== "list" && typeof value === "string" ? new Date(value) : value,
    ),
);
try {
    JSON.parse("[1]", () => {
        throw new RangeError("by the reviver");
    });
} catch (error) {
    console.log(String(error));
}
console.log(
    JSON.parse("[1, 2]", undefined),
    JSON.parse("[[[[1]]]]", (_key, value) => value),
);
