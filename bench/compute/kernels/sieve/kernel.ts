/** The sieve of Eratosthenes up to 4096, in a Uint8Array. */
const SIZE = 4096;
const composite = new Uint8Array(SIZE);

function countPrimes(flags: Uint8Array): number {
    flags.fill(0);
    let count = 0;
    for (let i = 2; i < SIZE; i++) {
        if (flags[i] !== 0) continue;
        count++;
        for (let j = i + i; j < SIZE; j += i) flags[j] = 1;
    }
    return count;
}

export function run(): number {
    return countPrimes(composite);
}
