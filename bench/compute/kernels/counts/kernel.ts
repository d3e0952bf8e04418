/** An object as a dictionary: how often each of 160 words occurs, by `counts[word]`. */
const NAMES = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"];

const words: string[] = [];
for (let i = 0; i < 160; i++) words.push(NAMES[(i * 5) % 8] + (i % 6));

export function run(): number {
    const counts: Record<string, number> = {};
    let sum = 0;
    for (const word of words) {
        const count = (counts[word] ?? 0) + 1;
        counts[word] = count;
        sum = (sum * 3 + count) & 0xfffff;
    }
    return sum;
}
