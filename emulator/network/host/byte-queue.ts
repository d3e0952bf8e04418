/**
 * Bytes in order, added at the end, dropped from the front, read anywhere: what has been written
 * and not acknowledged.
 */
export class ByteQueue {
    private parts: Buffer[] = [];
    /** Bytes of the first part that have been dropped. */
    private gone = 0;
    length = 0;

    append(bytes: Uint8Array): void {
        if (bytes.length === 0) return;
        this.parts.push(Buffer.from(bytes));
        this.length += bytes.length;
    }

    drop(count: number): void {
        this.length -= count;
        this.gone += count;
        for (let first = this.parts[0]; first !== undefined && this.gone >= first.length; first = this.parts[0]) {
            this.gone -= first.length;
            this.parts.shift();
        }
    }

    /** A copy of at most `length` bytes from `offset` on. */
    slice(offset: number, length: number): Buffer {
        const found: Buffer[] = [];
        let skip = offset + this.gone;
        let wanted = length;
        for (const part of this.parts) {
            if (wanted <= 0) break;
            if (skip >= part.length) {
                skip -= part.length;
                continue;
            }
            const taken = part.subarray(skip, skip + wanted);
            found.push(taken);
            wanted -= taken.length;
            skip = 0;
        }
        return Buffer.concat(found);
    }
}
