/**
 * The station in the chip: it joins a network, proves the passphrase, loses the network, and tells
 * the host by events. What it tells, and in which order, is what `cyw43_cb_process_async_event` in
 * cyw43-driver acts on.
 */
import type { Time, TimeAlarm } from "../board-time.ts";
import type { Air, Beacon } from "./air.ts";
import { EventType, type WlanEvent } from "./events.ts";
import { scanRecord } from "./scan-record.ts";

/** How long things take, in milliseconds. */
export interface RadioTiming {
    /**
     * From the start of the core to its fast clock; cyw43-driver says that it takes about 29 ms.
     */
    readonly clock: number;
    /** Finding an access point and being let in. */
    readonly association: number;
    /**
     * Until the chip gives up on an authentication without an answer, which it tries three times.
     * How long real ones take is not known: longer than firmware doubts a refusal is the harder
     * case.
     */
    readonly authentication: number;
    /** The four messages that prove the passphrase. */
    readonly handshake: number;
    /** Until the chip gives up on a handshake without an answer. */
    readonly handshakeTimeout: number;
    /** Until the chip gives up on a network that is not there. */
    readonly absence: number;
    /** Between two access points of a scan. */
    readonly scanStep: number;
    /** From leaving a network until the host is told; real ones take 5 to 200. */
    readonly farewell: number;
    /** From the last beacon of the access point until the chip says that it is gone. */
    readonly silence: number;
}

export const defaultTiming: RadioTiming = {
    clock: 29,
    association: 60,
    authentication: 1500,
    handshake: 40,
    handshakeTimeout: 5000,
    absence: 1500,
    scanStep: 20,
    farewell: 0,
    silence: 1000,
};

/** What the host has asked for before it says "join". */
export interface JoinRequest {
    readonly ssid: string;
    readonly bssid?: Uint8Array;
    /** WPA authentication as a bit set: 4 WPA, 0x80 WPA2, 0 none. */
    readonly wpaAuth: number;
    readonly passphrase: string;
}

export const WPA = 0x04;
export const WPA2 = 0x80;

const FAILED = 1;
const NO_ANSWER = 2;
const NO_NETWORKS = 3;
const PARTIAL = 8;
const KEYED = 6;
const WAITING_FOR_MESSAGE_1 = 4;
const WAITING_FOR_MESSAGE_3 = 8;
const REASON_KEY_TIMEOUT = 15;
const REASON_MESSAGE_INTEGRITY = 14;
const PRUNED_ENCRYPTION = 1;
const PRUNED_RSN = 8;
const DEAUTH_LEAVING = 2;
const LINK_UP = 1;

const AUTHENTICATIONS = 3;

const NANOS_PER_MILLI = 1e6;

export interface StationListener {
    event(event: WlanEvent): void;
    linkChanged(up: boolean): void;
}

export class Station {
    /** The access point whose network the station is in, keys proved. */
    private joined: Beacon | undefined;
    private readonly pending = new Set<TimeAlarm>();
    private farewell: TimeAlarm | undefined;

    constructor(
        private readonly time: Time,
        private readonly air: Air,
        private readonly timing: RadioTiming,
        private readonly listener: StationListener,
    ) {}

    get network(): Beacon | undefined {
        return this.joined;
    }

    /** Whether frames come and go: a network that has gone is missed only after a while. */
    get isInReach(): boolean {
        return this.joined !== undefined && this.air.reaches(this.joined);
    }

    /** Joins, or tells by events why not. Forgets a join under way. */
    join(request: JoinRequest): void {
        this.cancel();
        if (this.joined !== undefined) this.loseLink();
        const [beacon] = this.air.find(request.ssid, request.bssid);
        const { absence, association } = this.timing;
        if (beacon === undefined) {
            this.later(absence, { type: EventType.setSsid, status: NO_NETWORKS });
            return;
        }
        const pruned = refusal(beacon, request.wpaAuth);
        if (pruned !== undefined) {
            this.later(association, { type: EventType.prune, reason: pruned, address: beacon.bssid });
            // A mismatch of WPA versions is tried again by the driver; anything else is the end of
            // the attempt.
            if (pruned !== PRUNED_RSN) this.later(absence, { type: EventType.setSsid, status: NO_NETWORKS });
            return;
        }
        this.after(association, () => {
            this.authenticate(beacon, request, AUTHENTICATIONS);
        });
    }

    /** The host leaves the network. */
    leave(): void {
        this.cancel();
        const beacon = this.joined;
        if (beacon === undefined) return;
        this.joined = undefined;
        // Said also where the host is in another network by then.
        this.bid(() => {
            this.listener.event({ type: EventType.disassoc, address: beacon.bssid });
            this.tellLinkLost(beacon);
        });
        this.listener.linkChanged(false);
    }

    /** The network goes without a word. */
    loseLink(): void {
        const beacon = this.joined;
        if (beacon === undefined) return;
        this.joined = undefined;
        this.tellLinkLost(beacon);
        this.listener.linkChanged(false);
    }

    /** The access point sends the station away. */
    deauthenticate(): void {
        const beacon = this.joined;
        if (beacon === undefined) return;
        this.listener.event({ type: EventType.deauthIndication, reason: DEAUTH_LEAVING, address: beacon.bssid });
    }

    /** Beacons of an access point are missing. */
    silent(beacon: Beacon): void {
        if (this.joined !== beacon) return;
        this.after(this.timing.silence, () => {
            if (this.joined === beacon && !this.isInReach) this.loseLink();
        });
    }

    /** Looks for access points and tells of each, then of the end. */
    scan(): void {
        const { scanStep } = this.timing;
        const beacons = this.air.beacons;
        for (const [index, beacon] of beacons.entries()) {
            const data = scanRecord(beacon);
            this.later(scanStep * (index + 1), {
                type: EventType.scanResult,
                status: PARTIAL,
                address: beacon.bssid,
                data,
            });
        }
        this.later(scanStep * (beacons.length + 1), { type: EventType.scanResult });
    }

    /** Forgets everything without a word: the power is gone. */
    reset(): void {
        this.cancel();
        this.farewell?.cancel();
        const wasUp = this.joined !== undefined;
        this.joined = undefined;
        if (wasUp) this.listener.linkChanged(false);
    }

    private tellLinkLost({ bssid }: Beacon): void {
        this.listener.event({ type: EventType.link, reason: 1, address: bssid });
    }

    private bid(farewell: () => void): void {
        if (this.timing.farewell === 0) {
            farewell();
            return;
        }
        this.farewell = this.time.createAlarm(farewell);
        this.farewell.schedule(this.timing.farewell * NANOS_PER_MILLI);
    }

    private authenticate(beacon: Beacon, request: JoinRequest, tries: number): void {
        if (this.air.reaches(beacon)) {
            this.associated(beacon, request);
            return;
        }
        this.after(this.timing.authentication, () => {
            this.listener.event({ type: EventType.auth, status: NO_ANSWER, address: beacon.bssid });
            if (tries > 1) this.authenticate(beacon, request, tries - 1);
            else this.listener.event({ type: EventType.setSsid, status: FAILED, address: beacon.bssid });
        });
    }

    private associated(beacon: Beacon, request: JoinRequest): void {
        const address = beacon.bssid;
        this.listener.event({ type: EventType.auth, address });
        this.listener.event({ type: EventType.assoc, address });
        if (beacon.security === "open") {
            this.connected(beacon);
            return;
        }
        const { handshake, handshakeTimeout } = this.timing;
        if (beacon.silentHandshakes > 0) {
            beacon.silentHandshakes--;
            this.later(handshakeTimeout, {
                type: EventType.pskSupplicant,
                status: WAITING_FOR_MESSAGE_1,
                reason: REASON_KEY_TIMEOUT,
                address,
            });
        } else if (beacon.passphrase === request.passphrase) {
            this.after(handshake, () => {
                this.connected(beacon);
            });
        } else {
            // Nothing may follow: a failed join after it would hide from the driver that the
            // passphrase was the reason.
            this.later(handshake, {
                type: EventType.pskSupplicant,
                status: WAITING_FOR_MESSAGE_3,
                reason: REASON_MESSAGE_INTEGRITY,
                address,
            });
        }
    }

    private connected(beacon: Beacon): void {
        const address = beacon.bssid;
        this.joined = beacon;
        this.listener.event({ type: EventType.link, flags: LINK_UP, address });
        if (beacon.security !== "open") this.listener.event({ type: EventType.pskSupplicant, status: KEYED, address });
        this.listener.event({ type: EventType.setSsid, address });
        this.listener.linkChanged(true);
    }

    private later(millis: number, event: WlanEvent): void {
        this.after(millis, () => {
            this.listener.event(event);
        });
    }

    private after(millis: number, action: () => void): void {
        const alarm = this.time.createAlarm(() => {
            this.pending.delete(alarm);
            action();
        });
        this.pending.add(alarm);
        alarm.schedule(millis * NANOS_PER_MILLI);
    }

    private cancel(): void {
        for (const alarm of this.pending) alarm.cancel();
        this.pending.clear();
    }
}

/** Why the access point is no candidate for what the host wants, or undefined. */
function refusal(beacon: Beacon, wpaAuth: number): number | undefined {
    if (beacon.security === "open") return wpaAuth === 0 ? undefined : PRUNED_ENCRYPTION;
    if (wpaAuth === 0) return PRUNED_ENCRYPTION;
    const wanted = beacon.security === "wpa" ? WPA : WPA2;
    return (wpaAuth & wanted) === 0 ? PRUNED_RSN : undefined;
}
