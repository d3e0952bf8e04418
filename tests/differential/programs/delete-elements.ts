// Elements that are deleted leave holes; Object.is.

const numbers = [1, 2, 3, 4];
console.log(delete numbers[1], numbers.length, 1 in numbers, numbers[1], numbers.join());
delete numbers[3];
delete numbers[9];
console.log(numbers.length, Object.keys(numbers).join(), numbers.indexOf(4));
const texts: any[] = ["a", "b", { c: 1 }, true];
for (const key of ["0", 2, "x", "01", 7]) console.log(key, delete texts[key as number], Object.keys(texts).join());
const flags = [true, false, true];
delete flags[0];
console.log(flags[0], flags[1], flags);
try {
    const name: any = "length";
    delete (texts as any)[name];
} catch (error) {
    console.log(error instanceof TypeError, texts.length);
}
const objects = [{ a: 1 }, { a: 2 }];
delete objects[0];
console.log(
    objects.map((each) => each.a),
    objects[0]?.a,
);
const parsed = JSON.parse("[1, 2, 3]");
console.log(delete parsed[1], JSON.stringify(parsed), parsed.length);

const values: unknown[] = [0, -0, NaN, 1, "a", "", null, undefined, true];
for (const left of values) console.log(values.map((right) => (Object.is(left, right) ? 1 : 0)).join(""));
const object = {};
console.log(Object.is(object, object), Object.is({}, {}), Object.is.name, Object.is.length);
export {};
