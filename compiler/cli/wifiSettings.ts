import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "./layout.ts";

export interface WifiNetwork {
    readonly ssid: string;
    readonly passphrase: string;
}

/** The file of settings: the one that the user names, the project's, or the checkout's. */
export function wifiFile(environment: NodeJS.ProcessEnv): string {
    const own = path.join(process.cwd(), "wifi.env");
    return environment["TSPICO_WIFI_FILE"] ?? (existsSync(own) ? own : path.join(repositoryRoot, "wifi.env"));
}

/** The network that cmake/network_settings.cmake builds into firmware: from the environment, else from the file that it names, else none. */
export function builtWifiNetwork(environment: NodeJS.ProcessEnv): WifiNetwork | undefined {
    const file = wifiFile(environment);
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    const setting = (name: string): string => {
        const value = environment[name] ?? "";
        const line = lines.find((text) => text.startsWith(`${name}=`));
        return value !== "" ? value : (line?.slice(name.length + 1).replace(/\r$/, "") ?? "");
    };
    const ssid = setting("TSPICO_WIFI_SSID");
    return ssid === "" ? undefined : { ssid, passphrase: setting("TSPICO_WIFI_PASSWORD") };
}
