// `arguments`: what a call passed, in functions, methods, constructors, and arrow functions in them.
function show() {
    let text = `${arguments.length}:`;
    for (let i = 0; i < arguments.length; i++) text += ` ${arguments[i]}`;
    return text;
}
console.log(show(), show(1), show("a", undefined, null), show(...[1, 2], 3));

function named(a, b = "default", ...rest) {
    a = "changed";
    console.log(a, b, rest, arguments.length, arguments[0], arguments[1], arguments[7], typeof arguments);
}
named();
named(1);
named(1, undefined, 3, 4);

function pattern({ x }, [y, z = 3]) {
    console.log(x, y, z, arguments.length);
}
pattern({ x: 1 }, [2]);

function arrows() {
    const first = () => arguments[0];
    const all = () => () => [...arguments];
    return [first(), ...all()(), all()().length];
}
console.log(arrows("outer", 2));

function nested() {
    function inner() {
        return arguments.length;
    }
    const expression = function () {
        return arguments[1];
    };
    return [arguments.length, inner(1, 2), expression(5, 6)];
}
console.log(nested(0));

class Counter {
    constructor() {
        this.given = arguments.length;
        this.first = arguments[0];
    }
    add() {
        let sum = 0;
        for (const value of arguments) sum += value;
        return sum;
    }
    static most() {
        return Math.max(...arguments);
    }
    set value(given) {
        this.first = [given, arguments.length];
    }
    get value() {
        return arguments.length;
    }
}
class Derived extends Counter {}
class Passing extends Counter {
    constructor(a) {
        super(...arguments);
        this.own = a + arguments.length;
    }
}
const counter = new Counter("x", "y");
console.log(counter.given, counter.first, counter.add(1, 2, 3), counter.add(), Counter.most(4, 9, 2));
counter.value = 8;
console.log(counter.first, counter.value);
console.log(new Derived(1, 2, 3).given, new Derived().first, new Passing(5, 6).given, new Passing(5, 6).own);

function arity() {
    return arguments.length;
}
const object = {
    method() {
        return arguments.length;
    },
};
console.log(object.method(1, 2), [1, 2].map(object.method), [3, 4].map(arity));

function forward() {
    return show.apply(undefined, arguments);
}
console.log(forward(1, "two", true));

function copies() {
    const list = Array.prototype.slice.call(arguments, 1);
    const [one, ...others] = arguments;
    console.log(list, one, others, [].indexOf.call(arguments, 3), Array.prototype.join.call(arguments, "-"));
    list.push("end");
    return list.length + arguments.length;
}
console.log(copies(1, 2, 3), copies("only"));

function optional(a, b) {
    if (arguments.length < 2) return "one";
    return a === undefined ? "given" : `${a}${b}`;
}
console.log(optional(1), optional(undefined, 2), optional(3, 4), optional.call(null, 5, 6), optional.bind(null, 7)(8));

function recursive(n) {
    return n === 0 ? arguments.length : recursive(n - 1, n, n);
}
console.log(recursive(3), recursive(0));

const packet = { arguments: 1 };
console.log(packet.arguments);
