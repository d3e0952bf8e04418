/** A dictionary with chains: how often each of 120 words occurs, by a hash of its characters. */
class Entry {
    count = 1;
    readonly key: string;
    readonly next: Entry | undefined;

    constructor(key: string, next: Entry | undefined) {
        this.key = key;
        this.next = next;
    }
}

const BUCKETS = 32;
const NAMES = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"];

const words: string[] = [];
for (let i = 0; i < 120; i++) words.push(NAMES[(i * 5) % 8] + (i % 6));

class Dictionary {
    private readonly buckets: (Entry | undefined)[] = [];

    constructor() {
        for (let i = 0; i < BUCKETS; i++) this.buckets.push(undefined);
    }

    add(key: string): number {
        let hash = 0;
        for (let i = 0; i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) | 0;
        const bucket = hash & (BUCKETS - 1);
        for (let entry = this.buckets[bucket]; entry !== undefined; entry = entry.next) {
            if (entry.key === key) return ++entry.count;
        }
        this.buckets[bucket] = new Entry(key, this.buckets[bucket]);
        return 1;
    }
}

export function run(): number {
    const dictionary = new Dictionary();
    let sum = 0;
    for (const word of words) sum = (sum * 3 + dictionary.add(word)) & 0xfffff;
    return sum;
}
