/** CRC-32 of one kibibyte, with a table. */
const table: number[] = [];
for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = (c & 1) !== 0 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    table.push(c >>> 0);
}

const data = new Uint8Array(1024);
for (let i = 0; i < data.length; i++) data[i] = (i * 31 + 7) & 255;

function crc32(bytes: Uint8Array): number {
    let crc = 0xffffffff;
    for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
    return (crc ^ 0xffffffff) >>> 0;
}

export function run(): number {
    return crc32(data);
}
