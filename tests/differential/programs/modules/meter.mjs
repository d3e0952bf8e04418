export class Meter {
    constructor() {
        this.counts = [];
        this.last = undefined;
    }
    count(what) {
        this.counts.push(what);
        this.last = what;
        return this;
    }
    report() {
        return this.counts.join("+");
    }
}

export function total(values) {
    let sum = 0;
    for (const value of values) sum += value;
    return sum;
}
