/** DataView: every number at every place, both orders of bytes, and what lies outside. */
const buffer = new ArrayBuffer(24);
const view = new DataView(buffer, 4, 16);
console.log(view.byteLength, view.byteOffset, view.buffer === buffer, view, ArrayBuffer.isView(view));
view.setInt8(0, -2);
view.setUint8(1, 257);
view.setInt16(2, -3);
view.setUint16(4, 0x1234, true);
view.setInt32(6, 0x80000001);
view.setUint32(10, 4294967294.9, true);
console.log(new Uint8Array(buffer));
console.log(view.getInt8(0), view.getUint8(0), view.getInt16(2), view.getInt16(2, true), view.getUint16(4));
console.log(
    view.getInt32(6),
    view.getUint32(6),
    view.getUint32(10, true),
    view.getUint32(10) >>> 0,
    view.getInt32(10, true),
);
view.setFloat32(1, 0.1);
view.setFloat64(5, -Math.E, true);
console.log(view.getFloat32(1), view.getFloat64(5, true), view.getFloat64(5), view.getFloat32(1, true));
view.setFloat64(0, 1e-310);
view.setFloat32(8, 1e300, true);
console.log(view.getFloat64(0), view.getFloat32(8, true), view.getUint32(8, true));
view.setFloat32(8, NaN);
console.log(view.getFloat32(8), view.getInt16(8) & 0x7ff);

// Arguments are converted.
view.setInt16("2" as never, "515" as never, 1 as never);
console.log(view.getUint8(2), view.getUint8(3), view.getInt16(2.9, "yes" as never), view.getUint16(2, 0 as never));
view.setUint8(undefined as never, true as never);
view.setUint32(4, null as never);
console.log(view.getUint8(0), view.getUint32(4), view.getInt8(NaN), view.getInt8(-0.5));

let sum = 0;
for (let at = 0; at + 2 <= view.byteLength; at += 2) sum += view.getUint16(at, at % 4 === 0);
console.log(sum);

function attempt(action: () => unknown): void {
    try {
        console.log(action());
    } catch (error) {
        console.log(`${error}`);
    }
}
const outside = "Offset is outside the bounds of the DataView";
attempt(() => view.getInt8(16));
attempt(() => view.getInt16(15));
attempt(() => view.getFloat64(9, true));
attempt(() => view.getUint8(-1));
attempt(() => view.setUint8(Infinity, 1));
attempt(() => view.setInt32(13, 1));
attempt(() => view.setFloat64(12, 1));
attempt(() => new DataView(new ArrayBuffer(1)).getUint16(0));
console.log(outside);
for (const make of [
    () => new DataView(buffer, 25),
    () => new DataView(buffer, -1),
    () => new DataView(buffer, 20, 5),
]) {
    try {
        console.log(make());
    } catch (error) {
        console.log(error instanceof RangeError);
    }
}
const small = new DataView(new Uint8Array([1, 2, 3]).buffer, 1);
console.log({ small }, [small], { a: { b: { small } } }, Object.keys(small), small.byteLength);
console.log(new TextDecoder().decode(new DataView(new TextEncoder().encode("bytes").buffer, 2)));

class Reader extends DataView {
    at = 0;
    next(): number {
        return this.getUint8(this.at++);
    }
}
const reader = new Reader(new Uint8Array([9, 8]).buffer);
console.log(reader.next(), reader.next(), reader instanceof DataView);
attempt(() => reader.next());
