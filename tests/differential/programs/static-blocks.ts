// @ts-nocheck
// Static blocks run in the order of the source, between the static fields.
const log: string[] = [];

class Counter {
    static first = note("first");
    static {
        note("block one");
        Counter.total = 10;
        this.total += Counter.first.length;
        for (let step = 0; step < 3; step++) {
            if (step === 1) continue;
            note(`step ${step} ${this.total}`);
        }
    }
    static total = 5;
    static #hidden = 1;
    static {
        const own = Counter.total * 2;
        let inner = own;
        const later = () => (inner += Counter.#hidden);
        later();
        later();
        note(`block two ${own} ${inner}`);
        try {
            throw new Error("inside");
        } catch (error) {
            note(String(error));
        }
        Counter.read = () => inner;
    }
    static read = () => 0;
    static {
        note(`read ${Counter.read()}`);
    }
    static hide(): number {
        return Counter.#hidden;
    }
}

function note(text: string): string {
    log.push(text);
    return text;
}

console.log(log.join("\n"));
console.log(Counter.total, Counter.hide(), Counter.read());

function make(start: number) {
    class Local {
        static value = start;
        static {
            this.value += 1;
            Local.value *= 2;
            const name = `made ${Local.value}`;
            note(name);
        }
        static get(): number {
            return Local.value;
        }
    }
    return Local.get();
}
console.log(make(1), make(2), log.slice(-2).join());

class Failing {
    static {
        try {
            this.explode();
        } catch (error) {
            console.log(String(error));
        }
    }
    static explode(): void {
        throw new RangeError("in a block");
    }
}
console.log(typeof Failing);

class Base {
    static kind = "base";
    static describe(): string {
        return `a ${Base.kind}`;
    }
}
class Derived extends Base {
    static text = "";
    static {
        this.text = super.describe() + Derived.describe();
    }
}
console.log(Derived.text);
