import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../system/layout.ts";

export interface WifiNetwork {
    readonly ssid: string;
    readonly passphrase: string;
}

/** The file of settings: the one that the user names, the project's, or the checkout's. */
export function wifiFile(environment: NodeJS.ProcessEnv): string {
    const own = path.join(process.cwd(), "wifi.env");
    return environment["TSPICO_WIFI_FILE"] ?? (existsSync(own) ? own : path.join(repositoryRoot, "wifi.env"));
}

/**
 * What cmake/network_settings.cmake builds into firmware: from the environment, else from the file
 * that it names, else empty.
 */
function builtSetting(environment: NodeJS.ProcessEnv, name: string): string {
    const value = environment[name] ?? "";
    const file = wifiFile(environment);
    if (value !== "" || !existsSync(file)) return value;
    const lines = readFileSync(file, "utf8").split("\n");
    const line = lines.find((text) => text.startsWith(`${name}=`));
    return line?.slice(name.length + 1).replace(/\r$/, "") ?? "";
}

/** The network that is built in, if any is. */
export function builtWifiNetwork(environment: NodeJS.ProcessEnv): WifiNetwork | undefined {
    const ssid = builtSetting(environment, "TSPICO_WIFI_SSID");
    return ssid === "" ? undefined : { ssid, passphrase: builtSetting(environment, "TSPICO_WIFI_PASSWORD") };
}

export interface BuiltAddress {
    readonly address: string;
    readonly gateway: string;
}

/**
 * The board's address and router on a link, as texts that may be empty. A board on USB is told no
 * router.
 */
export function builtAddress(environment: NodeJS.ProcessEnv, link: "wifi" | "usb" | "loopback"): BuiltAddress {
    if (link === "usb") return { address: builtSetting(environment, "TSPICO_USB_ADDRESS"), gateway: "" };
    return {
        address: builtSetting(environment, "TSPICO_ADDRESS"),
        gateway: builtSetting(environment, "TSPICO_GATEWAY"),
    };
}
