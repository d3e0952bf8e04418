function member(o) {
    try {
        return o.name;
    } catch (error) {
        return error instanceof TypeError ? "TypeError" : "other";
    }
}
console.log(member({ name: "n" }), member(null), member(undefined), member({ name: undefined }));
function call(f) {
    try {
        return f();
    } catch (error) {
        return error instanceof TypeError ? "TypeError" : "other";
    }
}
console.log(
    call(() => 1),
    call(undefined),
    call(null),
    call(5),
    call("s"),
);
