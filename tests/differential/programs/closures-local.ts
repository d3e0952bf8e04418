/** Function values that are only called where they are made, and some that are not. */
function distances(start: number): string {
    const seen: number[] = [];
    const queue = [start];
    let steps = 0;
    for (let at = queue.shift(); at !== undefined && steps < 12; at = queue.shift()) {
        const next = steps + at;
        const visit = (field: number, by = 1): void => {
            if (seen.includes(field)) return;
            seen.push(field + next * by);
            queue.push(field);
            steps++;
        };
        visit(at + 1);
        if (at % 2 === 0) visit(at * 3, 2);
        visit(at + 5, undefined);
    }
    return seen.join();
}
console.log(distances(1), distances(4));

/** Which value a variable holds does not depend on what the captured names hold by then. */
function stale(rounds: number): string {
    let text = "";
    let first: (() => number) | undefined;
    let last = (): number => -1;
    for (let i = 0; i < rounds; i++) {
        const own = i * 10;
        const now = (): number => own + 1;
        if (first === undefined) first = now;
        if (i % 2 === 0) last = now;
        text += `${first()},${last()},${now()};`;
    }
    return text;
}
console.log(stale(4));

function older(rounds: number): string {
    let text = "";
    let kept = (add: number): number => add;
    let i = 0;
    do {
        const own = i;
        const made = (add: number): number => own * 100 + add;
        if (i % 3 === 1) kept = made;
        text += `${made(i)},${kept(i)};`;
        i++;
    } while (i < rounds);
    return text;
}
console.log(older(6));

/** A captured variable that is assigned, before and after. */
function counts(): number[] {
    let count = 0;
    let text = "";
    const add = (by: number, ...more: number[]): number => {
        count += by + more.length;
        text += String(by);
        return count;
    };
    const results = [add(1), add(2, 0, 0)];
    count = 100;
    results.push(add(3), add(...[4, 5, 6]), count, text.length);
    return results;
}
console.log(counts().join());

/** One that knows itself, one that is passed to itself, one in another, and one that is kept. */
function selves(n: number): string {
    const fall = (k: number): number => (k === 0 ? n : k + fall(k - 1));
    type Self = (other: unknown, k: number) => number;
    const given: Self = (other, k) => (k === 0 ? n : (other as Self)(other, k - 1) + 1);
    const outer = (k: number): number => {
        const inner = (m: number): number => m * n + k;
        return inner(k) + inner(2);
    };
    const kept = (k: number): number => k - n;
    const list = [kept];
    return [fall(3), given(given, 4), outer(5), kept(1), list[0](2), [7, 8].map(kept).join("+")].join();
}
console.log(selves(3), selves(-0.5));

class Walker {
    total = 0;
    constructor(private readonly scale: number) {}
    walk(items: readonly string[]): string {
        const visit = (item: string, depth: number): string => {
            this.total += depth * this.scale;
            return `${item}${this.total}`;
        };
        function plain(this: void, item: string): string {
            return `<${item}${items.length}>`;
        }
        let text = "";
        for (const item of items) text += visit(item, 1) + plain(item);
        return text + visit("end", items.length);
    }
}
console.log(new Walker(2).walk(["a", "b"]), new Walker(0.5).walk([]));

/** What is thrown out of one, and undefined among the captured. */
function failing(limit: number, note: undefined): string {
    let text = "";
    const step = (k: number): number => {
        if (k > limit) throw new RangeError(`${k} is above ${limit} ${note}`);
        return k * 2;
    };
    for (let k = 0; k < 4; k++) {
        try {
            text += step(k);
        } catch (error) {
            text += (error as Error).message;
        }
    }
    return text;
}
console.log(failing(1, undefined), failing(9, undefined));

/** Many captured values, of all kinds. */
function many(a: number, b: string, c: boolean, d: number[], e: number, f: object | null, g: number): string {
    const show = (by: number): string => `${a + by}${b}${c}${d.length}${e * by}${f === null}`;
    const more = (by: number): string => `${a + by}${b}${c}${d.length}${e * by}${f === null}${g}`;
    return show(2) + show(0.5) + more(3);
}
console.log(many(1, "x", true, [1, 2], 2147483647, null, -0), many(0.25, "", false, [], 4e9, {}, NaN));
