/** Fields and checksums of network packets; everything on a network is big endian. */

/**
 * RFC 1071: the one's complement sum over all parts, complemented. Every part but the last has an
 * even length.
 */
export function checksum(...parts: readonly Uint8Array[]): number {
    let sum = 0;
    for (const part of parts)
        for (let at = 0; at < part.length; at += 2) sum += ((part[at] ?? 0) << 8) | (part[at + 1] ?? 0);
    while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
    return ~sum & 0xffff;
}

/** Bytes as text to be compared and to be a key. */
export function keyOf(bytes: Uint8Array): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
    return Buffer.compare(left, right) === 0;
}
