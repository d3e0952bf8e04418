// Accessors of general objects, whose names are found while the program runs.

function keyOf(text: string): string {
    return text.slice(0, 1) + text.slice(1);
}

// Of a literal that gets names made at run time.
const counts: Record<string, number> = {
    one: 1,
    get total() {
        let sum = 0;
        for (const key of ["one", "two", "three"]) sum += this[key] ?? 0;
        return sum;
    },
    set total(value: number) {
        this["one"] = value;
        console.log("total is set", value);
    },
};
counts[keyOf("two")] = 2;
counts[keyOf("three")] = 3;
console.log(counts.total, counts["total"], counts[keyOf("total")]);
counts.total = 10;
counts[keyOf("total")] = 20;
console.log(counts.total, counts.one, Object.keys(counts).join());
console.log(counts);
counts.total += 5;
console.log(counts.total);

// Computed names.
const name = keyOf("level");
const gauge: any = {
    stored: 4,
    get [name]() {
        console.log("get", this.stored);
        return this.stored;
    },
    set [name](value: number) {
        console.log("set", value);
        this.stored = value;
    },
    get [keyOf("fixed")]() {
        return "fixed";
    },
};
console.log(gauge.level, gauge[name], gauge.fixed);
gauge.level = 6;
gauge[name]++;
console.log(gauge.level, name in gauge, "absent" in gauge, gauge.absent);
try {
    gauge.fixed = "other";
} catch (error) {
    console.log(String((error as Error).message), error instanceof TypeError);
}
try {
    gauge[keyOf("fixed")] = "other";
} catch (error) {
    console.log(String((error as Error).message));
}
console.log(gauge);

// Copies call the getters, and have values.
const copy = { before: 0, ...gauge, after: 1 };
gauge.stored = 100;
console.log(copy, copy.level);
copy.level = 7;
console.log(copy.level, copy.fixed);
const { stored, ...others } = gauge;
console.log(stored, others);
const { [name]: renamed = 3 } = gauge;
console.log(renamed);

// An accessor gives way to a value and the other way round, in its place.
const replaced = {
    [keyOf("x")]: 1,
    get x() {
        return 2;
    },
    y: 3,
    get [keyOf("y")]() {
        return 4;
    },
    z: 5,
} as Record<string, unknown>;
console.log(replaced.x, replaced.y, Object.keys(replaced).join());
const again = {
    get x() {
        return 1;
    },
    [keyOf("x")]: 2,
    [keyOf("w")]: 3,
} as Record<string, unknown>;
again.x = 5;
console.log(again);
delete replaced.x;
replaced.x = 9;
console.log(replaced);

// Functions of Object.
console.log(
    Object.values(gauge).length,
    Object.entries(gauge)
        .map(([key, value]) => `${key}=${value}`)
        .join(),
);
const target: any = {
    [keyOf("stored")]: 1,
    set level(value: number) {
        console.log("assigned", value);
    },
};
console.log(Object.assign(target, gauge), target.fixed, target.level);
for (const key in gauge) console.log(key, gauge[key]);
console.log(Object.hasOwn(gauge, "level"), gauge.hasOwnProperty("level"));

// A half alone.
const half: any = {
    [keyOf("a")]: 1,
    set only(value: number) {
        this.a = value;
    },
};
half.only = 8;
console.log(half.only, half.a, half);

// Getters that throw, call methods and see captured variables.
let reads = 0;
function makeBox(start: number) {
    return {
        [keyOf("start")]: start,
        get next() {
            reads++;
            return start + reads;
        },
        get broken(): number {
            throw new RangeError(`broken ${start}`);
        },
        get method() {
            return (by: number) => by * start;
        },
        set next(value: number) {
            if (value < 0) throw new Error("negative");
            start = value;
        },
    } as any;
}
const [box, other] = [makeBox(10), makeBox(20)];
console.log(box.next, other.next, box.method(3), other.method(3), box["method"](4));
for (const each of [box, other]) {
    try {
        console.log(each.broken);
    } catch (error) {
        console.log(String(error));
    }
    try {
        each.next = -1;
    } catch (error) {
        console.log(String(error));
    }
}
box.next = 50;
console.log(box.next, reads);
try {
    console.log({ ...box });
} catch (error) {
    console.log("spread", String(error));
}

// A literal whose getter is read by a name that is made at run time.
const point = {
    x: 3,
    y: 4,
    get length() {
        return Math.sqrt(this.x * this.x + this.y * this.y);
    },
};
for (const key of ["x", "length", "y", "none"]) console.log(key, (point as any)[keyOf(key)]);
console.log(Object.values(point), Object.entries(point).length);
const { length, ...coordinates } = point;
console.log(length, coordinates);

// The getter before the arguments.
const order: any = {
    [keyOf("log")]: "",
    get call() {
        this.log += "get ";
        return (value: unknown) => `${this.log}${value}`;
    },
};
console.log(order.call((order.log += "argument ")));

// An endless getter.
const endless: any = {
    [keyOf("a")]: 1,
    get self(): number {
        return this.self + 1;
    },
};
try {
    console.log(endless.self);
} catch (error) {
    console.log(error instanceof RangeError);
}
