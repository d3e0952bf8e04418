import { program } from "./program.ts";

export const hostCompiler = program({
    name: "cc",
    description: "C compiler of this machine",
    neededFor: ["host", "unit"],
    commands: ["gcc", "cc", "clang"],
    variable: "CC",
    versionArguments: ["-dumpfullversion", "-dumpversion"],
    packages: ["gcc", "libc6-dev"],
});

export const cmake = program({
    name: "cmake",
    description: "CMake, which drives the C builds",
    neededFor: ["host", "board", "wifi", "unit"],
    commands: ["cmake"],
    versionArguments: ["--version"],
    packages: ["cmake"],
});

export const ninja = program({
    name: "ninja",
    description: "Ninja, which runs what CMake plans",
    neededFor: ["host", "board", "wifi", "unit"],
    commands: ["ninja"],
    versionArguments: ["--version"],
    packages: ["ninja-build"],
});

export const pkgConfig = program({
    name: "pkg-config",
    description: "pkg-config, which finds libslirp",
    neededFor: ["host"],
    commands: ["pkg-config", "pkgconf"],
    versionArguments: ["--version"],
    packages: ["pkg-config"],
});

/** The SDK computes the checksum of the second boot stage in Python. */
export const python = program({
    name: "python3",
    description: "Python 3, which the SDK's build uses",
    neededFor: ["board", "wifi"],
    commands: ["python3"],
    versionArguments: ["--version"],
    packages: ["python3"],
});

/** The SDK builds its assembler for the PIO from source; only the radio driver uses it. */
export const hostCxxCompiler = program({
    name: "c++",
    description: "C++ compiler of this machine, for the SDK's pioasm",
    neededFor: ["wifi"],
    commands: ["g++", "c++", "clang++"],
    variable: "CXX",
    versionArguments: ["-dumpfullversion", "-dumpversion"],
    packages: ["g++"],
});

export const cppcheck = program({
    name: "cppcheck",
    description: "cppcheck, the static check of our C",
    neededFor: ["lint"],
    commands: ["cppcheck"],
    versionArguments: ["--version"],
    packages: ["cppcheck"],
});
