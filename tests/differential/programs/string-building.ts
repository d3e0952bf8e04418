let s = "";
for (let i = 0; i < 300; i++) s += i % 10;
console.log(s.length, s.slice(295));
let t = "";
for (let i = 0; i < 50; i++) t = (i & 1 ? "é" : "\u0416") + t;
console.log(t.length, t.charCodeAt(0), t.charCodeAt(49));
