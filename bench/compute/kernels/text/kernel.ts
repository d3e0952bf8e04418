/** JSON-like text of 20 records, written with template literals. */
interface Reading {
    readonly id: number;
    readonly name: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly valid: boolean;
}

const readings: Reading[] = [];
for (let i = 0; i < 20; i++) {
    readings.push({ id: i, name: "thermometer", value: i * 731 - 5000, low: -i, high: i * 9173, valid: i % 3 !== 0 });
}

function write(list: readonly Reading[]): string {
    let text = "[";
    for (let i = 0; i < list.length; i++) {
        const { id, name, value, low, high, valid } = list[i];
        if (i > 0) text += ",";
        text += `{"id":${id},"name":"${name}","value":${value},"low":${low},"high":${high},"valid":${valid}}`;
    }
    return text + "]";
}

export function run(): number {
    const text = write(readings);
    let sum = text.length;
    for (let i = 0; i < text.length; i += 16) sum = (sum * 31 + text.charCodeAt(i)) % 65521;
    return sum;
}
