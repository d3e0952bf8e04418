/** Settings of a board's firmware that a user may give with --set, each a variable of our CMake files. */
import { InvalidArgumentError } from "commander";

export type Settings = Readonly<Record<string, string>>;

/** What each does is documented with the link that it belongs to (docs/wifi.md, docs/usb.md) or in docs/hardware.md. */
export const settingNames = [
    "TSPICO_WIFI_SSID",
    "TSPICO_WIFI_PASSWORD",
    "TSPICO_WIFI_COUNTRY",
    "TSPICO_ADDRESS",
    "TSPICO_GATEWAY",
    "TSPICO_HOSTNAME",
    "TSPICO_MDNS",
    "TSPICO_WATCHDOG_MS",
    "TSPICO_HEAP_SIZE",
    "TSPICO_USB_ADDRESS",
    "TSPICO_USB_VID",
    "TSPICO_USB_PID",
] as const;

/** An argument parser for NAME=VALUE, which may be repeated; the prefix TSPICO_ may be left out, and the name written as wifi-ssid. */
export function setting(text: string, previous: Settings): Settings {
    const at = text.indexOf("=");
    const written = text.slice(0, Math.max(at, 0)).toUpperCase().replaceAll("-", "_");
    const name = settingNames.find((known) => known === written || known === `TSPICO_${written}`);
    if (name === undefined) {
        throw new InvalidArgumentError(`it must be NAME=VALUE, and the names are ${settingNames.join(", ")}.`);
    }
    const value = text.slice(at + 1);
    if (/[\0\r\n]/.test(value)) throw new InvalidArgumentError("a value is one line.");
    return { ...previous, [name]: value };
}

/** A script that CMake reads before our files: a setting of an earlier build that is not given again is forgotten. */
export function settingsScript(settings: Settings): string {
    const lines = settingNames.map((name) => {
        const value = settings[name];
        // A bracket argument takes every character as it is; a first line break would be dropped, and there is none.
        return value === undefined ? `unset(${name} CACHE)` : `set(${name} [====[${value}]====] CACHE STRING "" FORCE)`;
    });
    return `${lines.join("\n")}\n`;
}
