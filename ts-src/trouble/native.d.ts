/** What only C can do to a board, for `tspico test --board --bring-up`. */
declare module "embedded:bring-up/native" {
    /**
     * Makes a square wave on GPIO 0 to 15 by the pin's PWM, of 2 kHz or faster; 0 Hz ends it.
     * @native trouble_wave
     * @header native.h
     */
    export function wave(pin: int32, hertz: int32): void;
    /**
     * Does not return: the processor takes a hard fault.
     * @native trouble_fault
     * @header native.h
     */
    export function fault(): void;
}
