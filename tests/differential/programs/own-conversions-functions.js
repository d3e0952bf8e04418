// Functions and classes are their source text; formats of the console convert too.
class T {
    toString() {
        return "T!";
    }
}
class V {
    valueOf() {
        return 42;
    }
    static toString() {
        return "the class V";
    }
}
class P extends T {}
function fn(a, b = 1) {
    return a + b;
}
const plain = { a: 1 };
const arrow = (x) => x * 2;
const own = {
    toString() {
        return "own";
    },
    method(a) {
        return a;
    },
    get got() {
        return 1;
    },
};
console.log(String(fn), `${arrow}`, T + "", String(V), String(own.method));
console.log(fn == String(fn), String(fn.bind(null, 1)), [arrow, 1].join());
console.log("%s %s %s %s %s", new T(), new P(), fn, new V(), { a: { b: { c: 1 } } });
console.log("%d %d %d %i %f", new V(), new T(), [5], { toString: () => "12.5px" }, { toString: () => "12.5px" });
console.log("%s", fn);
console.log("%d", fn);
console.log("%s|%s|%s", [1, [2, [3]]], new Error("x").message, null);
console.log("%s", { toString: 5 });
console.log("%i %f", [7, 8], new Date(5));
class E2 extends Error {
    toString() {
        return "E2!";
    }
}
console.log("%s %s", new E2("m"), new Date(0));
console.log(new V().valueOf(), plain.valueOf() === plain, [1].valueOf().length);
console.log(String(new Uint8Array([1, 255])), `${new Float64Array([0.5, 1])}`, new ArrayBuffer(2) + "");
// An array that is in itself, by way of a method.
const list = [1];
list.push({ toString: () => `<${list}>` });
console.log(String(list), list.join("-"));
