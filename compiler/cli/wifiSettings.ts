import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "./layout.ts";

export interface WifiNetwork {
    readonly ssid: string;
    readonly passphrase: string;
}

/** The network that cmake/network_settings.cmake builds into firmware: from the environment, else from the file that it names, else none. */
export function builtWifiNetwork(environment: NodeJS.ProcessEnv): WifiNetwork | undefined {
    const file = environment["TSPICO_WIFI_FILE"] ?? path.join(repositoryRoot, "wifi.env");
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    const setting = (name: string): string => {
        const value = environment[name] ?? "";
        const line = lines.find((text) => text.startsWith(`${name}=`));
        return value !== "" ? value : (line?.slice(name.length + 1).trimEnd() ?? "");
    };
    const ssid = setting("TSPICO_WIFI_SSID");
    return ssid === "" ? undefined : { ssid, passphrase: setting("TSPICO_WIFI_PASSWORD") };
}
