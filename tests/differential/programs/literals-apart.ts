/**
 * Literals with the same names that never meet, that meet at once, late, by way of others, and
 * that get a further property.
 */
const counter = { a: 2 };
const holder = { a: { b: 1 } };
const texts = { a: "two" };
console.log(counter.a - 1, holder.a.b, texts.a.length);

// Tables with the same names, each with functions of its own.
const square = { name: "square", area: (x: number) => x * x };
const circle = { name: "circle", area: (x: number) => `${x}²π` };
console.log(square.area(3) + 1, circle.area(3).slice(0, 1));

// They meet in one variable, after each was used for itself.
const first = { value: 1 as number | string };
const second = { value: "second" as number | string };
console.log((first.value as number) + 1);
let either = first;
for (let turn = 0; turn < 3; turn++) {
    console.log(turn, either.value);
    either = turn === 0 ? second : first;
    either.value = turn === 1 ? turn : "later";
}
console.log(first.value, second.value);

// They meet by way of a third one, and so do the objects that they hold.
interface Link {
    value: number | string;
    next: Link | undefined;
}
const end: Link = { value: 0.5, next: undefined };
const middle: Link = { value: "middle", next: end };
const start: Link = { value: 1, next: middle };
end.next = start;
let at: Link | undefined = start;
for (let step = 0; step < 5 && at !== undefined; step++) {
    console.log(at.value);
    at = at.next;
}

// One of two gets a property that the other one lacks.
interface Named {
    id: number;
    name?: string;
}
const plain: Named = { id: 1 };
const named: Named = { id: 2 };
named.name = "two";
console.log(plain.name, named.name);
const all: Named[] = [plain, named];
console.log(all.map(({ id, name }) => `${id}:${name ?? "-"}`).join(" "));
const lone: Named = { id: 3 };
console.log(lone.name, lone.id);

// Made in one place, by two callers; copied; taken apart.
const pair = <T>(left: T): { left: T; right: number } => ({ left, right: 7 });
console.log(pair(1).left + 1, pair("x").left.length, pair({ left: 2, right: 3 }).left.left);
const copy = { ...pair(5), left: "copied" };
console.log(copy.left.length + copy.right);
const { left, ...rest } = pair(true);
console.log(left, rest.right);

// In loops and arrays, with what only some of them hold.
const list: { key: string; held: unknown }[] = [];
for (const key of ["a", "b", "c"]) list.push({ key, held: key === "b" ? { key: "inner", held: 1 } : key.length });
for (const { key, held } of list) console.log(key, typeof held);
const inner = list[1]?.held as { key: string; held: number };
console.log(inner.key, inner.held + 1);
