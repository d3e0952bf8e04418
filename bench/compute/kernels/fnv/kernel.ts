/** FNV-1a of one kibibyte, with Math.imul. */
const data = new Uint8Array(1024);
for (let i = 0; i < data.length; i++) data[i] = (i * 31 + 7) & 255;

function fnv1a(bytes: Uint8Array): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
    return hash >>> 0;
}

export function run(): number {
    return fnv1a(data);
}
