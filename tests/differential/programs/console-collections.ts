// Map, Set, their weak relatives and iterators, as console.log writes them.
const empty = new Map<string, number>();
console.log(empty, new Set<number>(), new Map([["a", 1]]), new Set(["x", "y"]));
const map = new Map<string, number>([
    ["one", 1],
    ["two", 2],
    ["three", 3],
]);
map.delete("two");
map.set("it's", -0);
console.log(map);
console.log([map], { map, set: new Set([1, 2]) });
console.log(new Map([[{ key: 1 }, [1, 2]]]), new Set([[1], [2, [3]]]));

// Lines break where what they hold is long.
const long = new Map<string, string>();
for (let i = 0; i < 6; i++) long.set(`a key of some length ${i}`, `a value ${i}`);
console.log(long);
console.log(new Set(long.keys()));
console.log({ inside: { of: long } });
const many = new Set<number>();
for (let i = 0; i < 130; i++) many.add(i * i);
console.log(many);
const hundredAndOne = new Map<number, boolean>();
for (let i = 0; i < 101; i++) hundredAndOne.set(i, i % 2 === 0);
console.log(hundredAndOne);
for (let i = 0; i < 100; i++) hundredAndOne.delete(i);
console.log(hundredAndOne);

// Depth, circles, maps in maps.
const circle = new Map<string, unknown>();
circle.set("itself", circle);
circle.set("list", [circle, new Set([circle])]);
console.log(circle);
console.log({ a: { b: { c: new Map([[1, 1]]), d: new Set([1]), e: new Map(), f: new Uint8Array(2) } } });
console.log(new Map([["outer", new Map([["inner", new Map([["deep", new Map([["deeper", 1]])]])]])]]));
const onItself = new Set<unknown>();
onItself.add(onItself);
console.log(onItself);

// Classes that extend them, with properties of their own.
class Registry extends Map<string, number> {
    owner = "me";
    #secret = 1;
    get secret(): number {
        return this.#secret;
    }
}
class Tags extends Set<string> {}
const registry = new Registry([["first", 1]]);
console.log(registry, new Registry(), new Tags(["a"]), registry.secret);
console.log({ a: { b: { registry, tags: new Tags(["deep"]), none: new Tags() } } });
console.log(Object.keys(registry), JSON.stringify(registry), JSON.stringify([map, new Set([1])]));

// What is weak tells nothing.
const key = {};
console.log(new WeakMap([[key, 1]]), new WeakSet([key]), [new WeakSet()]);

// Iterators show what they have not given yet.
const keys = map.keys();
console.log(keys, map.values(), map.entries());
keys.next();
console.log(keys);
keys.next();
map.set("four", 4);
console.log(keys);
keys.next();
keys.next();
console.log(keys, keys.next());
console.log(new Set([1, 2]).values(), new Set(["a"]).entries(), empty.keys(), empty.entries());
const walking = new Map([
    [1, "one"],
    [2, "two"],
    [3, "three"],
    [4, "four"],
]);
const walk = walking.entries();
walk.next();
for (let i = 1; i < 4; i++) walking.delete(i);
for (let i = 5; i < 12; i++) walking.set(i, String(i));
console.log(walk);
walking.clear();
walking.set(7, "seven");
console.log(walk, [...walk], walk);
console.log(long.entries());
console.log(
    new Map([
        ["key", { some: "object", with: ["a", "list"] }],
        ["other key", { some: "thing", with: [] }],
    ]).entries(),
);
console.log([1, 2].keys(), ["a"].values(), [[1]].entries(), new Uint8Array(2).values());
console.log([new Set([1]).values(), { deep: { deeper: { values: new Set([1]).values(), pairs: [1].entries() } } }]);
console.log(Object.keys(map.keys()), JSON.stringify(map.entries()));

// In formats, and as keys of each other.
console.log("%s %O %O", "map:", new Map([[1, [2]]]), new Set(["s"]));
console.log(
    new Map<unknown, unknown>([
        [new Set([1]), new Map([[[], {}]])],
        [undefined, null],
        [NaN, () => 1],
    ]),
);
console.error(new Map([["to", "stderr"]]));
try {
    throw new Map([["thrown", true]]);
} catch (error) {
    console.log("caught", error);
}
