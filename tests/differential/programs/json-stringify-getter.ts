// A list of known names may leave the getters of classes out.
class Circle {
    radius = 2;
    unit = "m";
    get area(): number {
        return this.radius * this.radius * 3;
    }
}
const circle = new Circle();
console.log(JSON.stringify(circle), JSON.stringify([circle], ["unit", "radius"]), circle.area);
