/**
 * Events that the chip sends to the host: an Ethernet frame of Broadcom's own type, big endian
 * except for scan records.
 */

export const EventType = {
    setSsid: 0,
    auth: 3,
    deauthIndication: 6,
    assoc: 7,
    disassoc: 11,
    link: 16,
    prune: 23,
    pskSupplicant: 46,
    scanResult: 69,
} as const;

export interface WlanEvent {
    readonly type: number;
    readonly status?: number;
    readonly reason?: number;
    /** Bit 0: the link is up. */
    readonly flags?: number;
    readonly address?: Uint8Array;
    readonly data?: Uint8Array;
}

const ETHERTYPE = 0x886c;
const DATA = 72;
const OUI = [0x00, 0x10, 0x18];

/** The frame of an event for the station's interface. */
export function eventFrame(event: WlanEvent, station: Uint8Array): Uint8Array {
    const data = event.data ?? new Uint8Array(0);
    const frame = new Uint8Array(DATA + data.length);
    const view = new DataView(frame.buffer);
    frame.set(station, 0);
    frame.set(station, 6);
    view.setUint16(12, ETHERTYPE);
    view.setUint16(14, 0x8001);
    view.setUint16(16, frame.length - 18);
    frame.set(OUI, 19);
    view.setUint16(22, 1);
    view.setUint16(24, 2);
    view.setUint16(26, event.flags ?? 0);
    view.setUint32(28, event.type);
    view.setUint32(32, event.status ?? 0);
    view.setUint32(36, event.reason ?? 0);
    view.setUint32(44, data.length);
    frame.set(event.address ?? station, 48);
    frame.set(Buffer.from("wl0"), 54);
    frame.set(data, DATA);
    return frame;
}
