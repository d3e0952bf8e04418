import { sourceTree } from "./source-tree.ts";
import { textVersion } from "./text-version.ts";

const define = (name: string) => new RegExp(`#define TUSB_VERSION_${name}\\s+(\\d+)`);

export const tinyusb = sourceTree({
    name: "tinyusb",
    description: "TinyUSB, for the console on USB",
    neededFor: ["board", "wifi"],
    variable: "PICO_TINYUSB_PATH",
    probe: "src/tusb_option.h",
    installed: { package: "tinyusb-source", folder: "/usr/src/tinyusb" },
    source: { kind: "unpack", package: "tinyusb-source", form: "binary" },
    inPackage: "usr/src/tinyusb",
    version: textVersion("src/tusb_option.h", [define("MAJOR"), define("MINOR"), define("REVISION")]),
});
