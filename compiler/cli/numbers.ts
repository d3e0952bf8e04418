import { InvalidArgumentError } from "commander";

/** An argument parser for whole numbers of a range. */
export function wholeNumber(min: number, max: number): (text: string) => number {
    return (text) => {
        const value = /^\d+$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
        if (value >= min && value <= max) return value;
        throw new InvalidArgumentError(`it must be a whole number from ${min.toString()} to ${max.toString()}.`);
    };
}

/**
 * "8000:80", a port of this machine and the program's; "8000" alone stands for the program's port
 * 80.
 */
export function portMapping(text: string, previous: readonly string[]): readonly string[] {
    const ports = text.split(":").map((part) => (/^\d{1,5}$/.test(part) ? Number.parseInt(part, 10) : Number.NaN));
    if (ports.length > 2 || !ports.every((port) => port >= 1 && port <= 65535))
        throw new InvalidArgumentError("it must be PORT or PORT:PROGRAM-PORT, each from 1 to 65535.");
    const [own = 0, programPort = 80] = ports;
    return [...previous, `${own.toString()}:${programPort.toString()}`];
}
