/** The host side of the board's USB cable. */
export { attachUsbHost, UsbHost, type UsbHostOptions, type UsbState } from "./host.ts";
export type { UsbDevice } from "./enumeration.ts";
export type { NcmCounters, UsbEthernet } from "./ncm.ts";
export { checkDevice } from "./check.ts";
export { hostProfiles, linux, macos, windows, type HostProfile } from "./profiles.ts";
