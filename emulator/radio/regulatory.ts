/**
 * The regulatory table (CLM) that the host loads in chunks, each with flags, type, length and
 * checksum before its data.
 */

const HEADER = 12;
const BEGIN = 2;
const END = 4;

export class Regulatory {
    /** Bytes of the table that came so far. */
    length = 0;
    /** Whether a table has come from its first to its last chunk. */
    loaded = false;
    private loading = false;

    /** One chunk, which follows the variable's name. */
    chunk(value: Uint8Array): void {
        if (value.length < HEADER) return;
        const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
        const flags = view.getUint16(0, true);
        const length = view.getUint32(4, true);
        if ((flags & BEGIN) !== 0) {
            this.length = 0;
            this.loaded = false;
            this.loading = true;
        }
        // A chunk that is shorter than it says spoils the table.
        this.loading &&= length > 0 && length <= value.length - HEADER;
        if (!this.loading) return;
        this.length += length;
        if ((flags & END) !== 0) {
            this.loaded = true;
            this.loading = false;
        }
    }
}
