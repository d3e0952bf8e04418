// Static fields that are read before they are initialised.
// @ts-nocheck
class A {
    static x = A.y;
    static y = 2;
}
class B {
    static x = this.y;
    static y = B.z === undefined;
    static z = 3;
}
console.log(A.x, A.y, B.x, B.y, B.z);
