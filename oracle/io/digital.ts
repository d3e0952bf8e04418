/** `embedded:io/digital` in Node: the same stand-in for pins as on the host. */
import { callbackOption, formatOption, integerOption, type Options, optionsObject } from "../options.ts";

const led = 48;
const processorPins = 30;
const inUse = new Set<number>();

function pinOption(options: Options): number {
    if (!("pin" in options)) throw new Error("a pin is required");
    if (options["pin"] === "LED") return led;
    if (typeof options["pin"] === "string") throw new Error("there is no such pin");
    return integerOption(options, "pin", 0, led) ?? 0;
}

/** A number that has no default: absent is as bad as undefined. */
function requiredInteger(options: Options, name: string, lowest: number, highest: number): number {
    return integerOption({ [name]: options[name] }, name, lowest, highest) ?? 0;
}

export default class Digital {
    static readonly Input = 0;
    static readonly InputPullUp = 1;
    static readonly InputPullDown = 2;
    static readonly InputPullUpDown = 3;
    static readonly Output = 8;
    static readonly OutputOpenDrain = 9;
    static readonly Rising = 1;
    static readonly Falling = 2;

    target: unknown;
    readonly #pin: number;
    readonly #mode: number;
    #open = true;

    constructor(dictionary: unknown) {
        const options = optionsObject(dictionary);
        const pin = pinOption(options);
        const mode = requiredInteger(options, "mode", 0, Digital.OutputOpenDrain);
        if (![0, 1, 2, 3, 8, 9].includes(mode)) throw new RangeError("unsupported mode");
        const onReadable = callbackOption(options, "onReadable");
        // The callback is never called: nothing changes a pin here.
        if (onReadable !== null) requiredInteger(options, "edge", 1, 3);
        if ("format" in options) formatOption(options["format"], ["number"]);
        const initialValue = integerOption(options, "initialValue", 0, 1);
        const allowed = pin === led ? mode === Digital.Output : pin < processorPins;
        if (!allowed) throw new Error("the pin is not for programs, or not in this mode");
        if (inUse.has(pin)) throw new Error("the pin is in use");
        if (options["target"] !== undefined) this.target = options["target"];
        inUse.add(pin);
        this.#pin = pin;
        this.#mode = mode;
        if (mode === Digital.Output && initialValue === 1) this.#show(1);
    }

    #show(value: number): void {
        process.stderr.write(`pin ${this.#pin === led ? "LED" : this.#pin.toString()}: ${value.toString()}\n`);
    }

    #usable(): void {
        if (!this.#open) throw new Error("the pin is closed");
    }

    get #isOutput(): boolean {
        return this.#mode >= Digital.Output;
    }

    get format(): string {
        this.#usable();
        return "number";
    }

    set format(value: unknown) {
        this.#usable();
        formatOption(value, ["number"]);
    }

    /** Inputs of the stand-in read what their pull gives. */
    read(): number | undefined {
        this.#usable();
        if (this.#isOutput) return undefined;
        return this.#mode === Digital.InputPullUp ? 1 : 0;
    }

    write(data: unknown): void {
        this.#usable();
        if (!this.#isOutput) throw new Error("an input cannot be written");
        const value = Number(data);
        if (value !== 0 && value !== 1) throw new RangeError("a digital value is 0 or 1");
        this.#show(value);
    }

    close(): void {
        if (!this.#open) return;
        this.#open = false;
        inUse.delete(this.#pin);
    }
}
