// Timers: order, conversion of delays, intervals that end themselves, clearing what is due, and microtasks in between.
const events: string[] = [];

setTimeout(() => events.push("late"), 40);
setTimeout(() => {
    events.push("early");
    queueMicrotask(() => events.push("after early"));
}, 10);
setTimeout(() => events.push("early too"), 10);

const never = setTimeout(() => events.push("never"), 15);
setTimeout(() => clearTimeout(never), 5);

let rounds = 0;
const ticking = setInterval(() => {
    rounds++;
    events.push(`tick ${rounds}`);
    if (rounds === 3) clearInterval(ticking);
}, 60);

setTimeout(function (this: unknown) {
    events.push("at once");
});
setTimeout(() => events.push("negative"), -7);

clearTimeout(undefined);
clearTimeout(9999);
clearInterval();

function later(text: string, delay: number) {
    setTimeout(() => {
        events.push(text);
        if (delay < 400) later(text + "!", delay * 2);
    }, delay);
}
later("again", 100);

setTimeout(() => {
    console.log(events.join("\n"));
    console.log(typeof ticking, ticking > 0);
}, 1500);

try {
    const notCallable: any = 5;
    setTimeout(notCallable, 1);
} catch (error) {
    console.log(error instanceof TypeError);
}
