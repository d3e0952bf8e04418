/** Solders a radio to an emulated chip. */
import { type GPIOPin, GPIOPinState } from "rp2040js";
import type { Chip } from "../chip.ts";
import { PinBus } from "./pin-bus.ts";
import type { Radio } from "./radio.ts";
import { CLOCK_PIN, DATA_PIN, POWER_PIN, SELECT_PIN } from "./wiring.ts";
import { WordBus } from "./word-bus.ts";

export interface AttachOptions {
    /**
     * `word` replaces the state machine's program by transfers of words, `pins` lets it run; `word`
     * unless given.
     */
    readonly bus?: "word" | "pins";
}

function pin(chip: Chip, index: number): GPIOPin {
    const found = chip.mcu.gpio[index];
    if (found === undefined) throw new Error(`no GPIO ${String(index)} on this chip`);
    return found;
}

function useWords(chip: Chip, radio: Radio): void {
    const bus = new WordBus(radio.port);
    chip.pio.substitute = bus;
    for (const machine of chip.mcu.pio.flatMap(({ machines }) => machines)) {
        const restart = machine.restart.bind(machine);
        machine.restart = () => {
            restart();
            if (bus.replaces(machine)) bus.restart();
        };
    }
}

/**
 * To be called for each life of the chip, before its first instruction. A reset of the chip takes
 * the radio's power away.
 */
export function attachRadio(chip: Chip, radio: Radio, options: AttachOptions = {}): void {
    const data = pin(chip, DATA_PIN);
    let selected = false;
    radio.useTime(chip.clock);
    const wake = (): void => {
        if (!selected) data.setInputValue(radio.hostWake);
    };
    radio.onWake = wake;
    const pinBus = options.bus === "pins" ? new PinBus(radio.port, pin(chip, CLOCK_PIN), data) : undefined;
    if (pinBus === undefined) useWords(chip, radio);
    pin(chip, POWER_PIN).addListener((level) => {
        radio.setPower(level === GPIOPinState.High);
    });
    pin(chip, SELECT_PIN).addListener((level) => {
        const select = level === GPIOPinState.Low;
        if (select === selected) return;
        selected = select;
        if (select) {
            data.setInputValue(false);
            radio.port.select();
            pinBus?.select();
        } else {
            pinBus?.deselect();
            radio.port.deselect();
            wake();
        }
    });
}
