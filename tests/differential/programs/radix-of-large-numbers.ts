// Digits beyond what a double determines: zeros, from the same place on as in Node.
const radixes = [2, 3, 7, 11, 16, 35, 36];
const numbers = [
    1e20,
    1e21,
    2 ** 54 + 4,
    3 * 2 ** 53,
    2 ** 60 + 2 ** 20,
    5e22,
    2 ** 80,
    1.7e308,
    -1e20,
    2 ** 53,
    2 ** 53 - 1,
    123456789012345680000,
];

for (const number of numbers) {
    for (const radix of radixes) console.log(number.toString(radix));
}
