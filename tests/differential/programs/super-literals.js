const base = {
    greet(name) {
        return `base ${name} ${this.mark}`;
    },
    get label() {
        return `label ${this.mark}`;
    },
    set level(value) {
        this.set = value;
    },
};
const derived = {
    __proto__: base,
    mark: "derived",
    greet(name) {
        return `derived ${super.greet(name)}`;
    },
    get label() {
        return `${super.label}!`;
    },
    raise() {
        super.level = 3;
        super.other = 4;
        return [this.set, this.other, super.other];
    },
    nested() {
        return [1, 2].map((n) => super.greet(n));
    },
    keyed(key) {
        return typeof super[key];
    },
};
console.log(
    derived.greet("x"),
    derived.label,
    derived.raise(),
    derived.nested(),
    derived.keyed("greet"),
    derived.keyed("none"),
);
const other = { __proto__: { greet: () => "swapped" }, take: derived.greet };
console.log(other.take("y"));
Object.setPrototypeOf(derived, {
    greet() {
        return "replaced";
    },
});
console.log(derived.greet("z"));
const plain = {
    has() {
        return super.missing;
    },
};
console.log(plain.has());
