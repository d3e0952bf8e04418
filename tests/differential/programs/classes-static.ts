class Counter {
    static count = 0;
    static readonly limit = 3;
    id: number;
    constructor() {
        this.id = ++Counter.count;
    }
    static make(): Counter | undefined {
        return Counter.count < Counter.limit ? new Counter() : undefined;
    }
}
console.log(Counter.make()?.id, Counter.make()?.id, Counter.make()?.id, Counter.make()?.id, Counter.count);
Counter.count = 0;
console.log(Counter.make()?.id);
