/** What is in the air around the board: its access points. */

/**
 * `wpa` is WPA with TKIP, which a station that asks for WPA2 is told of; `wpa2` is WPA2 with AES.
 */
export type Security = "open" | "wpa" | "wpa2";

/**
 * dBm. Receivers of this kind hear beacons, at 1 Mbit/s, down to some -97, and frames of the usual
 * rates down to -90: between the two a network can be seen and not joined.
 */
const HEARS_BEACONS = -97;
const HEARS_FRAMES = -90;

export interface AccessPoint {
    readonly ssid: string;
    /** Six bytes; made up from the name unless given. */
    readonly bssid?: Uint8Array;
    /** 1 to 13; 6 unless given. */
    readonly channel?: number;
    /** dBm; -50 unless given. */
    readonly rssi?: number;
    /** `wpa2` if there is a passphrase, else `open`, unless given. */
    readonly security?: Security;
    readonly passphrase?: string;
    /** Beacons from one that announces frames to groups to the next; 1 unless given. */
    readonly dtim?: number;
    /** How many four-way handshakes it leaves without an answer, as at the edge of its range. */
    readonly silentHandshakes?: number;
}

/** A locally administered address that depends on the name only. */
function addressOf(ssid: string): Uint8Array {
    let hash = 0x811c_9dc5;
    for (const byte of Buffer.from(ssid)) hash = Math.imul(hash ^ byte, 0x0100_0193) >>> 0;
    return Uint8Array.of(0x02, 0xa9, hash >>> 24, (hash >>> 16) & 0xff, (hash >>> 8) & 0xff, hash & 0xff);
}

/** An access point with everything filled in. */
export interface Beacon {
    readonly ssid: string;
    readonly bssid: Uint8Array;
    channel: number;
    rssi: number;
    readonly security: Security;
    readonly passphrase: string;
    readonly dtim: number;
    silentHandshakes: number;
}

function completed(point: AccessPoint): Beacon {
    const { ssid, passphrase = "" } = point;
    return {
        ssid,
        bssid: point.bssid ?? addressOf(ssid),
        channel: point.channel ?? 6,
        rssi: point.rssi ?? -50,
        security: point.security ?? (passphrase === "" ? "open" : "wpa2"),
        passphrase,
        dtim: point.dtim ?? 1,
        silentHandshakes: point.silentHandshakes ?? 0,
    };
}

export class Air {
    /** Set by the radio: an access point has fallen silent, or can hardly be heard. */
    onSilence: (beacon: Beacon) => void = () => undefined;
    private readonly list: Beacon[] = [];

    constructor(points: readonly AccessPoint[] = []) {
        for (const point of points) this.add(point);
    }

    /** Those that a scan finds. */
    get beacons(): readonly Beacon[] {
        return this.list.filter(({ rssi }) => rssi >= HEARS_BEACONS);
    }

    /** Whether frames to and from it arrive. */
    reaches(beacon: Beacon): boolean {
        return beacon.rssi >= HEARS_FRAMES && this.list.includes(beacon);
    }

    add(point: AccessPoint): void {
        this.list.push(completed(point));
    }

    /**
     * Switches off every access point of that name; stations that are associated notice when
     * beacons are missing.
     */
    remove(ssid: string): void {
        for (const beacon of this.list.filter((each) => each.ssid === ssid)) {
            this.list.splice(this.list.indexOf(beacon), 1);
            this.onSilence(beacon);
        }
    }

    /** Makes every access point of that name as strong as this, in dBm. */
    fade(ssid: string, rssi: number): void {
        for (const beacon of this.list.filter((each) => each.ssid === ssid)) {
            beacon.rssi = rssi;
            if (!this.reaches(beacon)) this.onSilence(beacon);
        }
    }

    /**
     * Every access point of that name goes to another channel. Stations follow one that has
     * announced it (IEEE 802.11-2020, 11.8.8); of any other they miss the beacons.
     */
    move(ssid: string, channel: number, announced: boolean): void {
        for (const [index, beacon] of this.list.entries()) {
            if (beacon.ssid !== ssid) continue;
            if (announced) {
                beacon.channel = channel;
                continue;
            }
            this.list[index] = { ...beacon, channel };
            this.onSilence(beacon);
        }
    }

    /** The access points of that name, the strongest first; `bssid` narrows it to one. */
    find(ssid: string, bssid?: Uint8Array): Beacon[] {
        const named = this.beacons.filter(
            (each) => each.ssid === ssid && (bssid === undefined || sameBytes(each.bssid, bssid)),
        );
        return named.sort((left, right) => right.rssi - left.rssi);
    }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
    return Buffer.compare(left, right) === 0;
}
