const name = "x";
const n = 41;
console.log(`plain`);
console.log(`${name}=${n + 1}`);
console.log(`a${true}b${null}c${undefined}d${-0}e${1.5}`);
console.log(`nested ${`inner ${n}`} end`);
console.log(`line
break \${escaped} \u0041`);
console.log(``.length, `${""}${""}`.length);
