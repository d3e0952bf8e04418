/**
 * VREG_AND_CHIP_RESET of the RP2040 (datasheet, 2.10.7): what reset the whole chip last. A reset by
 * the watchdog or of the processor alone changes nothing in it. A supply that was too low for a
 * moment reads as power-on.
 */
import type { GuardedChip } from "./guarded-chip.ts";

const BASE = 0x4006_4000;
const CHIP_RESET = 8;
const HAD = { power: 1 << 8, dip: 1 << 8, run: 1 << 16, rescue: 1 << 20 } as const;

/**
 * The supply that is switched on, or falls so low that RAM is lost; one that is too low for a
 * moment, in which RAM keeps its content; the RUN pin; a debugger's rescue.
 */
export type ChipReset = keyof typeof HAD;

export function tellChipReset(mcu: GuardedChip, cause: ChipReset): void {
    const block = mcu.findPeripheral(BASE);
    if (block === undefined) throw new Error("this version of rp2040js has no block for VREG_AND_CHIP_RESET");
    const read = block.readUint32.bind(block);
    block.readUint32 = (offset) => (offset === CHIP_RESET ? HAD[cause] : read(offset));
}
