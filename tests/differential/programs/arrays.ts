const a = [1, 2, 3];
a.push(4, 5);
console.log(a.length, a[0], a[4], a[5], a[-1], a.pop(), a.length, a.shift(), a.join());
a[1] = 30;
a.unshift(0);
console.log(
    a.join(" "),
    a.indexOf(30),
    a.includes(4),
    a.includes(99),
    a.slice(1, 3).join(),
    a.concat([7, 8], 9).join(),
);
a.length = 2;
console.log(a.join(), a.reverse().join(), a.fill(7).join(), [].length);
const removed = [1, 2, 3, 4, 5].splice(1, 2);
console.log(removed.join(), [1, 2, 3].at(-1), [3, 1, 2].sort().join());
const nested = [
    [1, 2],
    [3, [4, 5]],
];
console.log(nested.length, nested[1]?.length, Array.isArray(nested), Array.isArray("no"));
