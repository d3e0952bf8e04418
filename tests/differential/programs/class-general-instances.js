// Instances that get more than their class declares, lose properties, or have them defined.
const log = (...values) => console.log(...values);
const caught = (action) => {
    try {
        log(action());
    } catch (error) {
        log(error.name, error.message);
    }
};

class Point {
    constructor(x, y) {
        this.x = x;
        this.y = y;
    }
    sum() {
        return this.x + this.y;
    }
    get length() {
        return Math.abs(this.sum());
    }
}
class Named extends Point {
    name = "point";
    sum() {
        return super.sum() + (this.extra ?? 0);
    }
}
const point = new Named(1, 2);
point.extra = 10;
log(point.sum(), point.length, point);
delete point.x;
log(point.x, "x" in point, Object.keys(point));
Object.defineProperty(point, "hidden", { value: "h", enumerable: false });
log(point.hidden, Object.keys(point), JSON.stringify(point));
for (const key of ["x", "later", "name"]) point[key] = key.length;
log(point, point instanceof Point, point.constructor.name);
Object.freeze(point);
caught(() => {
    point.y = 1;
});
const copy = { ...point, more: true };
log(copy, Object.entries(copy).length);
const other = Object.create(Point.prototype);
other.x = 4;
other.y = 5;
log(other.sum(), other instanceof Point, other instanceof Named, other);
const records = [new Point(1, 1), new Named(2, 2)].map((each, index) => {
    each[`tag${index}`] = index;
    return each;
});
log(records);
