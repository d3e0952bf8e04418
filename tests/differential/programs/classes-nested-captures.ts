// What a class in a function can capture, and when.
function parameters(n: number, text = "d" + n) {
    n++;
    class P {
        show(): string {
            return text + n;
        }
        set(value: number): void {
            n = value;
        }
    }
    const p = new P();
    n += 10;
    p.set(n * 2);
    return p.show() + n;
}
console.log(parameters(1), parameters(2, "t"));

function hoisted(): string {
    return make().text();
    function make(): Early {
        return new Early();
    }
    class Early {
        text(): string {
            return "never";
        }
    }
}
try {
    console.log(hoisted());
} catch (error) {
    console.log(error instanceof ReferenceError);
}
function hoistedLater(): string {
    class Later {
        text(): string {
            return helper(2) + new Later().plain();
        }
        plain(): string {
            return "plain";
        }
    }
    return make().text();
    function make(): Later {
        return new Later();
    }
    function helper(n: number): string {
        return n === 0 ? suffix : helper(n - 1) + n;
    }
}
const suffix = "|";
console.log(hoistedLater());

function statics(n: number) {
    class Base {
        static made: string[] = [];
        static readonly twice = () => n * 2;
        static note(text: string): void {
            Base.made.push(text + n + Base.twice());
        }
    }
    class Derived extends Base {
        static own = Derived.twice() + 1;
        constructor() {
            super();
            Derived.note("new");
            Base.note("base");
        }
    }
    new Derived();
    return Derived.made.join() + Derived.own + Derived.twice();
}
console.log(statics(1), statics(2));

function kinds(which: number): string {
    switch (which) {
        case 0:
            class Zero {
                name = "zero" + which;
            }
            return new Zero().name;
        default: {
            class Other {
                name = "other" + which;
            }
            return new Other().name;
        }
    }
}
console.log(kinds(0), kinds(1));

function caught(): string {
    try {
        throw "thrown";
    } catch (error) {
        class Report {
            text = `${error}`;
        }
        return new Report().text;
    }
}
console.log(caught());

function generic<T>(value: T) {
    class Box {
        value = value;
        map<U>(change: (value: T) => U) {
            return generic(change(this.value));
        }
        get(): T {
            return value;
        }
    }
    return new Box();
}
console.log(
    generic(1).get(),
    generic("s").get(),
    generic(2)
        .map((n) => "n" + n)
        .get(),
);

class Button {
    label = "button";
    handlers(n: number) {
        const prefix = this.label;
        const self = this;
        class Handler {
            private readonly calls: number[] = [];
            handle = (x: number): string => {
                this.calls.push(x);
                self.label += x;
                return [1, 2].map((k) => prefix + n + k + this.calls.length).join("/");
            };
        }
        return [new Handler(), new Handler()];
    }
}
const button = new Button();
const [left, right] = button.handlers(5);
console.log(left?.handle(1), left?.handle(2), right?.handle(3), button.label);

const loops: { get(): number; bump(): void }[] = [];
for (let i = 0; i < 3; i++) {
    class Captures {
        get(): number {
            return i;
        }
        bump(): void {
            i += 10;
        }
    }
    loops.push(new Captures());
}
for (const item of loops) {
    item.bump();
    console.log(item.get());
}

function mixed(flag: boolean) {
    class A {
        kind = "a";
        who(): string {
            return this.kind + flag;
        }
    }
    class B {
        kind = "b";
        who(): string {
            return "B" + this.kind;
        }
    }
    const value: A | B = flag ? new A() : new B();
    if (value instanceof A) return value.who() + "!";
    return value.who() + (value instanceof B);
}
console.log(mixed(true), mixed(false));

function deep(n: number): number {
    class Level {
        below(): number {
            return n === 0 ? 0 : deep(n - 1) + n;
        }
    }
    return new Level().below();
}
console.log(deep(20));

function extended(greeting: string) {
    class Greeter {
        #count = 0;
        constructor(
            protected name: string,
            ...titles: string[]
        ) {
            this.name = [...titles, name].join(" ");
        }
        greet(): string {
            this.#count++;
            return `${greeting} ${this.name} ${this.#count}`;
        }
    }
    return (suffix: string) => {
        class Loud extends Greeter {
            override greet(): string {
                return super.greet() + suffix;
            }
        }
        class Louder extends Loud {
            constructor(name: string) {
                super(name, "Dr", "Prof");
            }
        }
        const titles = ["A", "B"];
        return [new Loud("x", ...titles), new Louder("y"), new Greeter("z")]
            .map((one) => one.greet() + one.greet())
            .join("; ");
    };
}
console.log(extended("hi")("!"), extended("yo")("?"));

function optional(present: boolean) {
    class Node {
        next: Node | undefined = undefined;
        constructor(readonly value: number) {}
        sum(): number {
            return this.value + (this.next?.sum() ?? 0);
        }
        static chain(n: number): Node | undefined {
            if (n === 0 || !present) return undefined;
            const node = new Node(n);
            node.next = Node.chain(n - 1);
            return node;
        }
    }
    return Node.chain(4)?.sum() ?? "none";
}
console.log(optional(true), optional(false));
const copied = (() => {
    class Plain {
        #hidden = 1;
        shown = 2;
        hidden(): number {
            return this.#hidden;
        }
    }
    const plain = new Plain();
    const { ...rest } = plain;
    return { ...plain, extra: plain.hidden() + rest.shown };
})();
console.log(copied.shown, copied.extra);
