// Objects that need no place in the heap must be as new as any other: none is another, none has
// what an earlier one had.
interface Point {
    x: number;
    y?: number;
}

const sum = ({ x, y = 10 }: Point): number => x + y;
const through = (point: Point): number => sum({ ...point, x: point.x + 1 });
const kept: Point[] = [];
const keep = (point: Point): Point => {
    kept.push(point);
    return point;
};

for (let i = 0; i < 3; i++) {
    console.log(sum({ x: i }), sum({ x: i, y: i }), through({ x: i }), through({ x: i, y: 1 }));
    keep({ x: i });
    keep({ x: i }).x = 7;
}
console.log(kept.length, kept[0] === kept[1], kept.map(({ x }) => x).join());

const change = (point: Point): number => {
    point.x++;
    point.y = (point.y ?? 0) + 1;
    return sum(point);
};
for (let i = 0; i < 3; i++) console.log(change({ x: 1 }), change({ x: 1, y: 1 }));

let previous: Point | undefined;
for (let i = 0; i < 3; i++) {
    const point: Point = { x: i };
    console.log(previous === undefined ? "none" : previous.x);
    previous = point;
}

function nested(depth: number, { x }: Point): number {
    return depth === 0 ? x : nested(depth - 1, { x: x + depth }) + x;
}
console.log(nested(10, { x: 1 }));

// Constant bytes.
const text = (bytes: ArrayBuffer): string => String.fromArrayBuffer(bytes);
console.log(text(ArrayBuffer.fromString("plain")), text(ArrayBuffer.fromString('\0\t"\\??/€ü😀')));
console.log(text(ArrayBuffer.fromString("\ud800x")).charCodeAt(0), ArrayBuffer.fromString("").byteLength);

const same = (): ArrayBuffer => ArrayBuffer.fromString("same");
console.log(same() === same());
for (let i = 0; i < 2; i++) {
    const bytes = ArrayBuffer.fromString("changed");
    const view = new Uint8Array(bytes);
    console.log(text(bytes));
    view[0] = 67;
    console.log(text(bytes));
}

// Bytes that nobody wrote are zero, also where others were before.
function isZero(view: Uint8Array): boolean {
    for (const byte of view) if (byte !== 0) return false;
    return true;
}
for (let i = 0; i < 200; i++) {
    const view = new Uint8Array(new ArrayBuffer(i * 7));
    if (!isZero(view)) console.log("not zero", i);
    view.fill(255);
    const buffer = new Uint8Array(i * 7);
    if (!isZero(buffer)) console.log("not zero", i);
    buffer.fill(255);
}

// Texts of several parts, short and long, wide and not.
const name = "n";
const wide = "€";
for (const count of [0, 1, 12, 123456, -1]) {
    console.log(
        `${name}${count}${name}`,
        `${wide}${count}`,
        `${name}: ${count}, ${wide}: ${count}, and so on for long`,
    );
    console.log(`${""}${name}${""}`, `${""}${""}${""}`.length, `${count}${undefined}${null}${true}${count / 4}`);
}
