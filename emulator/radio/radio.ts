/**
 * The CYW43439 of a Pico W, as its driver sees it: power, the bus and its registers, backplane, firmware download, packets, commands and
 * events, and a station in an air of access points. It neither runs the chip's firmware nor needs it. Behaviour is that of
 * cyw43-driver's expectations, see docs/decisions/radio-model.md.
 */
import type { Time, TimeAlarm } from "../board-time.ts";
import type { EthernetAttachment } from "../network/ethernet.ts";
import { Air } from "./air.ts";
import { Backplane } from "./backplane.ts";
import { BusRegisters, COMMAND_ERROR, DATA_ERROR, F2_READ_UNDERFLOW } from "./bus-registers.ts";
import { handlersOf, Personality } from "./commands.ts";
import { Control, type Request } from "./control.ts";
import { eventFrame, type WlanEvent } from "./events.ts";
import { type BusTarget, type Command, GspiPort } from "./gspi.ts";
import { Pins } from "./pins.ts";
import { parseHostPacket, TransmitQueue } from "./sdpcm.ts";
import { defaultTiming, type RadioTiming, Station } from "./station.ts";

export interface RadioOptions {
    readonly air?: Air;
    /** The address in the chip's one-time memory; one of Raspberry Pi's unless given. */
    readonly mac?: Uint8Array;
    readonly timing?: Partial<RadioTiming>;
}

const BUS = 0;
const BACKPLANE = 1;
const PACKETS = 2;
const BDC_HEADER = 4;
const BDC_VERSION = 0x20;
const SHORTEST_FRAME = 14;
const LONGEST_FRAME = 1514;
const KEPT_COMPLAINTS = 100;
const NANOS_PER_MILLI = 1e6;
const DEFAULT_MAC = Uint8Array.of(0x28, 0xcd, 0xc1, 0x10, 0x20, 0x30);

export class Radio implements EthernetAttachment, BusTarget {
    readonly air: Air;
    readonly pins = new Pins();
    readonly port = new GspiPort(this);
    readonly toHost = new TransmitQueue();
    /** What the host did that a correct driver never does, in words; the first hundred. */
    readonly complaints: string[] = [];
    onFrame: (frame: Uint8Array) => void = () => undefined;
    onLinkChange: (up: boolean) => void = () => undefined;
    /** Called when the level of the host-wake line may have changed. */
    onWake: () => void = () => undefined;
    /** Called when the chip's power goes on or off, before it does anything. */
    onPower: ((on: boolean) => void) | undefined;
    /** How long the answer to a command takes, in milliseconds; Infinity for no answer. Nothing unless set. */
    answerDelay: ((request: Request) => number) | undefined;
    private readonly registers = new BusRegisters(this);
    private readonly backplane: Backplane;
    private readonly timing: RadioTiming;
    private readonly mac: Uint8Array;
    private chip: Personality;
    private control: Control;
    private station: Station;
    private powered = false;
    private coreRuns = false;
    private readonly delayed = new Set<TimeAlarm>();

    constructor(
        private time: Time,
        options: RadioOptions = {},
    ) {
        this.air = options.air ?? new Air();
        this.timing = { ...defaultTiming, ...options.timing };
        this.mac = options.mac ?? DEFAULT_MAC;
        this.backplane = new Backplane({
            coreStarted: (problem) => {
                this.startCore(problem);
            },
            frameDropped: () => {
                this.toHost.take();
            },
        });
        this.air.onSilence = (beacon) => {
            this.station.silent(beacon);
        };
        ({ chip: this.chip, station: this.station, control: this.control } = this.newFirmware());
    }

    // Power and time

    /** Level of WL_REG_ON. Without power the chip forgets everything. */
    setPower(on: boolean): void {
        if (on === this.powered) return;
        this.powered = on;
        this.onPower?.(on);
        if (!on) this.forget();
        this.onWake();
    }

    /** The time that counts from now on; the power must be off. */
    useTime(time: Time): void {
        this.setPower(false);
        this.time = time;
        ({ chip: this.chip, station: this.station, control: this.control } = this.newFirmware());
    }

    get running(): boolean {
        return this.coreRuns;
    }

    /** Level of the data line while the chip is not selected. */
    get hostWake(): boolean {
        return this.powered && this.registers.hostWake;
    }

    // The bus

    get wordLength32(): boolean {
        return this.registers.wordLength32;
    }

    /** Bytes before an answer of function 1. */
    get backplanePadding(): number {
        return this.registers.backplanePadding;
    }

    /** The address in the chip that an address of function 1 means, through the window; undefined for registers of the bus. */
    chipAddress(address: number): number | undefined {
        return this.backplane.chipAddress(address);
    }

    read(command: Command): Uint8Array {
        if (!this.powered) return new Uint8Array(0);
        const answer = this.answer(command);
        if (!this.registers.statusFollows) return answer;
        const withStatus = new Uint8Array(((answer.length + 3) & ~3) + 4);
        withStatus.set(answer);
        new DataView(withStatus.buffer).setUint32(withStatus.length - 4, this.registers.status, true);
        return withStatus;
    }

    write(command: Command, bytes: Uint8Array): void {
        if (!this.powered) return;
        if (bytes.length < command.length) {
            this.registers.latch(DATA_ERROR);
            this.complain(`write of ${String(command.length)} bytes ended after ${String(bytes.length)}`);
        } else if (command.function === BUS) {
            this.registers.write(command.address, bytes);
        } else if (command.function === BACKPLANE) {
            this.writeBackplane(command, bytes);
        } else if (command.function === PACKETS) {
            this.packet(bytes);
        } else {
            this.registers.latch(COMMAND_ERROR);
        }
        this.onWake();
    }

    // The network

    get linkUp(): boolean {
        return this.station.network !== undefined;
    }

    deliver(frame: Uint8Array): boolean {
        if (!this.linkUp || frame.length < SHORTEST_FRAME || frame.length > LONGEST_FRAME) return false;
        if (!this.accepts(frame)) return true;
        const sent = this.toHost.send("data", withBdcHeader(frame));
        this.onWake();
        return sent;
    }

    /** The network goes without a word. */
    loseLink(): void {
        this.station.loseLink();
    }

    /** The access point sends the station away. */
    deauthenticate(): void {
        this.station.deauthenticate();
    }

    // Faults

    /** Reads of the status register that give all ones. */
    set deafReads(count: number) {
        this.registers.deafReads = count;
    }

    /** Takes the credit away, or gives it back: packets beyond the last one that the host may send. */
    set creditWindow(packets: number) {
        this.toHost.creditWindow = packets;
        if (packets > 0 && this.coreRuns) this.toHost.sendCredit();
        this.onWake();
    }

    /** Sends bytes that are no proper packet; the status register announces `announced` bytes. */
    sendRaw(bytes: Uint8Array, announced = bytes.length): void {
        this.toHost.sendRaw(bytes, announced);
        this.onWake();
    }

    /** Sends an event, wanted or not. */
    sendEvent(event: WlanEvent): void {
        this.toHost.send("event", withBdcHeader(eventFrame(event, this.chip.mac)));
        this.onWake();
    }

    private newFirmware(): { chip: Personality; station: Station; control: Control } {
        const chip = new Personality(this.mac);
        const station = new Station(this.time, this.air, this.timing, {
            event: (event) => {
                const wanted = ((chip.eventMask[event.type >> 3] ?? 0) >> (event.type & 7)) & 1;
                if (wanted === 1) this.sendEvent(event);
            },
            linkChanged: (up) => {
                this.onLinkChange(up);
            },
        });
        return { chip, station, control: new Control(handlersOf(chip, station, this.pins)) };
    }

    private forget(): void {
        this.station.reset();
        for (const alarm of this.delayed) alarm.cancel();
        this.delayed.clear();
        this.registers.reset();
        this.backplane.reset();
        this.toHost.reset();
        this.pins.reset();
        this.port.select();
        this.coreRuns = false;
        ({ chip: this.chip, station: this.station, control: this.control } = this.newFirmware());
    }

    private startCore(problem: string | undefined): void {
        if (problem !== undefined) {
            this.complain(`the core cannot run: ${problem}`);
            return;
        }
        this.after(this.timing.clock, () => {
            this.backplane.highThroughputClock = true;
            this.coreRuns = true;
            this.onWake();
        });
    }

    private answer(command: Command): Uint8Array {
        const { address, length } = command;
        switch (command.function) {
            case BUS:
                return this.registers.read(address, length);
            case BACKPLANE: {
                const padding = this.backplanePadding;
                const bytes = new Uint8Array(padding + length);
                bytes.set(this.backplane.read(address, length), padding);
                return bytes;
            }
            case PACKETS:
                return this.takePacket(length);
            default:
                this.registers.latch(COMMAND_ERROR);
                return new Uint8Array(length);
        }
    }

    private takePacket(length: number): Uint8Array {
        const bytes = new Uint8Array(length);
        const packet = this.mayMovePackets("read") ? this.toHost.take() : undefined;
        if (packet === undefined) this.registers.latch(F2_READ_UNDERFLOW);
        else bytes.set(packet.subarray(0, length));
        return bytes;
    }

    private writeBackplane({ address }: Command, bytes: Uint8Array): void {
        if (this.backplane.chipAddress(address) !== undefined && this.backplane.asleep) {
            this.complain(`write to the backplane at 0x${address.toString(16)} while the bus sleeps`);
        }
        this.backplane.write(address, bytes);
    }

    private mayMovePackets(what: string): boolean {
        if (this.coreRuns && !this.backplane.asleep) return true;
        this.complain(`${what} of a packet while the ${this.coreRuns ? "bus sleeps" : "core does not run"}`);
        return false;
    }

    /** A packet from the host. */
    private packet(bytes: Uint8Array): void {
        if (!this.mayMovePackets("write")) return;
        const packet = parseHostPacket(bytes);
        if (typeof packet === "string") {
            this.complain(packet);
            return;
        }
        if (!this.toHost.received(packet.sequence)) this.complain(`packet out of sequence: ${String(packet.sequence)}`);
        if (packet.channel === "control") this.command(packet.body);
        else if (packet.channel === "data") this.data(packet.body);
        else this.complain("event from the host");
    }

    private command(body: Uint8Array): void {
        const answer = this.control.handle(body);
        if (typeof answer === "string") {
            this.complain(answer);
            return;
        }
        const send = (): void => {
            this.toHost.send("control", answer.body);
            answer.afterwards?.();
            this.onWake();
        };
        const delay = this.answerDelay?.(answer.request) ?? 0;
        if (delay === 0) send();
        else if (delay !== Infinity) this.after(delay, send);
    }

    private data(body: Uint8Array): void {
        const start = BDC_HEADER + 4 * (body[3] ?? 0);
        const frame = body.subarray(start);
        if (frame.length < SHORTEST_FRAME || frame.length > LONGEST_FRAME) {
            this.complain(`frame of ${String(frame.length)} bytes`);
        } else if (this.linkUp) {
            this.onFrame(frame);
        }
        if (this.toHost.creditWindow > 0) this.toHost.sendCredit();
    }

    /** What the access point and the chip's filter let through: its own address, broadcast, and groups that the host listed. */
    private accepts(frame: Uint8Array): boolean {
        const destination = frame.subarray(0, 6);
        const { mac, multicast } = this.chip;
        const group = ((destination[0] ?? 0) & 1) === 1;
        if (!group) return Buffer.compare(destination, mac) === 0;
        return (
            destination.every((byte) => byte === 0xff) ||
            multicast.some((each) => Buffer.compare(each, destination) === 0)
        );
    }

    private after(millis: number, action: () => void): void {
        const alarm = this.time.createAlarm(() => {
            this.delayed.delete(alarm);
            action();
        });
        this.delayed.add(alarm);
        alarm.schedule(millis * NANOS_PER_MILLI);
    }

    private complain(what: string): void {
        if (this.complaints.length < KEPT_COMPLAINTS) this.complaints.push(what);
    }
}

function withBdcHeader(frame: Uint8Array): Uint8Array {
    const body = new Uint8Array(BDC_HEADER + frame.length);
    body[0] = BDC_VERSION;
    body.set(frame, BDC_HEADER);
    return body;
}
