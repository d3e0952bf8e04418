/**
 * The three pins of the radio chip that the Pico W uses: the LED, the mode of the supply, and
 * whether USB gives power.
 */

const LED = 1;
const USB_POWER = 4;

export class Pins {
    /** Called when the LED goes on or off. */
    onLed: ((lit: boolean) => void) | undefined;
    /** Levels of the outputs, one bit each. */
    private outputs = 0;

    get led(): boolean {
        return (this.outputs & LED) !== 0;
    }

    /** All levels that the host can read. The board is fed by USB. */
    get levels(): number {
        return this.outputs | USB_POWER;
    }

    set(mask: number, values: number): void {
        const before = this.led;
        this.outputs = (this.outputs & ~mask) | (values & mask);
        if (this.led !== before) this.onLed?.(this.led);
    }

    /** The power is gone. */
    reset(): void {
        this.set(~0, 0);
    }
}
