const a = [1, 2];
const b = [0, ...a, ...a, 3];
console.log(b.join(), [...b].length, [..."héy"].join("."), [...new Uint8Array([9, 8])].join());
a.push(99);
console.log(b.length);
