/**
 * The record of one access point in the results of a scan, little endian, as
 * `cyw43_ev_scan_result_t` and cyw43_ll.c read it.
 */
import type { Beacon } from "./air.ts";

const RECORD = 12;
const FIXED = 128;
const VERSION = 109;
const PRIVACY = 0x10;
const BANDWIDTH_20 = 0x1000;

/** RSN (IEEE 802.11 9.4.2.24): version 1, CCMP for groups and pairs, pre-shared key. */
const RSN = [48, 20, 1, 0, 0, 0x0f, 0xac, 4, 1, 0, 0, 0x0f, 0xac, 4, 1, 0, 0, 0x0f, 0xac, 2, 0, 0];
/** The vendor element that came before it, for WPA: version 1, TKIP, pre-shared key. */
const WPA = [221, 22, 0, 0x50, 0xf2, 1, 1, 0, 0, 0x50, 0xf2, 2, 1, 0, 0, 0x50, 0xf2, 2, 1, 0, 0, 0x50, 0xf2, 2];

const elementsOf = { open: [], wpa: WPA, wpa2: RSN } as const;

/** The data of a scan event that tells of one access point. */
export function scanRecord(beacon: Beacon): Uint8Array {
    const elements = elementsOf[beacon.security];
    const bytes = new Uint8Array(RECORD + FIXED + elements.length);
    const view = new DataView(bytes.buffer);
    const ssid = Buffer.from(beacon.ssid).subarray(0, 32);
    view.setUint32(0, bytes.length, true);
    view.setUint32(4, VERSION, true);
    view.setUint16(10, 1, true);
    const record = new DataView(bytes.buffer, RECORD);
    record.setUint32(0, VERSION, true);
    record.setUint32(4, FIXED + elements.length, true);
    bytes.set(beacon.bssid, RECORD + 8);
    record.setUint16(14, 100, true);
    record.setUint16(16, beacon.security === "open" ? 1 : 1 | PRIVACY, true);
    record.setUint8(18, ssid.length);
    bytes.set(ssid, RECORD + 19);
    record.setUint16(72, BANDWIDTH_20 | beacon.channel, true);
    record.setUint8(76, 1);
    record.setInt16(78, beacon.rssi, true);
    record.setInt8(80, -95);
    record.setUint16(116, FIXED, true);
    record.setUint32(120, elements.length, true);
    record.setInt16(124, 30, true);
    bytes.set(elements, RECORD + FIXED);
    return bytes;
}
