// A class that extends itself, directly or by way of another one, is a ReferenceError when it is
// evaluated.
// @ts-nocheck
const tell = (run) => {
    try {
        console.log("ran", run());
    } catch (e) {
        console.log(e.name);
    }
};
tell(() => {
    class Foo extends Foo {}
    return "defined";
});
tell(() => {
    class A extends B {}
    class B extends A {}
    return "defined";
});
tell(() => {
    const C = class D extends D {};
    return 1;
});
tell(() => {
    class S {
        static x = S.y;
        static y = 2;
    }
    return S.x;
});
class Foo extends Foo {
    x = 1;
}
console.log("not reached");
