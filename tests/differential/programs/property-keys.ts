// Keys written as text and numbers: the same properties, whichever way they are named.
const o = {
    "b c": 1,
    3: "three",
    plain: true,
    "4": "four",
    "-1": "minus",
    1.5: "half",
    "": "empty",
    "#p": "hash",
    '"q': "quote",
};
console.log(o["b c"], o[3], o["3"], o[4], o["4"], o["plain"], o["-1"], o[1.5], o[""], o["#p"], o['"q']);
o["b c"] += 2;
o[3] = o[3] + "!";
o["4"] += "?";
console.log(o["b c"], o["3"], o[4]);
const { "b c": first, 3: second, ["plain"]: third, 4: fourth = "none" } = o;
console.log(first, second, third, fourth);
const { 3: gone, ...others } = o;
console.log(gone, others["b c"], others[4], (others as any)[3]);
const copy = { ...o, 3: "new", "b c": 0 };
console.log(copy[3], copy["b c"], copy["4"], o[3]);

class Keyed {
    0 = "zero";
    "with space" = 5;
    1(): string {
        return `one of ${this[0]}`;
    }
    "do it"(n: number): number {
        return n + this["with space"];
    }
    #p = "private";
    "#p" = "public";
    both(): string {
        return this.#p + this["#p"];
    }
}
const keyed = new Keyed();
console.log(keyed[0], keyed["with space"], keyed[1](), keyed["1"](), keyed["do it"](2), keyed["#p"], keyed.both());
keyed[0] = "nil";
keyed["#p"] = "changed";
console.log(keyed[1](), keyed.both(), (keyed as any)[7]);

const array = ["a", "b", "c"];
const { 0: head, 2: last, 7: missing, length } = array;
console.log(array["0"], array["2"], array["7"], head, last, missing, length);
array["1"] = "B";
let target: any;
({ 1: target } = array);
console.log(array[1], target);
const text = "xyz";
const { 1: letter } = text;
console.log(text["0"], letter);

const mixed: any[] = [["in array"], { 0: "in object", "0x": 1 }, "string"];
for (const value of mixed) console.log(value[0], value["0"]);

const names = { $: 1, S: 2, a_b: 3, "a b": 4, au20_b: 5, "a_b ": 6, é: 7, e: 8 };
console.log(names.$, names.S, names.a_b, names["a b"], names.au20_b, names["a_b "], names.é, names.e);
const methods = {
    "say hi"(name: string) {
        return "hi " + name;
    },
    7: (x: number) => x * 2,
};
console.log(methods["say hi"]("you"), methods[7](21));
