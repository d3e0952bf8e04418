/** A thousand numbers, made and sorted with a comparison. */
export function run(): number {
    const numbers: number[] = [];
    let seed = 12345;
    for (let i = 0; i < 1000; i++) {
        seed = (seed * 1103 + 12849) % 65536;
        numbers.push(seed);
    }
    numbers.sort((left, right) => left - right);
    let sum = 0;
    for (let i = 0; i < numbers.length; i++) sum = (sum * 31 + numbers[i]) % 65521;
    return sum;
}
