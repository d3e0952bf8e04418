// Static private members through other names, and static members named "prototype".
class C {
    static get #f() {
        return "Test262";
    }
    static #count = 1;
    static #add(n) {
        C.#count += n;
        return C.#count;
    }
    static Inner = class {
        static access(o) {
            return o.#f;
        }
        static more(o) {
            return o.#add(2);
        }
    };
}
console.log(C.Inner.access(C), C.Inner.more(C));
try {
    C.Inner.access(C.Inner);
} catch (e) {
    console.log(e instanceof TypeError);
}
for (const make of [
    () =>
        class {
            static set ["prototype"](_) {}
        },
    () =>
        class {
            static get ["prototype"]() {
                return 1;
            }
        },
    () =>
        class {
            static ["prototype"]() {}
        },
    () =>
        class {
            static ["prototype"] = 1;
        },
]) {
    try {
        make();
        console.log("no error");
    } catch (e) {
        console.log(e instanceof TypeError);
    }
}
class Named {
    ["constructor"]() {
        return 5;
    }
    static ["name"]() {
        return "n";
    }
    static ["length"] = 3;
}
console.log(Named.name(), Named.length, new Named().constructor());
