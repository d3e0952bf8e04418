/** What was an index of an array is an integer, also where nothing else bounds it. */
function spread(start: number, steps: number): string {
    const marks: number[] = [];
    const queue = [start];
    let text = "";
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
        const next = at * 2 + 1;
        if (next > steps || marks[next] !== undefined) continue;
        marks[next] = at % 7;
        queue.push(next, next - 1);
        marks[next - 1] = at;
        text += `${next % 5},${(next + 3) / 2};`;
    }
    return `${text}${marks.length}`;
}
console.log(spread(0, 40), spread(3, 60));

/** Variables that go on after a store. */
function fill(list: number[], from: number, to: number, step: number): number {
    let at = from;
    for (; at < to; at += step) {
        list[at] = at * 3;
        if (at > 4) at++;
    }
    return at;
}
const filled: number[] = [];
console.log(fill(filled, 0, 9, 1), fill(filled, 2, 8, 3), fill(filled, 20, 10, 1), filled.join());

/** -0 is the index 0, and stays what it is. */
function zero(list: string[], at: number): string {
    list[at] = "zero";
    return `${1 / at},${at / 2 === 0},${list[0]}`;
}
console.log(zero([], -0), zero(["a"], 0), zero([], 1 - 1));

/** An index that is wider before, in a field and in a loop that comes back. */
class Ring {
    private readonly slots: string[] = ["", "", ""];
    private at = 0;
    put(text: string, skip: number): number {
        this.at = (this.at + skip) % 3;
        const at = this.at;
        this.slots[at] = text;
        return at - 4;
    }
    toString(): string {
        return this.slots.join("|");
    }
}
const ring = new Ring();
console.log(ring.put("a", 2), ring.put("b", 5), ring.put("c", 300), ring.toString());
