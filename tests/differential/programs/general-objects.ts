const words = "the quick the lazy the dog constructor".split(" ");
const counts: Record<string, number> = {};
for (const word of words) {
    if (word !== "constructor") counts[word] = (counts[word] ?? 0) + 1;
}
console.log(counts["the"], counts.quick, counts["none"]);
delete counts["the"];
console.log(counts.the, counts["dog"]);
const k = words[1] ?? "x";
const made = { a: 1, [k]: 2, [`${k}!`]: "s", b: true };
console.log(made.a, made[k], made["quick!"], made.b);
const copy = { ...made, c: 5 };
copy[k] = 7;
console.log(copy.a, copy[k], made[k], copy.c);
const { [k]: taken, ...rest } = made;
console.log(taken, rest.a, rest[k], rest["quick!"]);
const handlers: Record<string, (x: number) => number> = {
    double: (x) => x * 2,
};
handlers["tri" + "ple"] = (x) => x * 3;
for (const name of ["double", "triple", "none"]) {
    const handler = handlers[name];
    console.log(name, handler === undefined ? "no" : handler(21));
}
console.log(handlers.double?.(4));
const numbers: Record<number, string> = {};
for (let i = 0; i < 20; i++) numbers[i * 1000] = `n${i}`;
console.log(numbers[3000], numbers[3001], numbers["4000" as unknown as number]);
for (let i = 0; i < 20; i += 2) delete numbers[i * 1000];
console.log(numbers[3000], numbers[4000]);
const spread: Record<number, string> = { ...["x", "y"], ...("hi" as unknown as object) };
console.log(spread[0], spread[1]);
const weird = { [Math.random() < 2 ? "self" : "other"]: { deep: 1 } };
console.log(weird["self"]?.deep);
try {
    console.log(handlers["missing"]!(3));
} catch (error) {
    console.log(String(error));
}

// A read by a run-time name may stand before what writes by one.
function look(object: Record<string, number>, key: string): number {
    return object[key] ?? -1;
}
const late: Record<string, number> = { a: 1 };
console.log(look(late, "a"), look(late, "b"), look(late, "b1"));
function put(object: Record<string, number>, key: string): void {
    object[key] = 5;
}
put(late, "b" + late.a);
put(late, "b");
console.log(look(late, "a"), look(late, "b"), look(late, "b1"));
const letters: Record<string, number> = {};
for (const letter of "banana") {
    const count = (letters[letter] ?? 0) + 1;
    letters[letter] = count;
}
console.log(letters["a"], letters["n"], letters["b"], letters["c"]);
