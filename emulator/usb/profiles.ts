/**
 * What the three families of hosts ask of a device, in which order, and what they do not put up
 * with. Written from Linux's sources, and for the others from traces and bug reports that people
 * have published; no such host has been tried with a board of this project.
 */

/** What a host asks for once the device has an address. */
export type EnumerationStep =
    | "device"
    | "qualifier"
    | "configuration"
    | "object store"
    /** Microsoft's descriptor set, where the object store announces one. */
    | "driver names"
    | "strings"
    | "configure"
    /** The strings of interfaces and functions; a host that does not want them reads none. */
    | "interface strings";

/** What a driver for NCM asks for. */
export type NetworkStep = "parameters" | "input size" | "filter" | "close" | "open";

export interface HostProfile {
    readonly name: "linux" | "macos" | "windows";
    /** Nanoseconds after which a control request without an answer has failed. */
    readonly controlTimeout: number;
    /** Times that it enumerates a device, each after a bus reset, before it gives the port up. */
    readonly attempts: number;
    /** Bytes that it asks for while the device has no address yet. */
    readonly firstRead: 8 | 64;
    /** Whether it resets the bus again after that. */
    readonly resetsTwice: boolean;
    readonly enumeration: readonly EnumerationStep[];
    /** How much of the configuration it reads to learn how long the whole is. */
    readonly configurationHead: 9 | 255;
    /** How much of a string it reads: all at once, or two bytes and then what these announce. */
    readonly stringHead: 2 | 255;
    readonly network: readonly NetworkStep[];
    /** The smallest transfer block, and the smallest divisor of its frames, that it takes. */
    readonly leastBlock: number;
    readonly leastDivisor: number;
    /**
     * Closes the network for good where the device does not announce a packet filter, or refuses
     * one.
     */
    readonly needsFilter: boolean;
}

const FIVE_SECONDS = 5e9;

export const linux: HostProfile = {
    name: "linux",
    controlTimeout: FIVE_SECONDS,
    attempts: 3,
    firstRead: 64,
    resetsTwice: true,
    enumeration: ["device", "object store", "configuration", "strings", "configure", "interface strings"],
    configurationHead: 9,
    stringHead: 255,
    network: ["close", "parameters", "open", "filter"],
    leastBlock: 2048,
    leastDivisor: 1,
    needsFilter: false,
};

/** From macOS 26 on; iOS does the same. Some attachments go well without a filter: not here. */
export const macos: HostProfile = {
    name: "macos",
    controlTimeout: FIVE_SECONDS,
    attempts: 3,
    firstRead: 8,
    resetsTwice: false,
    enumeration: ["device", "strings", "object store", "configuration", "configure", "interface strings"],
    configurationHead: 9,
    stringHead: 2,
    network: ["parameters", "input size", "open", "filter"],
    leastBlock: 2048,
    leastDivisor: 1,
    needsFilter: true,
};

/** Windows 11; since September 2026 its driver takes no frames at odd places. */
export const windows: HostProfile = {
    name: "windows",
    controlTimeout: FIVE_SECONDS,
    attempts: 3,
    firstRead: 64,
    resetsTwice: true,
    enumeration: [
        ...(["device", "configuration", "object store", "driver names"] as const),
        ...(["strings", "qualifier", "configure", "interface strings"] as const),
    ],
    configurationHead: 255,
    stringHead: 255,
    network: ["parameters", "input size", "filter", "open"],
    leastBlock: 2048,
    leastDivisor: 4,
    needsFilter: false,
};

export const hostProfiles: readonly HostProfile[] = [linux, macos, windows];
