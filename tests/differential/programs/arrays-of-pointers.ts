/** Arrays of objects and of texts, with all that can happen to them. */
class Point {
    readonly x: number;
    next: Point | undefined;

    constructor(x: number) {
        this.x = x;
    }
}

const points: Point[] = [];
for (let i = 0; i < 40; i++) points.push(new Point(i * i));
const show = (list: readonly Point[]): string => list.map(({ x }) => x).join(" ");
console.log(points.length, points[39].x, points[40] === undefined, points[-1] === undefined);
points.length = 12;
points[2] = new Point(-2);
points[12] = new Point(144);
console.log(show(points), points.indexOf(points[5]), points.includes(new Point(4)));
points.sort((a, b) => b.x - a.x);
points.reverse();
points.splice(1, 3, new Point(7), new Point(8));
points.unshift(new Point(-100));
console.log(
    show(points),
    points.shift()?.x,
    points.pop()?.x,
    show(points.slice(-3)),
    show(points.concat([new Point(1)])),
);
points.forEach((point, index) => (point.next = points[index + 1]));
let steps = 0;
for (let at: Point | undefined = points[0]; at !== undefined; at = at.next) steps++;
console.log(steps, points.filter(({ x }) => x % 2 === 0).length, points.find(({ x }) => x > 50)?.x);
const [first, second, ...others] = points;
console.log(first.x, second.x, others.length, show([...others, first]));

const names = ["b", "a"];
names.push("c", "żółw");
names[6] = "far";
console.log(names.length, names[4], names[5], names.join("|"), names.sort().join("|"));
console.log(
    names.fill("x", 1, 3).join(),
    names.lastIndexOf("x"),
    names.at(-1),
    names.map((name) => name?.length).join(),
);
const words = "to be or not to be".split(" ");
const counts = words.map((word) => words.filter((other) => other === word).length);
console.log(
    words.reverse().join(" "),
    counts.join(),
    words.every((word) => word.length === 2 || word === "not"),
);
let text = "";
for (const word of names) text += word;
console.log(text);

const rows: string[][] = [];
for (let i = 0; i < 5; i++) rows.push(["r" + i]);
rows[3].push("more", "still more");
rows[1] = rows[3];
console.log(rows.map((row) => row.join("+")).join(" "), rows[1] === rows[3], rows[9] === undefined);
const tasks: (() => number)[] = [];
for (let i = 0; i < 4; i++) tasks.push(() => i * 10);
console.log(tasks.map((task) => task()).join(), tasks[2](), tasks.length);
const mixed: (string | Point)[] = ["a", new Point(1), "b"];
mixed.push(new Point(2));
console.log(mixed.map((each) => (typeof each === "string" ? each : each.x)).join());
const maybe: (Point | undefined)[] = [new Point(5), undefined];
maybe.push(undefined, new Point(6));
console.log(maybe.map((each) => each?.x ?? "none").join());
for (let round = 0; round < 300; round++) {
    const list: string[] = [];
    for (let i = 0; i < 20; i++) list.push(`item ${round} ${i}`);
    if (round % 100 === 0) console.log(list[19], list.length, list.shift(), list.pop());
}
