const buffer = new ArrayBuffer(8);
const view = new Uint8Array(buffer);
view[0] = 255;
view[1] = 256;
view[2] = -1;
view[3] = 1.9;
view[4] = NaN;
view[9] = 5;
for (const byte of view) console.log(byte);
console.log(view[8], view[-1], view.length, view.byteLength, buffer.byteLength, view.buffer === buffer);
const part = new Uint8Array(buffer, 2, 3);
part[0] = 77;
console.log(view[2], part.length, part.byteOffset);
const sub = view.subarray(1, 3);
sub[0] = 66;
const copy = view.slice(1, 3);
copy[0] = 1;
console.log(view[1], sub.length, copy[0], new Uint8Array([1, 2, 300])[2], new Uint8Array(view).buffer === buffer);
view.set([1, 2], 6);
view.fill(9, 0, 2);
console.log(view[0], view[7], view.indexOf(9), view.includes(200), buffer.slice(2).byteLength);
view[0]! += 250;
view[1]!++;
console.log(view[0], view[1]);
try {
    new Uint8Array(-1);
} catch (error) {
    console.log(error instanceof RangeError);
}
