// The ways out of a `try` body, and variables that it shares with the code around it.
function ways(kind: number): string {
    let text = "";
    let count = 0;
    let half = 0.5;
    let maybe: string | number | undefined;
    let flag = false;
    outer: for (let i = 0; i < 6; i++) {
        for (const name of ["a", "b", "c"]) {
            const before = text.length;
            try {
                count++;
                text += name + i;
                maybe = i % 2 === 0 ? name : i;
                if (kind === 1 && i === 2) break;
                if (kind === 2 && i === 3) break outer;
                if (kind === 3 && name === "b") continue;
                if (kind === 4 && i === 4) continue outer;
                if (kind === 5 && count === 7) return `returned ${text}`;
                if (kind === 6 && count > 4) throw new RangeError(name + before);
                half *= 1.5;
                flag = !flag;
            } catch (error) {
                text += String(error);
                flag = false;
                if (count > 8) return text + before;
            }
            text += flag ? "+" : "-";
        }
        text += ";";
    }
    return [text, count, half, String(maybe), flag].join(" ");
}
for (let kind = 0; kind < 7; kind++) console.log(ways(kind));

class Counter {
    private total = 0;
    constructor(readonly name: string) {}
    add(values: number[], ...more: string[]): string {
        const seen: string[] = [];
        try {
            for (const value of values) {
                this.total += value;
                seen.push(this.name + this.total);
                if (this.total > 20) throw new TypeError(more.join("/"));
            }
            return seen.join();
        } catch (error) {
            this.total = 0;
            seen.push(error instanceof TypeError ? error.message : "other");
            return seen.join("!");
        } finally {
            this.total++;
        }
    }
    later(step: number): () => number {
        let last = step;
        try {
            return () => (this.total += last);
        } finally {
            last *= 2;
        }
    }
}
const counter = new Counter("n");
console.log(counter.add([1, 2, 3]));
console.log(counter.add([10, 20, 30], "too", "much"));
console.log(counter.later(4)(), counter.later(0.25)());

function nested(depth: number): string {
    let trace = "";
    try {
        trace += "a";
        try {
            trace += "b";
            if (depth > 2) throw new Error("deep " + depth);
            trace += nested(depth + 1);
            return trace;
        } catch (error) {
            trace += "c" + String(error);
            if (depth > 2) throw new Error("again");
        } finally {
            trace += "d" + depth;
        }
        trace += "e";
    } catch {
        trace += "f";
    }
    return trace + "g";
}
console.log(nested(0));

function parameters(a: string, b: number | string, c: number[] | undefined): string {
    try {
        a += b;
        b = a.length;
        c = [...(c ?? []), b];
        if (c.length > 1) throw c;
    } catch (thrown) {
        a += String(thrown === c);
        c = undefined;
    }
    return [a, b, c === undefined].join(" ");
}
console.log(parameters("x", 1, undefined), parameters("y", "z", [1]));

function onlyThrows(value: number): number {
    try {
        for (;;) {
            if (value > 100) throw new Error("more than " + value);
            value = value * 2 + [value].length;
        }
    } catch (error) {
        return String(error).length + value;
    }
}
console.log(onlyThrows(3), onlyThrows(101));

const shared: string[] = [];
for (const part of ["x", "y"]) {
    const functions: (() => string)[] = [];
    let rest = part;
    try {
        functions.push(() => rest + shared.length);
        rest += part;
        shared.push(...functions.map((each) => each()));
        if (part === "y") throw rest;
    } catch (thrown) {
        shared.push(typeof thrown === "string" ? `thrown ${thrown}` : "error");
    }
    shared.push(...functions.map((each) => each()));
}
console.log(shared.join(" "));
export {};
