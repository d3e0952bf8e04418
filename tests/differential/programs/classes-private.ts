class Stack {
    #items: number[] = [];
    private size = 0;
    #grow(by: number): void {
        this.size += by;
    }
    push(n: number): void {
        this.#items.push(n);
        this.#grow(1);
    }
    pop(): number | undefined {
        this.#grow(-1);
        return this.#items.pop();
    }
    get(): string {
        return this.#items.join() + "/" + this.size;
    }
}
const s = new Stack();
s.push(1);
s.push(2);
console.log(s.get(), s.pop(), s.get());
class Base {
    #x = 1;
    base() {
        return this.#x;
    }
}
class Derived extends Base {
    #x = 2;
    derived() {
        return this.#x;
    }
}
const d = new Derived();
console.log(d.base(), d.derived());
