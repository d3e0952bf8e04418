/**
 * The firmware and its settings, which the host writes into the chip's RAM before it starts the
 * core. The model does not run them; it checks that they are whole, as far as their sizes tell.
 */

export const RAM_SIZE = 512 * 1024;
const TOKEN_ADDRESS = RAM_SIZE - 4;
/** Smaller than any firmware of this chip, larger than any mistake in a single write. */
const SMALLEST_FIRMWARE = 1024;

export class Download {
    /** One flag for each word of RAM that was written. */
    private readonly written = new Uint8Array(RAM_SIZE / 4);
    private token = 0;

    wrote(address: number, bytes: Uint8Array): void {
        this.written.fill(1, address >>> 2, (address + bytes.length + 3) >>> 2);
        if (address <= TOKEN_ADDRESS && address + bytes.length >= RAM_SIZE) {
            const at = TOKEN_ADDRESS - address;
            this.token = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
        }
    }

    /** Bytes of firmware, without a hole, from the start of RAM. */
    get firmwareLength(): number {
        const end = this.written.indexOf(0);
        return (end < 0 ? this.written.length : end) * 4;
    }

    /**
     * Bytes of settings (NVRAM) by the token behind them: the count of words, and its complement in
     * the upper half.
     */
    get settingsLength(): number | undefined {
        const words = this.token & 0xffff;
        return words !== 0 && this.token >>> 16 === (~words & 0xffff) ? words * 4 : undefined;
    }

    /** Why the core cannot start, or undefined. */
    get problem(): string | undefined {
        const settings = this.settingsLength;
        if (this.firmwareLength < SMALLEST_FIRMWARE) return "no firmware was downloaded to address 0";
        if (settings === undefined) return "the length token behind the settings is missing or wrong";
        const start = (TOKEN_ADDRESS - settings) / 4;
        if (start < 0 || this.written.subarray(start, TOKEN_ADDRESS / 4).includes(0))
            return `the settings are not the ${String(settings)} bytes that their length token says`;
        return undefined;
    }
}
