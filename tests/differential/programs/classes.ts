class Point {
    x: number;
    y = 0;
    label;
    constructor(x: number, y?: number) {
        this.x = x;
        if (y !== undefined) this.y = y;
    }
    add(other: Point): Point {
        return new Point(this.x + other.x, this.y + other.y);
    }
    text(): string {
        return `(${this.x}, ${this.y})`;
    }
}
const p = new Point(1, 2);
const q = new Point(3);
console.log(p.text(), q.text(), p.add(q).text(), p.label, p instanceof Point, (p as unknown) === q);
p.label = "set";
p.x += 0.5;
console.log(p.label, p.x);
class Empty {}
console.log(new Empty() instanceof Empty, new Empty() === new Empty());
