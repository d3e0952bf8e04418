/**
 * The CYW43439 of a Pico W, as its driver sees it: power, the bus and its registers, backplane and
 * firmware download; behind them `Wlan` does what the chip's firmware does, which is neither run
 * nor needed. Behaviour is what cyw43-driver expects, see docs/decisions/016-radio-model.md.
 */
import type { Time, TimeAlarm } from "../board-time.ts";
import type { EthernetAttachment } from "../network/ethernet.ts";
import { Air } from "./air.ts";
import { Backplane } from "./backplane.ts";
import { BusRegisters, COMMAND_ERROR, DATA_ERROR, F2_READ_UNDERFLOW } from "./bus-registers.ts";
import type { Request } from "./control.ts";
import type { WlanEvent } from "./events.ts";
import { type BusTarget, type Command, GspiPort } from "./gspi.ts";
import { Pins } from "./pins.ts";
import { TransmitQueue } from "./sdpcm.ts";
import { defaultTiming, type RadioTiming } from "./station.ts";
import { Wlan } from "./wlan.ts";

export interface RadioOptions {
    readonly air?: Air;
    /** The address in the chip's one-time memory; one of Raspberry Pi's unless given. */
    readonly mac?: Uint8Array;
    readonly timing?: Partial<RadioTiming>;
    /** False: frames come at once also where the host lets the radio sleep. */
    readonly savesPower?: boolean;
}

const BUS = 0;
const BACKPLANE = 1;
const PACKETS = 2;
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
    /**
     * How long the answer to a command takes, in milliseconds; Infinity for no answer. Nothing
     * unless set.
     */
    answerDelay: ((request: Request) => number) | undefined;
    private readonly registers = new BusRegisters(this);
    private readonly backplane: Backplane;
    private readonly timing: RadioTiming;
    private readonly mac: Uint8Array;
    private readonly savesPower: boolean;
    private wlan: Wlan;
    private powered = false;
    private coreRuns = false;
    private clockAlarm: TimeAlarm | undefined;

    constructor(
        private time: Time,
        options: RadioOptions = {},
    ) {
        this.air = options.air ?? new Air();
        this.timing = { ...defaultTiming, ...options.timing };
        this.mac = options.mac ?? DEFAULT_MAC;
        this.savesPower = options.savesPower ?? true;
        this.backplane = new Backplane({
            coreStarted: (problem) => {
                this.startCore(problem);
            },
            frameDropped: () => {
                this.toHost.take();
            },
        });
        this.air.onSilence = (beacon) => {
            this.wlan.silent(beacon);
        };
        this.wlan = this.newWlan();
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
        this.wlan = this.newWlan();
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

    /**
     * The address in the chip that an address of function 1 means, through the window; undefined
     * for registers of the bus.
     */
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
            if (this.mayMovePackets("write")) this.wlan.packet(bytes);
        } else {
            this.registers.latch(COMMAND_ERROR);
        }
        this.onWake();
    }

    // The network

    get linkUp(): boolean {
        return this.wlan.linkUp;
    }

    /** The name of the network that the board is in. */
    get ssid(): string | undefined {
        return this.wlan.ssid;
    }

    deliver(frame: Uint8Array): boolean {
        return this.wlan.deliver(frame);
    }

    /** The network goes without a word. */
    loseLink(): void {
        this.wlan.loseLink();
    }

    /** The access point sends the station away. */
    deauthenticate(): void {
        this.wlan.deauthenticate();
    }

    // Faults

    /** Reads of the status register that give all ones. */
    set deafReads(count: number) {
        this.registers.deafReads = count;
    }

    /**
     * Takes the credit away, or gives it back: packets beyond the last one that the host may send.
     */
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
        this.wlan.sendEvent(event);
    }

    private newWlan(): Wlan {
        const { time, air, timing, mac, pins, toHost, savesPower } = this;
        return new Wlan({
            ...{ time, air, timing, mac, pins, toHost, savesPower },
            answerDelay: (request) => this.answerDelay?.(request) ?? 0,
            frame: (frame) => {
                this.onFrame(frame);
            },
            linkChanged: (up) => {
                this.onLinkChange(up);
            },
            queued: () => {
                this.onWake();
            },
            complain: (what) => {
                this.complain(what);
            },
        });
    }

    private forget(): void {
        this.wlan.end();
        this.clockAlarm?.cancel();
        this.registers.reset();
        this.backplane.reset();
        this.toHost.reset();
        this.pins.reset();
        this.port.select();
        this.coreRuns = false;
        this.wlan = this.newWlan();
    }

    private startCore(problem: string | undefined): void {
        if (problem !== undefined) {
            this.complain(`the core cannot run: ${problem}`);
            return;
        }
        this.clockAlarm = this.time.createAlarm(() => {
            this.backplane.highThroughputClock = true;
            this.coreRuns = true;
            this.onWake();
        });
        this.clockAlarm.schedule(this.timing.clock * NANOS_PER_MILLI);
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
        if (this.backplane.chipAddress(address) !== undefined && this.backplane.asleep)
            this.complain(`write to the backplane at 0x${address.toString(16)} while the bus sleeps`);
        this.backplane.write(address, bytes);
    }

    private mayMovePackets(what: string): boolean {
        if (this.coreRuns && !this.backplane.asleep) return true;
        this.complain(`${what} of a packet while the ${this.coreRuns ? "bus sleeps" : "core does not run"}`);
        return false;
    }

    private complain(what: string): void {
        if (this.complaints.length < KEPT_COMPLAINTS) this.complaints.push(what);
    }
}
