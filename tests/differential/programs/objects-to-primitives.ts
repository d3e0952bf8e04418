// What operators, templates and built-ins make of objects that have no methods for it.
// @ts-nocheck
class Plain {
    x = 1;
    method() {
        return 2;
    }
}
class Deeper extends Map {
    extra = 1;
}
const o = { a: 1 };
const counts = {};
for (const word of ["b", "a"]) counts[word] = word.length;
console.log(`${o} ${[1, 2]} ${new Plain()} ${[o, [new Plain(), null, undefined, [3]], counts]} ${counts}`);
console.log(o + "!", "a" + o, o + 1, [1] + [2], o + o, [] + {}, 1 + [], counts + 1);
console.log(String(o), String([1, [2, 3]]), String([]), String([null]), String([[], [[]]]), String(counts));
console.log(o > o, o >= o, [2] > 1, [2] < [10], ["b"] > "a", o < 1, +o, +[5], -[], [2] * 3, ~[7], [4] % 3, [2] ** [3]);
console.log([1] == 1, "1,2" == [1, 2], o == "[object Object]", [] == 0, [1] != "1", o == null, true == [1]);
console.log([o, new Error("x"), [o], new TypeError("y")].join("-"), [[1, 2], [3]].join(";"), [, o, undefined].join());
console.log(String(new Map()), "" + new Set(), `${new WeakMap()} ${new WeakSet()} ${new Deeper()}`);
console.log(new Error("m") + 1, new RangeError("r") > "R", +new Error("1"));
console.log(o.toString(), new Plain().toString(), [1, [2, o]].toString(), [].toString(), counts.toString());
console.log(Number([7]), Number(o), isNaN(o), parseInt([12, 3]), parseFloat(["1.5"]), Math.max([3], 2), Math.abs([-4]));
console.log(
    "a[object Object]b".includes(o),
    "1,2,3".indexOf([2, 3]),
    "x".padEnd([3], [9]),
    "abc".at([1]),
    "ab".concat(o, [1]),
);
console.log(new Error([1, 2]).message, new Error(o).message, encodeURIComponent([1, 2]), new Date([2020]).getTime());
let text = "";
text += o;
text += [1];
let number = 5;
number -= [2];
number *= [[3]];
console.log(text, number, [5] - -[1]);

const parsed = JSON.parse(
    '{"n": 5, "s": "t", "l": [1, {"a": 2}, [3]], "toString": 1, "when": "2020-01-01T00:00:00.000Z"}',
);
console.log(parsed.n + 1, parsed.n * 2, parsed.s + "!", `${parsed.l}`, parsed.n > 4, parsed.l.join("/"), parsed.n == 5);
console.log(parsed.l + "", Math.max(parsed.n, 3), "abct".includes(parsed.s), parsed.n.toString(), parsed.l.toString());
console.log(new Date(parsed.when).toISOString(), parsed.n.toFixed(2), parsed.s.toUpperCase(), parsed.l[1].toString());
for (const convert of [() => `${parsed}`, () => parsed + 1, () => String([parsed]), () => +parsed]) {
    try {
        console.log(convert());
    } catch (error) {
        console.log(error instanceof TypeError, error.message);
    }
}
parsed.n++;
parsed.n += 2;
let sum = 0;
for (const item of parsed.l) sum += item;
console.log(parsed.n, sum);

const ring = [1];
ring.push(ring, [ring, 2]);
console.log(String(ring), ring.join("|"));
let deep = [1];
for (let i = 0; i < 200; i++) deep = [deep, i];
console.log(String(deep).length);
