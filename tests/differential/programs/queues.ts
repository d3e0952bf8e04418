/** Arrays as queues and as stacks from both ends, of each kind of element. */
class Job {
    constructor(readonly name: string) {}
}

function check<T>(queue: T[], make: (i: number) => T, show: (item: T | undefined) => string): void {
    let text = "";
    for (let i = 0; i < 60; i++) {
        queue.push(make(i));
        if (i % 3 > 0) queue.push(make(i + 1000));
        text += show(queue.shift());
        if (i % 7 === 0) queue.unshift(make(-i), make(i));
        if (i % 11 === 0) text += `${show(queue.pop())}${queue.splice(0, 2, make(7)).length}`;
    }
    while (queue.length > 3) text += show(queue.shift());
    text += `${queue.length}${show(queue[0])}${show(queue[2])}${show(queue[3])}`;
    queue.shift();
    queue[5] = make(5);
    queue.unshift(make(6));
    for (const item of queue) text += show(item);
    while (queue.shift() !== undefined);
    text += `${queue.length}${show(queue.shift())}`;
    queue.push(make(9));
    console.log(text, queue.length, show(queue.shift()), queue.length);
}

check<number>([], (i) => i * 65537 * 65537, String);
check<number>([1], (i) => i & 255, String);
check<boolean>(
    [],
    (i) => i % 3 === 0,
    (item) => (item === undefined ? "?" : item ? "t" : "f"),
);
check<string>(
    [],
    (i) => `${i};`,
    (item) => item ?? "-",
);
check<Job>(
    [],
    (i) => new Job(`job${i}`),
    (item) => item?.name ?? "none",
);

/** A queue of thousands. */
const numbers: number[] = [];
let sum = 0;
for (let i = 0; i < 3000; i++) numbers.push(i);
for (let i = 0; i < 20000; i++) {
    numbers.push(i);
    sum = (sum * 31 + (numbers.shift() ?? 0)) | 0;
}
console.log(sum, numbers.length, numbers[0], numbers[2999]);

/** A queue is shifted while it is walked. */
const walked = ["a", "b", "c", "d", "e"];
for (const item of walked) console.log(item, walked.shift());
console.log(walked.join());
