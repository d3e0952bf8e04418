// What tsc calls errors, and ECMA-262 allows: empty bodies of 'if', patterns in 'for...in'.
let count = 0;
if (count++ === 0);
if (count === 5);
else console.log("else");
for (const [first, second] in { ab: 1, cd: 2 }) console.log(first, second);
for (let { length } in { abc: 1 }) console.log(length);
let a, rest;
for ([a, ...rest] in { xyz: 1 }) console.log(a, rest);
for ({ length: a } in { hello: 1 }) console.log(a);
console.log(count);
