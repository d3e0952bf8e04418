// Every `case` of a `switch` on a type tells what the value is.
function f(x: any) {
    switch (typeof x) {
        case "number":
            return x - 1;
        case "string":
            return x.length;
        case "undefined":
            return "nothing";
        case "boolean":
        case "object":
            return x === true || x === null;
        case "function":
            return x();
        default:
            return "unknown";
    }
}
console.log(
    f("abc"),
    f(() => 5),
    f(1),
    f(undefined),
    f(true),
    f(null),
    f({ a: 1 }),
);
function g(x: any) {
    let rounds = 0;
    for (;;) {
        switch (typeof x) {
            case "string":
                x = x.length;
                rounds++;
                break;
            default:
                rounds += 10;
                return rounds;
            case "number":
                if (x > 0) x = x - 1;
                else x = undefined;
        }
    }
}
console.log(g("ab"), g(1), g({ a: 1 }));
const other = "number";
function h(x: any, y: any) {
    switch (typeof x) {
        case other:
            return 1;
        case typeof y:
            return 2;
        default:
            return 3;
    }
}
console.log(h(1, 2), h("a", "b"), h("a", 2));
class C {}
switch (typeof C) {
    case "function":
        console.log("a class is a function");
}
