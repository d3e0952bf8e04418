/**
 * The bus by its pins, for the state machine's real program: the host's bit is taken on the rising
 * edge of the clock, the chip's bit is put on the falling edge. rp2040js evaluates `in` before the
 * side-set of the same instruction, so that this edge fits the SDK's programs.
 */
import { type GPIOPin, GPIOPinState } from "rp2040js";
import type { GspiPort } from "./gspi.ts";

const TOP_BIT = 31;

export class PinBus {
    private selected = false;
    private bits = 0;
    private word = 0;

    constructor(
        private readonly port: GspiPort,
        clock: GPIOPin,
        private readonly data: GPIOPin,
    ) {
        clock.addListener((level) => {
            if (!this.selected) return;
            if (level === GPIOPinState.High) this.rising();
            else if (level === GPIOPinState.Low) this.falling();
        });
    }

    select(): void {
        this.selected = true;
        this.bits = 0;
        this.word = 0;
    }

    deselect(): void {
        this.selected = false;
    }

    private rising(): void {
        if (this.port.answering) return;
        this.word = ((this.word << 1) | (this.data.outputValue ? 1 : 0)) >>> 0;
        if (++this.bits <= TOP_BIT) return;
        this.port.put(this.word);
        this.bits = 0;
        this.word = 0;
    }

    private falling(): void {
        if (!this.port.answering) return;
        if (this.bits === 0) this.word = this.port.take();
        this.data.setInputValue(((this.word >>> (TOP_BIT - this.bits)) & 1) === 1);
        this.bits = (this.bits + 1) & TOP_BIT;
    }
}
