/**
 * What every program begins with. `burn` bounds loops and calls; `cut` bounds strings; `show` makes
 * text of any value.
 */

/** The values that modules hand to each other are made of these, too. */
export const sharedPrelude = `class Plain {
    static kept: any = 0;
    static get watched(): any {
        return Plain.kept;
    }
    static set watched(p: any) {
        Plain.kept = p;
    }
    x: any = 5;
    #hidden: any = 1;
    constructor(readonly y: any) {}
    get seen(): any {
        return this.#hidden;
    }
    set seen(p: any) {
        this.#hidden = p;
    }
    own(): any {
        return this.y;
    }
    take(p: any, ...more: any[]): any {
        this.#hidden = p;
        return more.length > 0 ? more[0] : this.#hidden;
    }
}
class Derived extends Plain {
    z: any;
    constructor(y: any, z?: any) {
        super(y);
        this.z = z;
    }
    override get seen(): any {
        return super.seen ?? this.z;
    }
    override set seen(p: any) {
        super.seen = p;
        this.z = super.seen;
    }
    override own(): any {
        return "derived";
    }
    override take(p: any): any {
        return super.take(p, ...[this.z]);
    }
}
class Trouble extends Error {}
function show(x: any): any {
    if (typeof x === "function") return "function";
    if (typeof x !== "object" || x === null) return x;
    if (x instanceof Trouble) return "trouble " + x.message;
    if (x instanceof Error) return "error " + x.message;
    if (x instanceof Derived) return "instance of Derived";
    if (x instanceof Plain) return "instance of Plain";
    if (x instanceof Uint8Array) return "bytes " + [...x].join();
    if (x instanceof ArrayBuffer) return "buffer " + x.byteLength;
    return Array.isArray(x) ? "array " + x.length : "object";
}
`;

export const prelude = `${sharedPrelude}let fuel = 400;
function burn(): boolean {
    return fuel-- > 0;
}
function id(x) {
    return x;
}
function same(x) {
    return x;
}
function cut(x) {
    return typeof x === "string" && x.length > 24 ? x.slice(0, 24) : x;
}
function caught(e: any): any {
    if (e instanceof TypeError) return "TypeError";
    if (e instanceof RangeError) return "RangeError";
    if (e instanceof ReferenceError) return "ReferenceError";
    return show(e);
}
interface Rec {
    a: any;
    b: any;
    c?: any;
    d?: any;
}
`;
