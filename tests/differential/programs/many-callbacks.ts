/**
 * More calls of one method of arrays than a generic instance would tell apart: each result keeps
 * its own kind of elements.
 */
const list: any[] = [1, 2];
let n = 0;
function use(x: any): void {
    n += x.length;
}
use(list.map((x) => ({ a0: x })));
use(list.map((x) => ({ a1: x })));
use(list.map((x) => ({ a2: x })));
use(list.map((x) => ({ a3: x })));
use(list.map((x) => ({ a4: x })));
use(list.map((x) => ({ a5: x })));
use(list.map((x) => ({ a6: x })));
use(list.map((x) => ({ a7: x })));
use(list.map((x) => ({ a8: x })));
use(list.map((x) => ({ a9: x })));
use(list.map((x) => ({ a10: x })));
use(list.map((x) => ({ a11: x })));
use(list.map((x) => ({ a12: x })));
use(list.map((x) => ({ a13: x })));
use(list.map((x) => ({ a14: x })));
use(list.map((x) => ({ a15: x })));
use(list.map((x) => ({ a16: x })));
use(list.map((x) => ({ a17: x })));
console.log(list.map((x) => x + 1).join(), n);
let grown: any[] = [1];
for (let i = 0; i < 3; i++) grown = grown.map((x) => x + 1).filter((x) => x > 1);
console.log(grown.join());
export {};
