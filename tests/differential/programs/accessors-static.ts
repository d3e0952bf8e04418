// Static getters and setters: of the class, inherited, private, and of classes in functions.
class Settings {
    static #level = 1;
    static reads = 0;
    static get level(): number {
        Settings.reads++;
        return Settings.#level;
    }
    static set level(value: number) {
        Settings.#level = value;
    }
    static get fixed(): string {
        return "fixed";
    }
    static set sink(value: number) {
        Settings.#level -= value;
    }
    static get #hidden(): number {
        return Settings.#level * 2;
    }
    static get shown(): number {
        return Settings.#hidden;
    }
    static get through(): number {
        return this.level + 1;
    }
    static get callback(): (value: number) => number {
        return (value) => value + Settings.#level;
    }
}
console.log(Settings.level, Settings.fixed, Settings.shown, Settings.reads);
Settings.level = 5;
Settings.level += 2;
Settings.level++;
Settings.sink = 1;
console.log(Settings.level, Settings.sink, Settings.through, Settings.callback(10));
({ a: Settings.level } = { a: 20 });
console.log(Settings.level, Settings.reads);

class Base {
    static value = 1;
    static get doubled(): number {
        return Base.value * 2;
    }
    static set doubled(value: number) {
        Base.value = value / 2;
    }
    static get own(): string {
        return "base";
    }
}
class Derived extends Base {
    static get own(): string {
        return `derived of ${super.own}`;
    }
}
console.log(Derived.doubled, Derived.own);
Derived.doubled = 10;
console.log(Base.value, Base.doubled, Derived.doubled);

function make(start: number) {
    let outer = start;
    class Local {
        static count = 0;
        static get total(): number {
            return outer + Local.count;
        }
        static set total(value: number) {
            outer = value;
        }
        #own = 0;
        get sum(): number {
            return this.#own + outer;
        }
        set sum(value: number) {
            this.#own = value;
            Local.count++;
        }
    }
    const local = new Local();
    local.sum = 7;
    Local.total += 100;
    return [Local.total, local.sum, outer];
}
console.log(make(1).join(), make(20).join());
