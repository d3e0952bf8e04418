/** Arrays of whose elements only the low 32 bits are seen, and arrays of which more is. */
const table = [0x80000000, 0xffffffff, 1, -1, 2147483647, -2147483648, 4294967296 * 3 + 7, 9007199254740991, -0];

function mix(list: number[], from: number): number {
    let hash = from | 0;
    for (const word of list) hash = ((hash << 5) ^ word) | 0;
    for (let i = 0; i < list.length; i++) hash ^= list[i] >>> 3;
    return hash;
}
console.log(mix(table, 5), mix([0x90000000, 3], 7), mix([], 1));

/** A state that is destructured, changed and summed up. */
function turn(state: number[], rounds: number): void {
    let [a, b, c] = state;
    for (let i = 0; i < rounds; i++) {
        const next = (a + b + ((c << 5) | (c >>> 27)) + i) | 0;
        c = b;
        b = a;
        a = next;
    }
    const sums = [a, b, c];
    for (let i = 0; i < 3; i++) state[i] = (state[i] + sums[i]) | 0;
}
const state = [0x67452301, 0xefcdab89, 0x98badcfe];
turn(state, 9);
turn(state, 2);
for (const word of state) console.log(word >>> 0, (word + 1) & 255);

/** Beyond the end, and what is stored there. */
class Digest {
    private readonly words = [0xf0000000, 0xe0000000];
    add(word: number): number {
        this.words.push((word >>> 0) * 3);
        this.words.push((word | 0) - 4294967295);
        return this.words.length;
    }
    /** Stored at an index that is there, out of numbers that are cut on the way. */
    set(index: number, word: number): void {
        if (index >= 0 && index < this.words.length) this.words[index & 1] = (word >>> 0) + 0xfffffff;
    }
    at(index: number): number {
        return (this.words[index] + this.words[index + 1]) | 0;
    }
    bits(index: number): number {
        return ~this.words[index];
    }
}
const digest = new Digest();
console.log(digest.add(1431655766), digest.add(-1), digest.add(2147483647));
digest.set(1, -2);
for (let i = -1; i < 9; i++) console.log(digest.at(i), digest.bits(i));

/** More is seen: the number itself, a copy of the array, what native code reads. */
const shown = [0xffffffff, 1];
console.log(shown[0], (shown[0] + 1) | 0);
const copied = [0xffffffff, 2];
console.log([...copied, 4294967295].map((word) => word + 1).join(), copied[1] | 0);
const sliced = [0xfffffffe, 3];
console.log(sliced.slice(1).length, sliced.indexOf(0xfffffffe), sliced[0] | 0);
const nested = [[0xfffffffd], [7]];
console.log(nested.length, nested[0][0] | 0);
const inner = [[0xfffffffc], [9, 4294967297]];
console.log(inner[0][0] | 0, inner[1][1] | 0, inner.length);
const [first, ...others] = [0xfffffffb, 0xfffffffa, 5];
console.log(first | 0, others[0], others[1] | 0);
const compared = [0xfffffff9];
console.log(compared[0] > 0, compared[0] | 0);

/** Holes, NaN, fractions and what is no number are not numbers' low bits. */
const holes: number[] = [0xfffffff8];
holes[3] = 4;
console.log((holes[1] + 1) | 0, (holes[3] + holes[0]) | 0, holes[2] | 0);
const odd = [0xfffffff7, NaN, 1.5];
for (const one of odd) console.log((one + 1) | 0, (one * 2) | 0);
const some: (number | undefined)[] = [0xfffffff6, undefined];
console.log(((some[1] as number) + 1) | 0, ((some[0] as number) + 1) | 0);

/** Through functions, closures, fields, globals and an exception. */
const kept = { list: [0xfffffff5, 6] };
let current = kept.list;
const take = (): number => current[0] & 0xff;
const sumOf = (list: number[], ...more: number[]): number => (list[0] + list[1] + more.length) | 0;
current[1] = 0x1ffffffff;
console.log(take(), sumOf(kept.list, 1, 2), sumOf(current));
current = [0x123456789];
console.log(take(), sumOf(current));
try {
    throw [0xfffffff4];
} catch (thrown) {
    console.log((thrown as number[])[0], Array.isArray(thrown));
}

/** Low bits through methods and function values. */
class Rotor {
    constructor(private readonly count: number) {}
    turn(word: number): number {
        return (word << this.count) | (word >>> (32 - this.count));
    }
}
const rotors = [new Rotor(3), new Rotor(5)];
const turns = [(word: number): number => word ^ 5, (word: number): number => ~word];
for (const start of [0x80000001, 4294967298, -3, 9007199254740990]) {
    let sum = start;
    for (const rotor of rotors) console.log(rotor.turn(sum + 4294967295), turns[start & 1](sum + 2147483648));
    sum = (sum + rotors[0].turn(start)) | 0;
    console.log(sum);
}
