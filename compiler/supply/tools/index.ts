import { type Tool } from "../tool.ts";
import { armCompiler, cxxHeaders, newlib } from "./arm-toolchain.ts";
import { clang } from "./clang.ts";
import { interpreterLibraries, interpreters, valgrind } from "./interpreters.ts";
import { lwip } from "./lwip.ts";
import { picoSdk, picoSdkWithRadio } from "./pico-sdk.ts";
import { cmake, cppcheck, hostCompiler, hostCxxCompiler, ninja, pkgConfig, python } from "./programs.ts";
import { curl, gdb, wrk } from "./clients.ts";
import { slirp } from "./slirp.ts";
import { tinyusb } from "./tinyusb.ts";
import { unity } from "./unity.ts";

/** Every tool, in the order in which doctor lists them. */
export const tools: readonly Tool[] = [
    hostCompiler,
    cmake,
    ninja,
    pkgConfig,
    slirp,
    lwip,
    armCompiler,
    newlib,
    cxxHeaders,
    python,
    picoSdk,
    tinyusb,
    picoSdkWithRadio,
    hostCxxCompiler,
    unity,
    clang,
    cppcheck,
    curl,
    wrk,
    gdb,
    valgrind,
    ...interpreters,
    ...interpreterLibraries,
];
