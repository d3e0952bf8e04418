const order: string[] = [];

class Counter {
    count = 0;

    later(): void {
        queueMicrotask(() => {
            this.count++;
            console.log("count", this.count);
        });
    }
}

queueMicrotask(() => {
    order.push("first");
    queueMicrotask(() => {
        order.push("third");
        console.log(order.join(" "));
    });
});
queueMicrotask(() => order.push("second"));
order.push("top level");

const counter = new Counter();
counter.later();
counter.later();

for (let i = 0; i < 3; i++) queueMicrotask(() => console.log("turn", i));

try {
    // Thrown later, not here.
    queueMicrotask(() => {
        console.log("last");
    });
} catch {
    console.log("never");
}
console.log("end of the top level", counter.count);
