/** One pin as a digital input or output, as ECMA-419 (3rd edition) defines it. */
declare module "embedded:io/digital" {
    /**
     * @native struct tsp_digital_options
     * @header io/digital.h
     */
    export interface DigitalOptions {
        /** A GPIO number, or "LED" for the board's own LED. */
        pin: number | string;
        /** One of the constants of `Digital`. */
        mode: number;
        /**
         * When `onReadable` is called: `Digital.Rising`, `Digital.Falling` or their sum. Required
         * with `onReadable`.
         */
        edge?: number;
        format?: "number";
        /**
         * The level that an output has from its first moment, 0 or 1. Without it `Output` starts at
         * 0, and `OutputOpenDrain` released.
         */
        initialValue?: number;
        /** Any value of the program's, for the program. */
        target?: any;
        /** The input has changed. */
        onReadable?: ((this: Digital) => void) | null;
    }

    /**
     * @native struct tsp_digital
     * @header io/digital.h
     * @shape tsp_digital_shape
     */
    export default class Digital {
        /** @native tsp_digital_construct @throws */
        constructor(options: DigitalOptions);
        /** 0 or 1, `undefined` for an output. @native tsp_digital_read @throws */
        read(): uint8 | undefined;
        /** Sets an output to 0 or 1; throws for an input. @native tsp_digital_write @throws */
        write(value: number): void;
        /** The pin is an input without pull again. @native tsp_digital_close */
        close(): void;
        /**
         * Always "number". @native tsp_digital_get_format @setter tsp_digital_set_format @throws
         */
        format: string;
        /** @native tsp_digital_get_target @setter tsp_digital_set_target */
        target: any;

        /** @constant 0 */
        static readonly Input: number;
        /** @constant 1 */
        static readonly InputPullUp: number;
        /** @constant 2 */
        static readonly InputPullDown: number;
        /** Both pulls at once: the pin keeps the level that it had last. @constant 3 */
        static readonly InputPullUpDown: number;
        /** @constant 8 */
        static readonly Output: number;
        /** Drives 0 only; 1 leaves the pin to its pull-up. @constant 9 */
        static readonly OutputOpenDrain: number;
        /** @constant 1 */
        static readonly Rising: number;
        /** @constant 2 */
        static readonly Falling: number;
    }
}
