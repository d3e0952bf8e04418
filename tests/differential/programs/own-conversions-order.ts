const log: string[] = [];
const key: any = {
    toString() {
        log.push("key");
        return "a";
    },
};
const o: any = { a: 1, b: 2 };
console.log(o[key], key in o, (o[key] = 5), o.a, (o[key] += 2), log.join());
log.length = 0;
const made: any = { [key]: (log.push("value"), 7), [String(key)]: 8 };
console.log(made.a, log.join());
console.log(delete o[key], o.a, Object.keys(o).join());
const { [key]: taken, ...rest }: any = { a: "taken", b: 3 };
console.log(taken, rest.b, rest.a);
log.length = 0;
let count = 0;
const counter: any = {
    toString() {
        count++;
        return "c" + count;
    },
};
console.log(`${counter} ${count} ${counter} ${count + 1}`);
const plain: any = { a: 1, "[object Object]": 2, "1,2": 3 };
console.log(plain[{} as any], plain[[1, 2] as any], plain[["a"] as any]);
const list: any = [1, 2, 3];
console.log(
    list[[1] as any],
    list[{ toString: () => "2" } as any],
    list[{ valueOf: () => 1, toString: () => "length" } as any],
);
const bytes: any = new Uint8Array(2);
bytes[0] = {
    valueOf() {
        return 300;
    },
};
bytes[1] = [7];
console.log(bytes[0], bytes[1]);
class Id {
    constructor(readonly id: number) {}
    toString() {
        return `id${this.id}`;
    }
}
const table: any = {};
table[new Id(1) as any] = "one";
table[new Id(2) as any] = "two";
console.log(JSON.stringify(table), table[new Id(2) as any]);
const viaGetter: any = {
    get valueOf() {
        log.push("get");
        return () => 9;
    },
};
console.log(viaGetter * 2, log.join());
const loose: any = { valueOf: () => 1 };
console.log(
    loose == 1,
    1 == loose,
    loose == "1",
    loose == true,
    loose != 2,
    loose == loose,
    loose == null,
    ([1] as any) == (1 as any),
);
export {};
