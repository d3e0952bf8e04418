/** `new.target`: the class that `new` names, in its constructors and those of its bases. */
abstract class Shape {
    made: string;
    constructor() {
        if (new.target === (Shape as unknown)) throw new TypeError("Shape is abstract");
        // @ts-ignore tsc wants it in a constructor.
        const inArrow = () => new.target.name;
        this.made = `${new.target.name} ${inArrow()} ${new.target === (Square as unknown)}`;
    }
    // @ts-ignore tsc wants it in a constructor.
    field: unknown = new.target;
    method(): unknown {
        // @ts-ignore tsc wants it in a constructor.
        return new.target;
    }
    get accessor(): unknown {
        // @ts-ignore tsc wants it in a constructor.
        return new.target;
    }
    // @ts-ignore tsc wants it in a constructor.
    static unset: unknown = new.target;
}
class Square extends Shape {}
class Tile extends Square {
    seen: string;
    constructor() {
        const before = new.target.name;
        super();
        this.seen = `${before} ${new.target.name}`;
    }
}
console.log(new Square().made, "|", new Tile().made, "|", new Tile().seen);
const square = new Square();
console.log(square.field, square.method(), square.accessor, Shape.unset);
try {
    new (Shape as any)();
} catch (error) {
    console.log(String(error));
}

class AppError extends Error {
    constructor(message: string) {
        super(`${new.target.name}: ${message}`);
        this.name = new.target.name;
    }
}
class NotFound extends AppError {
    constructor() {
        super("not found");
    }
}
console.log(new AppError("a").message, new NotFound().message, `${new NotFound()}`);
class Counter {
    static made = 0;
    constructor() {
        (new.target as typeof Counter).made++;
    }
}
new Counter();
new Counter();
console.log(Counter.made);
const list: any[] = [Square, Tile];
for (const made of list) console.log(new made().made);
