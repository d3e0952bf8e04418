/** How the radio chip is soldered to the RP2040 of a Pico W (pico_w.h of pico-sdk). */

export const POWER_PIN = 23;
/** Data both ways while the chip is selected, its wake line otherwise. */
export const DATA_PIN = 24;
export const SELECT_PIN = 25;
export const CLOCK_PIN = 29;
