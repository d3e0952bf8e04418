import { existsSync } from "node:fs";
import path from "node:path";
import { sourceTree } from "./source-tree.ts";
import { textVersion } from "./text-version.ts";
import { type Tool } from "../tool.ts";

const set = (name: string) => new RegExp(`PICO_SDK_VERSION_${name}\\s+(\\d+)`);

export const picoSdk = sourceTree({
    name: "pico-sdk",
    description: "Raspberry Pi's SDK for the board",
    neededFor: ["board"],
    variable: "PICO_SDK_PATH",
    probe: "pico_sdk_init.cmake",
    installed: { package: "pico-sdk-source", folder: "/usr/src/pico-sdk" },
    source: { kind: "unpack", package: "pico-sdk-source", form: "binary" },
    inPackage: "usr/src/pico-sdk",
    version: textVersion("pico_sdk_version.cmake", [set("MAJOR"), set("MINOR"), set("REVISION")]),
});

const driver = "lib/cyw43-driver/src/cyw43.h";

const steps = [
    "git clone --branch 2.2.0 https://github.com/raspberrypi/pico-sdk",
    "git -C pico-sdk submodule update --init",
    'export PICO_SDK_PATH="$PWD/pico-sdk"',
];

/**
 * The SDK with the radio driver, which no registry carries: its licence binds it to Raspberry Pi's
 * hardware.
 */
export const picoSdkWithRadio: Tool = {
    name: "pico-sdk with cyw43-driver",
    description: "Raspberry Pi's SDK 2.2.0 with its submodules, for Wi-Fi",
    neededFor: ["wifi"],
    variable: "PICO_SDK_PATH",
    source: { kind: "user", steps },
    async locate(machine) {
        const location = await picoSdk.locate(machine);
        if (location.state !== "found") return location;
        if (existsSync(path.join(location.path, driver))) return location;
        const why = `${location.path} has no ${driver}`;
        return location.origin === "environment" ? { state: "unusable", why } : { state: "missing", why };
    },
};
