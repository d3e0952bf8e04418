import { sourceTree } from "./source-tree.ts";
import { textVersion } from "./text-version.ts";

const define = (name: string) => new RegExp(`#define LWIP_VERSION_${name}\\s+(\\d+)`);

export const lwip = sourceTree({
    name: "lwip",
    description: "lwIP, the network stack",
    neededFor: ["host", "board", "wifi", "unit"],
    variable: "PICO_LWIP_PATH",
    probe: "src/include/lwip/init.h",
    source: { kind: "unpack", package: "lwip", form: "source" },
    inPackage: ".",
    version: textVersion("src/include/lwip/init.h", [define("MAJOR"), define("MINOR"), define("REVISION")]),
});
