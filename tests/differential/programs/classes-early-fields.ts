/**
 * What a base class sees of fields that are defined after its constructor ran: nothing, or the
 * method that the field will hide.
 */
const seen: unknown[] = [];
class Shape {
    label = "shape";
    constructor() {
        seen.push(this.area("1"), this.sides(2), typeof this.area);
    }
    area(by: string): unknown {
        return "Shape.area" + by + this.label;
    }
    sides(n: number): unknown {
        return "Shape.sides" + n;
    }
}
class Polygon extends Shape {
    sides(n: number): unknown {
        return "Polygon.sides" + n + super.sides(n);
    }
}
class Square extends Polygon {
    area = (by: string): unknown => "Square.area" + by;
    before = this.area("3") + (this as any).sides(4);
    sides = (n: number): unknown => "Square.sides" + n;
    after = this.sides(5);
    constructor() {
        super();
        seen.push(this.area("6"), this.sides(7));
    }
}
class Tile extends Square {
    area = (by: string): unknown => "Tile.area" + by;
    label = "tile";
}
const square = new Square();
console.log(seen.join(), square.before, square.after);
seen.length = 0;
const tile = new Tile();
console.log(seen.join(), tile.before, tile.after, tile.area("8"), tile.sides(9));

class Reader {
    read: unknown;
    constructor() {
        this.read = (this as any).value;
        const { value, spare = "spare", take } = this as any;
        console.log(value, spare, (this as any).absent, typeof take, take?.());
        (this as any).later = 7;
    }
    take(): unknown {
        return "Reader.take";
    }
}
class Written extends Reader {
    value: unknown = 1;
    later: unknown;
    spare = 2;
    take = (): unknown => "Written.take";
}
class Rewritten extends Written {
    value: unknown = "text";
}
const written = new Written();
console.log(written.read, written.value, written.later, written.spare, written.take());
console.log(new Rewritten().value, new Rewritten().read);

function local(n: number): string {
    const told: unknown[] = [];
    class Outer {
        constructor() {
            told.push(this.tell());
        }
        tell(): unknown {
            return "outer" + n;
        }
    }
    class Inner extends Outer {
        tell = (): unknown => "inner" + n;
    }
    told.push(new Inner().tell());
    return told.join();
}
console.log(local(1), local(2));
