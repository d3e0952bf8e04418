/** Properties by names that are found out at run time; the names and values that objects have. */
const ports: Record<string, number> = { http: 80, https: 443, 8080: 1 };
function portOf(name: string): number | undefined {
    return ports[name];
}
console.log(portOf("http"), portOf("https"), portOf("ftp"), portOf("8080"), ports[8080]);
function reason(action: () => unknown): string {
    try {
        return `fine ${String(action() === undefined)}`;
    } catch (error) {
        return error instanceof TypeError ? "TypeError" : "other";
    }
}
const missing = [undefined] as unknown as Record<string, number>[];
console.log(reason(() => missing[0]![portOf("http") === 80 ? "a" : "b"]));

class Point {
    x = 1;
    label: string | undefined;
    #hidden = 3;
    constructor(public y: number) {
        this.#hidden += y;
    }
}
class Deep extends Point {
    z: unknown = [this.y];
}
const point = new Deep(2);
for (const key of Object.keys(point)) console.log(key, point[key as keyof Deep]);
for (const [key, value] of Object.entries(point)) console.log(key, value);
console.log(Object.values(point), Object.keys([5, , 7]), Object.entries("ab"), Object.values(new Uint8Array([3, 4])));
console.log(Object.keys({ b: 1, 2: 2, a: 3, 1: 4 }), Object.values({}), Object.entries([["x"]]));

for (const key in point) console.log("in", key);
for (var index in [10, , 30]) console.log(index, typeof index);
let last = "";
for (last in "xy" as any) {
    if (last === "1") break;
}
console.log(last);
for (const key in undefined as unknown as object) console.log("never", key);
const closures: (() => string)[] = [];
for (const key in { p: 1, q: 2 }) closures.push(() => key);
console.log(closures.map((one) => one()).join());

interface Options {
    port?: number;
    host?: string;
}
const options: Options = {};
console.log(
    "port" in options,
    "toString" in options,
    "x" in point,
    "sum" in point,
    1 in [1],
    1 in [1, 2],
    "length" in [1],
);
options.host = "h";
options.port = 1;
console.log(
    "port" in options,
    Object.hasOwn(options, "host"),
    Object.hasOwn(options, "toString"),
    Object.keys(options),
);
function has(name: string): boolean {
    return name in options;
}
console.log(has("port"), has("nothing"), has("valueOf"));

interface Counts {
    red: number;
    green: number;
}
const counts: Counts = { red: 0, green: 0 };
function count(name: keyof Counts): void {
    counts[name]++;
}
count("red");
count("green");
count("red");
console.log(counts);
for (const key in counts) counts[key as keyof Counts] *= 10;
console.log(counts);
const mixed: { n: number; t: string; o: { deep: boolean } | null } = { n: 1.5, t: "t", o: null };
function put(name: "n" | "t" | "o", value: unknown): void {
    (mixed as Record<string, unknown>)[name] = value;
}
put("n", 2);
put("t", "u");
put("o", { deep: true });
console.log(mixed, mixed.o?.deep);

console.log(Object.assign({ a: 1, b: 2 }, { b: 3 }, { c: [1] }));
const target: Options = {};
console.log(Object.assign(target, options), target === Object.assign(target, {}), target);
class Settings {
    speed = 1;
    name = "s";
}
console.log(Object.assign(new Settings(), { speed: 5 }));
const list = [1, 2, 3];
for (const at in list) list[at as unknown as number] *= 2;
console.log(list, Object.keys(list).length);

const owner: any = options;
console.log(owner.hasOwnProperty("port"), owner.hasOwnProperty("toString"), owner.propertyIsEnumerable("host"));
console.log(
    owner?.hasOwnProperty(has("port") ? "host" : "x"),
    ([1] as any).hasOwnProperty(0),
    ([1] as any).hasOwnProperty("length"),
);

const tally: Record<string, number> = {};
for (const word of "to be or not to be 7 3".split(" ")) tally[word] = (tally[word] ?? 0) + 1;
console.log(tally, [tally], { tally });
for (const word in tally) console.log(word, tally[word], word in tally, Object.hasOwn(tally, word));
console.log(Object.keys(tally), Object.values(tally), Object.entries(tally), "x" in tally, "3" in tally);
console.log(Object.assign({}, tally, { extra: 1 }), Object.assign(tally, { more: 2 }));
console.log(Object.hasOwn(tally, "constructor"), Object.hasOwn(tally, "more"), "constructor" in tally);
