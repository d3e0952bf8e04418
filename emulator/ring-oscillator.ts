/**
 * The ring oscillator's random bit (RP2040 datasheet, 2.17), from which the SDK makes the seeds of
 * a board. A run is the same each time: the bits come from a seed of the emulator's.
 */
import { BasePeripheral, type RP2040 } from "rp2040js";

/** Index of its base address in rp2040js's table. */
const ROSC = 0x40060;
const RANDOM_BIT = 0x1c;

class RingOscillator extends BasePeripheral {
    private state: number;

    constructor(chip: RP2040, seed: number) {
        super(chip, "ROSC_BASE");
        this.state = Math.imul(seed, 0x9e37_79b9) | 1;
    }

    override readUint32(offset: number): number {
        if (offset !== RANDOM_BIT) return super.readUint32(offset);
        // Marsaglia's xorshift32.
        this.state ^= this.state << 13;
        this.state ^= this.state >>> 17;
        this.state ^= this.state << 5;
        return this.state & 1;
    }
}

export function addRingOscillator(chip: RP2040, seed: number): void {
    chip.peripherals[ROSC] = new RingOscillator(chip, seed);
}
