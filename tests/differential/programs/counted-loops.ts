/** Counters that the turns of a loop bound, and others that nothing bounds. */
function words(text: string): number {
    let count = 0;
    for (let i = 0; i < text.length; i++) if (text[i] === " ") count++;
    return count;
}
function packed(text: string): string {
    const bytes = new Uint8Array(text.length * 3);
    let to = 0;
    for (let i = 0; i < text.length; i += 4) {
        bytes[to++] = text.charCodeAt(i);
        bytes[to++] = text.charCodeAt(i + 1);
        bytes[to++] = text.charCodeAt(i + 2) - 1;
    }
    let all = `${to}`;
    for (const byte of bytes.slice(0, to)) all += ` ${byte}`;
    return all;
}
console.log(words("a b c"), words(""), packed("abcdefgh"), packed(""));

// Beyond int32 and back.
let large = 0;
for (let i = 0; i < 5; i++) large += 1073741824;
console.log(large, large | 0);
let small = 0;
for (let i = 0; i < 5; i++) small -= 1073741824;
console.log(small, small - 1);
let both = 2147483600;
for (let i = 0; i < 100; i++) {
    both += 3;
    if (i % 2 === 0) both -= 1;
}
console.log(both);

// Turns without an addition, additions by several ways.
let way = 0;
let turns = 0;
let skipped = 0;
while (way < 20) {
    turns++;
    if (turns % 3 === 0) {
        skipped += 2;
        way++;
        continue;
    }
    if (turns > 50) break;
    way += 2;
    skipped--;
}
console.log(way, turns, skipped);

// The bound is only sometimes added to: the counter has no end of its own.
let slow = 0;
let ticks = 0;
while (slow < 3) {
    ticks += 1000000000;
    if (ticks % 4000000000 === 0) slow++;
}
console.log(slow, ticks);

// What the compiler takes for the range of a counter decides comparisons with it.
function refuse(is: boolean): void {
    if (is) throw new Error("again");
}
function ranges(limit: number): void {
    let hits = 0;
    let tries = 0;
    while (hits < 3) {
        tries += 100;
        if (tries % 1000 === 0) hits++;
    }
    console.log(hits, tries, tries > 400 ? "more turns than hits" : "as many");

    let cells = 0;
    let rows = 0;
    for (let y = 0; y < 7; y++) {
        rows += 10;
        for (let x = 0; x < 9; x++) cells += 10;
    }
    console.log(cells > 140 ? "inner turns too" : "outer turns", rows > 70 ? "too many" : "enough");

    let tried = 0;
    let attempts = 0;
    let failures = 0;
    while (tried < 4) {
        attempts++;
        try {
            refuse(attempts % 2 === limit);
            tried++;
        } catch {
            failures++;
        }
    }
    console.log(attempts, failures > 3 ? "often" : "rarely", attempts > 5 ? "with failures" : "without");

    let left = 0;
    let right = 5;
    for (;;) {
        left++;
        right += 2;
        if (left > limit + 1000 || right < left) break;
    }
    console.log(left > 500 ? "far" : "near", right > 900 ? "far" : "near");

    let runaway = 0;
    let other = 0;
    for (;;) {
        runaway++;
        other++;
        if (runaway % 1000 === limit) break;
    }
    console.log(runaway > 900 ? "far" : "near", other > 900 ? "far" : "near");
}
ranges(0);

// Two that bound each other, and one that runs away.
let left = 0;
let right = 5;
for (;;) {
    left++;
    right += 2;
    if (left > 1000 || right < left) break;
}
console.log(left, right, left > 500 ? "far" : "near", right > 900);
let chased = 0;
let chaser = 5;
while (chased < chaser) {
    chased += 2;
    if (chased < 100) chaser++;
}
console.log(chased, chaser);

// Loops in loops, and loops that follow each other.
let cells = 0;
let rows = 0;
for (let y = 0; y < 7; y++) {
    rows += 10;
    for (let x = 0; x < 9; x++) {
        cells++;
        for (let z = 0; z < 2; z++) cells += 100;
    }
}
console.log(cells, rows, cells > 707 ? "inner turns too" : "outer turns", rows > 70 ? "too many" : "enough");
let total = 0;
for (let i = 0; i < 10; i++) total++;
for (let i = 0; i < 10; i += 3) total += 1000;
for (const item of [1, 2, 3]) total += item > 1 ? 1 : 10;
for (const unit of "a\u{1F600}b") if (unit !== "a") total++;
console.log(total);

// With handlers.
let kept = 0;
let failed = 0;
for (let i = 0; i < 9; i++) {
    try {
        kept++;
        if (i % 3 === 0) throw new Error("third");
        kept += 10;
    } catch {
        failed++;
        continue;
    } finally {
        kept += 100;
    }
}
console.log(kept, failed);
function retried(limit: number): number {
    let tries = 0;
    let attempts = 0;
    while (tries < limit) {
        attempts++;
        try {
            if (attempts % 2 === 0) throw new Error("again");
            tries++;
        } catch {
            if (attempts > 1000) return -1;
        }
    }
    console.log(attempts > limit ? "with failures" : "without");
    return attempts;
}
console.log(retried(4), retried(0));

// Labels, do, and a counter that something else is assigned to.
let outer = 0;
outside: for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) {
        outer++;
        if (j === i) continue outside;
        if (outer > 18) break outside;
    }
    outer += 50;
}
console.log(outer);
let done = 0;
let reset = 0;
do {
    done++;
    reset++;
    if (reset > 4) reset = -3;
} while (done < 20);
console.log(done, reset);
let counted: number | string = 0;
for (let i = 0; i < 3; i++) {
    if (i === 2) counted = "two";
    else counted = i + 1;
}
console.log(counted);
let captured = 0;
const raise = (): void => {
    captured++;
};
for (let i = 0; i < 4; i++) {
    captured++;
    raise();
}
console.log(captured);
let minusZero = -0;
for (let i = 0; i < 2; i++) minusZero += 0;
console.log(1 / minusZero, minusZero);
let down = 0;
for (let i = 10; i > 0; i--) down++;
for (let i = 10; i !== 0; i -= 2) down += 100;
console.log(down);
let fraction = 0;
for (let i = 0; i < 4; i++) fraction += 0.5;
console.log(fraction);
function from(start: number): number {
    let at = start;
    for (let i = 0; i < 3; i++) at++;
    return at;
}
console.log(from(0), from(2147483646), from(0.5), from(-0), from(NaN), from(2 ** 53));
