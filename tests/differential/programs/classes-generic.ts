/** Generic classes made with several type arguments: alone, derived, nested, in functions. */
class Box<T> {
    #reads = 0;
    constructor(private held: T) {}
    get1(): T {
        this.#reads++;
        return this.held;
    }
    set(value: T): void {
        this.held = value;
    }
    getReads(): number {
        return this.#reads;
    }
    map<U>(change: (held: T) => U): Box<U> {
        return new Box(change(this.held));
    }
    static isBox(value: unknown): boolean {
        return value instanceof Box;
    }
}
const count = new Box(1);
const text = new Box("one");
const object = new Box({ a: 1 });
console.log(count.get1() + 1, text.get1().length, object.get1().a);
count.set(2 ** 31);
console.log(count.get1() + 1, count.getReads(), text.getReads());
console.log(Box.isBox(count), Box.isBox(object), Box.isBox({}));
const mapped = count.map((held) => `<${held}>`).map((held) => ({ held }));
console.log(mapped.get1().held, mapped instanceof Box);

class Stack<T> {
    private readonly items: T[] = [];
    push(item: T): this {
        this.items.push(item);
        return this;
    }
    pop(): T | undefined {
        return this.items.pop();
    }
    size(): number {
        return this.items.length;
    }
}
const numbers = new Stack<number>().push(1).push(2.5);
const names = new Stack<string>().push("a");
const boxes = new Stack<Box<number>>().push(count);
console.log((numbers.pop() ?? 0) * 2, names.pop()?.length, boxes.pop()?.get1(), numbers.size());

class Counted extends Box<number> {
    twice(): number {
        return this.get1() * 2;
    }
}
class Titled<T> extends Box<T> {
    constructor(
        readonly title: string,
        held: T,
    ) {
        super(held);
    }
}
const counted = new Counted(21);
const titled = [new Titled("n", 1), new Titled("n", 2)];
const other = new Titled("o", { deep: true });
console.log(counted.twice(), titled.map((one) => one.title + one.get1()).join(), other.get1().deep);
console.log(counted instanceof Box, other instanceof Titled, counted instanceof Titled, other instanceof Counted);

// All in one list, told apart at run time.
const mixed: (Box<number> | Box<string>)[] = [count, text, counted];
for (const one of mixed) console.log(typeof one.get1(), one instanceof Counted, one.getReads());

// Made by a generic function, and by a class inside of itself.
function wrap<T>(value: T): Box<T> {
    return new Box(value);
}
console.log(wrap(3).get1() - 1, wrap([1, 2]).get1().length, wrap(wrap("deep")).get1().get1());
class Nest<T> {
    constructor(readonly inner: T) {}
    deeper(): Nest<Nest<T>> {
        return new Nest(new Nest(this.inner));
    }
}
console.log(new Nest(4).deeper().inner.inner + 1);
let growing: Nest<unknown> = new Nest<unknown>(0);
for (let depth = 0; depth < 30; depth++) growing = growing.deeper();
let depth = 0;
for (let at: unknown = growing; at instanceof Nest; at = at.inner) depth++;
console.log(depth);
