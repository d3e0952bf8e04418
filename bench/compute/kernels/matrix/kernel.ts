/**
 * The product of two matrices of 12 rows and columns, whose elements are integers in arrays of
 * numbers.
 */
const SIZE = 12;

function multiply(left: number[], right: number[], product: number[]): void {
    for (let i = 0; i < SIZE; i++) {
        for (let j = 0; j < SIZE; j++) {
            let sum = 0;
            for (let k = 0; k < SIZE; k++) sum += left[i * SIZE + k] * right[k * SIZE + j];
            product[i * SIZE + j] = sum;
        }
    }
}

export function run(): number {
    const left: number[] = [];
    const right: number[] = [];
    const product: number[] = [];
    for (let i = 0; i < SIZE * SIZE; i++) {
        left.push((i * 7) % 13);
        right.push((i * 5) % 11);
        product.push(0);
    }
    multiply(left, right, product);
    let sum = 0;
    for (const element of product) sum += element;
    return sum;
}
