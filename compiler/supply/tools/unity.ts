import { sourceTree } from "./source-tree.ts";
import { textVersion } from "./text-version.ts";

const define = (name: string) => new RegExp(`#define UNITY_VERSION_${name}\\s+(\\d+)`);

/** Debian ships Unity inside CMock's package. */
export const unity = sourceTree({
    name: "unity",
    description: "Unity, the test framework for C",
    neededFor: ["unit"],
    variable: "UNITY_PATH",
    probe: "src/unity.h",
    installed: { package: "cmock", folder: "/usr/share/cmock/vendor/unity" },
    source: { kind: "unpack", package: "cmock", form: "binary" },
    inPackage: "usr/share/cmock/vendor/unity",
    version: textVersion("src/unity.h", [define("MAJOR"), define("MINOR"), define("BUILD")]),
});
