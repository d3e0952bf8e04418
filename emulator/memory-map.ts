/**
 * Addresses of the RP2040 (datasheet section 2.2) that more than one part of the emulator needs.
 */

export const ROM_END = 0x4000;
export const FLASH_BASE = 0x1000_0000;
/** End of the four XIP aliases, each 16 MiB. */
export const FLASH_ALIASES_END = 0x1400_0000;
export const XIP_CTRL_BASE = 0x1400_0000;
export const XIP_CTRL_END = 0x1400_4000;
export const SRAM_BASE = 0x2000_0000;
export const SRAM_END = 0x2004_2000;
export const USB_DPRAM_BASE = 0x5010_0000;
export const USB_DPRAM_END = 0x5010_1000;
export const WATCHDOG_BASE = 0x4005_8000;
export const SIO_BASE = 0xd000_0000;
export const SIO_END = 0xd000_0180;
export const PPB_BASE = 0xe000_e000;
export const PPB_END = 0xe000_f000;

/** Where the boot ROM puts the second stage, and the stack it gives it: the top of SRAM bank 5. */
export const BOOT2_RAM = 0x2004_1f00;
export const BOOT2_SIZE = 256;
export const VECTOR_TABLE = FLASH_BASE + BOOT2_SIZE;
