class Point {
    constructor(
        readonly x: number,
        readonly y: number,
    ) {}
    toString(): string {
        return `(${this.x}, ${this.y})`;
    }
}
class Money {
    constructor(readonly cents: number) {}
    valueOf(): number {
        return this.cents / 100;
    }
}
const p = new Point(1, 2);
console.log("p " + p);
console.log(`${p} ${new Money(250)}`);
const m: any = new Money(250);
console.log(m + 1, m * 2, -m, m > 2, m == 2.5, `${m}`, String(m), Number(m));
const o: any = {
    valueOf() {
        return 3;
    },
};
console.log(o + o, o - 1, `${o}`, [1, o, p].join("-"), String([p, [p]]));
const bad: any = {
    valueOf() {
        return {};
    },
    toString() {
        return {};
    },
};
try {
    console.log(bad + 1);
} catch (error) {
    console.log(String(error));
}
const mixed: any[] = [1, "a", p, m, o, undefined, null, true, [p], { a: 1 }, new Date(0), new Error("e")];
for (const one of mixed) console.log(String(one), one + "", Math.abs(one));
const table: Record<string, number> = { "(1, 2)": 5 };
console.log("abc".indexOf({ toString: () => "c" } as any), isNaN(m));
export {};
