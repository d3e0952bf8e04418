class Counter {
    static count = 0;
    static readonly limit = 3;
    id: number;
    constructor() {
        this.id = ++Counter.count;
    }
    static make(): Counter | undefined {
        return Counter.count < Counter.limit ? new Counter() : undefined;
    }
}
console.log(Counter.make()?.id, Counter.make()?.id, Counter.make()?.id, Counter.make()?.id, Counter.count);
Counter.count = 0;
console.log(Counter.make()?.id);
class Plain {
    static value = 1;
    static make(x: unknown = 1): string {
        return "Plain.make" + String(x);
    }
    static read(): number {
        return Plain.value;
    }
    static through(f: (x: string) => string): string {
        return f("through");
    }
}
class Fancy extends Plain {
    static next = super.value + 1;
    static later = () => super.make(9);
    static make(x: unknown = 2): string {
        return super.make(x) + "Fancy" + super.read() + super.value;
    }
    static several(): string {
        return [1, 2].map((x) => super.make(x)).join();
    }
    static taken(): string {
        const read = super.read;
        return read() + super.through((x) => x + "!");
    }
}
class Fanciest extends Fancy {
    static make(): string {
        return super.make(5) + super.several();
    }
}
console.log(Fancy.next, Fancy.make(), Fancy.several(), Fancy.later(), Fancy.taken(), Fanciest.make());
Plain.value = 10;
console.log(Fancy.make(), Fanciest.make());
