/**
 * Settings of a board's firmware that a user may give with --set, each a variable of our CMake
 * files.
 */
import { UserError } from "../system/user-error.ts";

export type Settings = Readonly<Record<string, string>>;

const radio = ["wifi"];
const network = ["wifi", "usb"];
const every = ["wifi", "usb", "loopback"];

/**
 * The links for which each means something. What each does is documented with the link that it
 * belongs to (docs/wifi.md, docs/usb.md) or in docs/hardware.md.
 */
const linksOfSetting = {
    TSPICO_WIFI_SSID: radio,
    TSPICO_WIFI_PASSWORD: radio,
    TSPICO_WIFI_COUNTRY: radio,
    TSPICO_WIFI_SECURITY: radio,
    TSPICO_WIFI_POWER: radio,
    TSPICO_ADDRESS: radio,
    TSPICO_GATEWAY: radio,
    TSPICO_HOSTNAME: network,
    TSPICO_MDNS: network,
    TSPICO_UART_BAUD: every,
    TSPICO_WATCHDOG_MS: every,
    TSPICO_HEAP_SIZE: [...every, "bridge"],
    TSPICO_TIME_ZONE: [...every, "bridge"],
    TSPICO_USB_ADDRESS: ["usb"],
    TSPICO_USB_VID: ["usb"],
    TSPICO_USB_PID: ["usb"],
    TSPICO_USB_RP2040_E5: ["usb"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type SettingName = keyof typeof linksOfSetting;

export const settingNames = Object.keys(linksOfSetting) as readonly SettingName[];

/** Refuses a setting that would change nothing: who gives it believes that it does. */
export function refuseForeignSettings(settings: Settings, link: string): void {
    for (const name of settingNames) {
        const links: readonly string[] = linksOfSetting[name];
        if (settings[name] === undefined || links.includes(link)) continue;
        throw new UserError(
            `${name} is a setting of --link ${links.join(" and ")}; it changes nothing for --link ${link}`,
        );
    }
}

/**
 * An argument parser for NAME=VALUE, which may be repeated; the prefix TSPICO_ may be left out, and
 * the name written as wifi-ssid.
 */
export function setting(text: string, previous: Settings): Settings {
    const at = text.indexOf("=");
    const written = text.slice(0, Math.max(at, 0)).toUpperCase().replaceAll("-", "_");
    const name = settingNames.find((known) => known === written || known === `TSPICO_${written}`);
    if (name === undefined) {
        // Not commander's error, which shows the whole argument: the value may be a password.
        const given = at < 0 ? "" : `${text.slice(0, at)} is not a setting: `;
        throw new UserError(`--set: ${given}it must be NAME=VALUE, and the names are ${settingNames.join(", ")}`);
    }
    const value = text.slice(at + 1);
    if (/[\0\r\n]/.test(value)) throw new UserError(`--set ${text.slice(0, at)}: a value must be one line`);
    return { ...previous, [name]: value };
}

/**
 * A script that CMake reads before our files: a setting of an earlier build that is not given again
 * is forgotten.
 */
export function settingsScript(settings: Settings): string {
    const lines = settingNames.map((name) => {
        const value = settings[name];
        // A bracket argument takes every character as it is; a first line break would be dropped,
        // and there is none.
        return value === undefined ? `unset(${name} CACHE)` : `set(${name} [====[${value}]====] CACHE STRING "" FORCE)`;
    });
    return `${lines.join("\n")}\n`;
}
