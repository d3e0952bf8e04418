// WeakMap and WeakSet: what a program can see of them.
interface Owner {
    name: string;
}
const [first, second]: Owner[] = [{ name: "first" }, { name: "second" }];
const ages = new WeakMap<Owner, number>();
ages.set(first!, 30).set(second!, 40);
ages.set(first!, 31);
console.log(ages.get(first!), ages.get(second!), ages.get({ name: "first" }), ages.has(second!));
ages.set(first!, (ages.get(first!) ?? 0) + 1);
console.log(ages.get(first!), ages.delete(first!), ages.delete(first!), ages.has(first!), ages.get(first!));
const names = new WeakMap<object, string>([
    [first!, "one"],
    [[1], "array"],
]);
console.log(names.get(first!)?.length, names.get(second!));
const run = () => 1;
const kinds = new WeakMap<any, any>();
kinds.set(run, "function").set(ages, "map").set(kinds, "itself").set(new Uint8Array(1), "bytes");
console.log(
    kinds.get(run),
    kinds.get(ages),
    kinds.get(kinds),
    kinds.get("text"),
    kinds.has(1),
    kinds.has(undefined),
    kinds.delete(5),
);
for (const key of [1, "x", undefined, null, true] as any[]) {
    try {
        kinds.set(key, 1);
    } catch (error) {
        console.log(String(error));
    }
}
const seen = new WeakSet<object>();
const cyclic: { self?: object } = {};
cyclic.self = cyclic;
function visits(value: { self?: object }): number {
    if (seen.has(value)) return 0;
    seen.add(value);
    return 1 + (value.self === undefined ? 0 : visits(value.self));
}
console.log(visits(cyclic), seen.has(cyclic), seen.delete(cyclic), seen.has(cyclic));
try {
    new WeakSet<any>([5]);
} catch (error) {
    console.log(String(error));
}

// Many entries whose keys come and go, and some that stay.
const kept: Owner[] = [];
const counts = new WeakMap<Owner, { count: number; owner: Owner }>();
for (let i = 0; i < 3000; i++) {
    const owner = { name: `owner ${i}` };
    counts.set(owner, { count: i, owner });
    if (i % 100 === 0) kept.push(owner);
}
console.log(
    kept.length,
    kept.every((owner, index) => counts.get(owner)?.count === index * 100),
);
console.log(kept.map((owner) => counts.get(owner)?.owner === owner).join());

// Private data of instances, the usual way.
const secrets = new WeakMap<Account, { balance: number }>();
class Account {
    constructor(balance: number) {
        secrets.set(this, { balance });
    }
    deposit(amount: number): number {
        const secret = secrets.get(this);
        if (secret === undefined) return NaN;
        secret.balance += amount;
        return secret.balance;
    }
}
const account = new Account(10);
console.log(account.deposit(5), new Account(1).deposit(1), account.deposit(0.5));
console.log(ages instanceof WeakMap, seen instanceof WeakSet, (ages as unknown) instanceof WeakSet);
