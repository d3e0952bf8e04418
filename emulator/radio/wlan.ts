/**
 * What the chip's firmware does with packets: it carries out commands, sends events, and passes
 * frames between the host and the network. One life, from power-on to power-off.
 */
import type { Time, TimeAlarm } from "../board-time.ts";
import type { Air, Beacon } from "./air.ts";
import { handlersOf, Personality } from "./commands.ts";
import { Control, type Request } from "./control.ts";
import { eventFrame, type WlanEvent } from "./events.ts";
import type { Pins } from "./pins.ts";
import { PowerSaving } from "./power-saving.ts";
import { parseHostPacket, type TransmitQueue } from "./sdpcm.ts";
import { type RadioTiming, Station } from "./station.ts";

const BDC_HEADER = 4;
const BDC_VERSION = 0x20;
const SHORTEST_FRAME = 14;
const LONGEST_FRAME = 1514;
const NANOS_PER_MILLI = 1e6;

/** What surrounds the firmware. */
export interface WlanSurroundings {
    readonly time: Time;
    readonly air: Air;
    readonly timing: RadioTiming;
    readonly mac: Uint8Array;
    readonly savesPower: boolean;
    readonly pins: Pins;
    readonly toHost: TransmitQueue;
    /** Milliseconds until a command is answered. */
    answerDelay(request: Request): number;
    /** A frame for the network; valid during the call only. */
    frame(frame: Uint8Array): void;
    linkChanged(up: boolean): void;
    /** Something has been queued for the host. */
    queued(): void;
    /** The host did what a correct driver never does. */
    complain(what: string): void;
}

export class Wlan {
    private readonly chip: Personality;
    private readonly power: PowerSaving;
    private readonly control: Control;
    private readonly station: Station;
    private readonly delayed = new Set<TimeAlarm>();

    constructor(private readonly around: WlanSurroundings) {
        const { time, air, timing, mac, pins, savesPower } = around;
        this.power = new PowerSaving(time, savesPower, () => this.station.network?.dtim ?? 1);
        this.chip = new Personality(mac, this.power);
        this.station = new Station(time, air, timing, {
            event: (event) => {
                const wanted = ((this.chip.eventMask[event.type >> 3] ?? 0) >> (event.type & 7)) & 1;
                if (wanted === 1) this.sendEvent(event);
            },
            linkChanged: (up) => {
                if (!up) this.power.forget();
                around.linkChanged(up);
            },
        });
        this.control = new Control(handlersOf(this.chip, this.station, pins));
    }

    get linkUp(): boolean {
        return this.station.network !== undefined;
    }

    /** The name of the network that the station is in. */
    get ssid(): string | undefined {
        return this.station.network?.ssid;
    }

    /** The power is gone. */
    end(): void {
        this.station.reset();
        this.power.forget();
        for (const alarm of this.delayed) alarm.cancel();
        this.delayed.clear();
    }

    loseLink(): void {
        this.station.loseLink();
    }

    deauthenticate(): void {
        this.station.deauthenticate();
    }

    /** An access point has fallen silent. */
    silent(beacon: Beacon): void {
        this.station.silent(beacon);
    }

    sendEvent(event: WlanEvent): void {
        this.around.toHost.send("event", withBdcHeader(eventFrame(event, this.chip.mac)));
        this.around.queued();
    }

    /** A frame from the network; false where it is lost. */
    deliver(frame: Uint8Array): boolean {
        if (!this.station.isInReach || !isFrame(frame)) return false;
        if (!this.accepts(frame)) return true;
        // A copy: the frame is the caller's again when this returns.
        const body = withBdcHeader(frame);
        return this.power.deliver(isGroup(frame), () => {
            this.power.packet();
            const sent = this.around.toHost.send("data", body);
            this.around.queued();
            return sent;
        });
    }

    /** A packet from the host. */
    packet(bytes: Uint8Array): void {
        const { toHost } = this.around;
        const packet = parseHostPacket(bytes);
        if (typeof packet === "string") {
            this.around.complain(packet);
            return;
        }
        const { sequence, channel, body } = packet;
        if (!toHost.received(sequence)) this.around.complain(`packet out of sequence: ${String(sequence)}`);
        if (channel === "control") this.command(body);
        else if (channel === "data") this.data(body);
        else this.around.complain("event from the host");
    }

    private command(body: Uint8Array): void {
        const answer = this.control.handle(body);
        if (typeof answer === "string") {
            this.around.complain(answer);
            return;
        }
        const send = (): void => {
            this.around.toHost.send("control", answer.body);
            answer.afterwards?.();
            this.around.queued();
        };
        const delay = this.around.answerDelay(answer.request);
        if (delay === 0) send();
        else if (delay !== Infinity) this.after(delay, send);
    }

    private data(body: Uint8Array): void {
        const frame = body.subarray(BDC_HEADER + 4 * (body[3] ?? 0));
        if (!isFrame(frame)) {
            this.around.complain(`frame of ${String(frame.length)} bytes`);
        } else if (this.station.isInReach) {
            this.power.packet();
            this.around.frame(frame);
        }
        if (this.around.toHost.creditWindow > 0) this.around.toHost.sendCredit();
    }

    /**
     * What the access point and the chip's filter let through: its own address, broadcast, and
     * groups that the host listed.
     */
    private accepts(frame: Uint8Array): boolean {
        const destination = frame.subarray(0, 6);
        const { mac, multicast } = this.chip;
        if (!isGroup(frame)) return Buffer.compare(destination, mac) === 0;
        const broadcast = destination.every((byte) => byte === 0xff);
        return broadcast || multicast.some((each) => Buffer.compare(each, destination) === 0);
    }

    private after(millis: number, action: () => void): void {
        const alarm = this.around.time.createAlarm(() => {
            this.delayed.delete(alarm);
            action();
        });
        this.delayed.add(alarm);
        alarm.schedule(millis * NANOS_PER_MILLI);
    }
}

function isFrame(bytes: Uint8Array): boolean {
    return bytes.length >= SHORTEST_FRAME && bytes.length <= LONGEST_FRAME;
}

function isGroup(frame: Uint8Array): boolean {
    return ((frame[0] ?? 0) & 1) === 1;
}

function withBdcHeader(frame: Uint8Array): Uint8Array {
    const body = new Uint8Array(BDC_HEADER + frame.length);
    body[0] = BDC_VERSION;
    body.set(frame, BDC_HEADER);
    return body;
}
