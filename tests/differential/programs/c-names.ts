// Names that C, its headers or file systems take for something else.
import * as a from "./modules/names/a-b.ts";
import * as b from "./modules/names/a_b.ts";
import * as c from "./modules/names/program.ts";
import * as d from "./modules/names/x/program.ts";
import * as g from "./modules/names/01.first.ts";
import * as h from "./modules/names/int.ts";
function int(signed: number, tsp_value: number, ts_int: number) {
    const register = signed + tsp_value + ts_int,
        struct = 1;
    return register + struct;
}
const $ = 1,
    $$ = 2,
    _ = 3,
    __ = 4,
    ü = 5,
    ab = 6,
    u24_ = 7,
    n = 8,
    n_ = 9,
    llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll1 = 10,
    llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll2 = 11;
class volatile {
    int = 1;
    static char = 2;
    double() {
        return this.int;
    }
    NULL = 3;
    header = 4;
    base = 5;
    shape = 6;
    "" = 7;
    "a-b" = 8;
    a_b = 9;
    "日" = 10;
}
class union extends volatile {
    int2 = 1;
    auto() {
        return this.header + this.base + this.shape + this[""] + this["a-b"] + this.a_b + this["日"];
    }
}
console.log(
    a.v,
    b.v,
    c.v,
    d.v,
    g.v,
    h.v,
    int(1, 2, 3),
    $ +
        $$ +
        _ +
        __ +
        ü +
        ab +
        u24_ +
        n +
        n_ +
        llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll1 +
        llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll2,
    new volatile().double(),
    volatile.char,
    new union().auto(),
    new volatile().NULL,
);
function TSP_UNDEFINED() {
    return 1;
}
const INT32_MIN = 2,
    offsetof = 3,
    bool = 4,
    errno = 5,
    stdin = 6,
    EOF = 7,
    M_PI = 8,
    assert = (i: number) => i,
    linux = 1,
    unix = 2,
    I = 3,
    complex = 4,
    tsp = 5,
    argc = 6,
    self = 7,
    header = 8,
    argv = 9,
    function_ = 10,
    result = 11,
    object = 12,
    array = 13,
    this_ = 14;
console.log(
    TSP_UNDEFINED(),
    INT32_MIN,
    offsetof,
    bool,
    errno,
    stdin,
    EOF,
    M_PI,
    assert(1),
    linux,
    unix,
    I,
    complex,
    tsp,
    argc,
    self,
    header,
    argv,
    function_,
    result,
    object,
    array,
    this_,
);
const o = {
    header: 1,
    shape: 2,
    base: 3,
    "": 4,
    " ": 5,
    "1": 6,
    "1a": 7,
    int: 8,
    "int-": 9,
    "\0": 10,
    constructor_: 11,
};
console.log(o.header, o.shape, o.base, o[""], o[" "], o["1"], o["1a"], o.int, o["int-"], o["\0"], o.constructor_);
const closure = (header: number) => () => header + 1;
console.log(closure(1)());
