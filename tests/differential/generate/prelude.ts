/** What every program begins with. `burn` bounds loops and calls; `cut` bounds strings. */
export const prelude = `let fuel = 400;
function burn(): boolean {
    return fuel-- > 0;
}
function id(x) {
    return x;
}
function cut(x) {
    return typeof x === "string" && x.length > 24 ? x.slice(0, 24) : x;
}
function caught(e: any): any {
    if (e instanceof TypeError) return "TypeError";
    if (e instanceof RangeError) return "RangeError";
    if (e instanceof ReferenceError) return "ReferenceError";
    if (e instanceof Error) return "Error " + e.message;
    if (typeof e === "object" && e !== null) return "object";
    if (typeof e === "function") return "function";
    return e;
}
interface Rec {
    a: any;
    b: any;
    c?: any;
    d?: any;
}
`;
