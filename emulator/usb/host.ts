/**
 * A computer at the other end of the board's USB cable: it notices the device, resets and
 * enumerates it, and has drivers for its console and its network. It stays while the board
 * restarts.
 */
import type { Chip } from "../chip.ts";
import type { Alarm } from "../clock.ts";
import { Bus } from "./bus.ts";
import { AcmPort, findAcm } from "./cdc-acm.ts";
import { ControlPipe, ScriptRunner, type ControlResult, type Script, type Setup } from "./control.ts";
import { DescriptorError } from "./descriptors.ts";
import { enumerate, readFirst, type UsbDevice } from "./enumeration.ts";
import { findNcm, NcmPort, UsbEthernet } from "./ncm.ts";
import { linux, type HostProfile } from "./profiles.ts";

/**
 * A host waits before it believes a new device, holds the reset, and lets the device recover (USB
 * 2.0, 7.1.7.5).
 */
const ATTACH_NANOS = 10e6;
const RESET_NANOS = 10e6;
const RECOVERY_NANOS = 10e6;
/** Silence after which a device takes the bus for suspended. */
const IDLE_NANOS = 3e6;

export type UsbState = "detached" | "resetting" | "enumerating" | "configured" | "suspended" | "failed";

export interface UsbHostOptions {
    /** Which system the host runs; Linux unless given. */
    profile?: HostProfile;
    /**
     * False leaves out start-of-frame packets, as no real host does: it shows what a device does
     * without them.
     */
    startOfFrame?: boolean;
    onState?: (state: UsbState) => void;
}

/** The serial port of whichever device is there. */
class UsbConsole {
    port: AcmPort | undefined;

    get open(): boolean {
        return this.port !== undefined;
    }

    /** Sends to the device; false where it has no console now. */
    write(data: Uint8Array): boolean {
        this.port?.write(data);
        return this.open;
    }
}

/** What belongs to one life of the chip. */
interface Cable {
    bus: Bus;
    pipe: ControlPipe;
    scripts: ScriptRunner;
    timer: Alarm;
}

export class UsbHost {
    readonly ethernet = new UsbEthernet();
    readonly console = new UsbConsole();
    /** What the device's serial port sends. */
    onConsole: (data: Uint8Array) => void = () => undefined;
    /** What enumeration read of the device that is there. */
    device: UsbDevice | undefined;
    /** Why enumeration failed, one line. */
    problem: string | undefined;
    private current: UsbState = "detached";
    private cable: Cable | undefined;
    private plugged = true;
    private afterTimer: () => void = () => undefined;
    private readonly profile: HostProfile;
    /** Times that the device which is there may still be enumerated. */
    private attemptsLeft = 0;

    constructor(private readonly options: UsbHostOptions = {}) {
        this.profile = options.profile ?? linux;
    }

    get state(): UsbState {
        return this.current;
    }

    /**
     * Errors of data toggles seen by either side, and packets that did not fit: all 0 with a
     * correct device.
     */
    get wireErrors(): { host: number; device: number; overflows: number } {
        const controller = this.cable?.bus.controller;
        return {
            host: (this.ethernet.port?.toggleErrors ?? 0) + (this.console.port?.input?.toggleErrors ?? 0),
            device: controller?.toggleErrors ?? 0,
            overflows: controller?.overflows ?? 0,
        };
    }

    /** Packets moved in this life of the chip. */
    get packets(): number {
        return this.cable?.bus.packets ?? 0;
    }

    /** Connects the cable to a chip that has just left reset; the previous chip is forgotten. */
    plugInto(chip: Chip): void {
        this.forgetDevice();
        const bus = new Bus(
            chip,
            { onPullUp: (on) => this.pullUpChanged(on) },
            { startOfFrame: this.options.startOfFrame ?? true },
        );
        const createAlarm = (callback: () => void): Alarm => chip.clock.createAlarm(callback);
        const pipe = new ControlPipe(bus, createAlarm, this.profile.controlTimeout);
        const scripts = new ScriptRunner(pipe, createAlarm);
        this.cable = { bus, pipe, scripts, timer: createAlarm(() => this.afterTimer()) };
        this.setState("detached");
    }

    /** Pulls the cable out: the device, which cannot see that, finds the bus idle. */
    unplug(): void {
        this.plugged = false;
        this.forgetDevice();
        this.setState("detached");
        this.after(IDLE_NANOS, () => this.cable?.bus.controller.suspend());
    }

    replug(): void {
        this.plugged = true;
        this.attach();
    }

    /** Resets the bus at any time; the device is enumerated anew. */
    resetBus(): void {
        this.attemptsLeft = this.profile.attempts;
        this.attempt();
    }

    private attempt(): void {
        const { cable } = this;
        if (cable === undefined || !this.plugged || !cable.bus.controller.pullUp) return;
        this.attemptsLeft--;
        this.reset(cable, () => this.enumerate(cable));
    }

    private reset(cable: Cable, then: () => void): void {
        this.forgetDevice();
        this.setState("resetting");
        cable.bus.controller.busReset();
        this.after(RESET_NANOS + RECOVERY_NANOS, () => {
            cable.bus.add(cable.pipe);
            cable.bus.start();
            then();
        });
    }

    /** Silences the bus; a device must stop sending. */
    suspend(): void {
        const { cable } = this;
        if (cable === undefined || this.current !== "configured") return;
        cable.bus.stop();
        this.setState("suspended");
        this.after(IDLE_NANOS, () => cable.bus.controller.suspend());
    }

    resume(): void {
        const { cable } = this;
        if (cable === undefined || this.current !== "suspended") return;
        cable.timer.cancel();
        cable.bus.controller.resume();
        this.setState("configured");
        cable.bus.start();
    }

    /** Adds to what the host does on endpoint 0; forgotten where no device is configured. */
    run(script: Script): void {
        if (this.current === "configured" || this.current === "suspended") this.cable?.scripts.add(script);
    }

    /** Opens the serial port anew, at another rate; 1200 baud ask for the boot loader. */
    openConsole(baudRate: number): void {
        const { port } = this.console;
        if (port !== undefined) this.run(port.open(baudRate));
    }

    /** One control transfer. */
    request(setup: Setup, done: (result: ControlResult) => void): void {
        this.run(
            (function* (): Script {
                done(yield { setup });
            })(),
        );
    }

    private pullUpChanged(on: boolean): void {
        if (!this.plugged) return;
        if (on) {
            this.attach();
            return;
        }
        this.forgetDevice();
        this.setState("detached");
    }

    private attach(): void {
        if (this.cable?.bus.controller.pullUp === true) this.after(ATTACH_NANOS, () => this.resetBus());
    }

    private enumerate(cable: Cable): void {
        this.setState("enumerating");
        cable.scripts.add(this.meet(cable));
    }

    private *meet(cable: Cable): Script {
        try {
            yield* readFirst(this.profile);
        } catch (error) {
            this.failed(error);
            return;
        }
        if (!this.profile.resetsTwice) cable.scripts.add(this.configure(cable));
        else this.after(0, () => this.reset(cable, () => cable.scripts.add(this.configure(cable))));
    }

    private *configure(cable: Cable): Script {
        try {
            this.setState("enumerating");
            this.device = yield* enumerate(cable.pipe, this.profile);
        } catch (error) {
            this.failed(error);
            return;
        }
        this.problem = undefined;
        this.setState("configured");
        try {
            yield* this.startDrivers(cable, this.device);
        } catch (error) {
            this.attemptsLeft = 0;
            this.failed(error);
        }
    }

    /** A device that could not be enumerated is reset and tried again, some times. */
    private failed(error: unknown): void {
        if (!(error instanceof DescriptorError)) throw error;
        this.problem = error.message;
        if (this.attemptsLeft > 0) this.after(0, () => this.attempt());
        else this.setState("failed");
    }

    private *startDrivers(cable: Cable, device: UsbDevice): Script {
        const acm = findAcm(device.configuration);
        if (acm !== undefined) {
            const port = new AcmPort(cable.bus, acm, (data) => this.onConsole(data));
            yield* port.open();
            this.console.port = port;
        }
        const ncm = findNcm(device.configuration);
        if (ncm !== undefined) {
            const port = new NcmPort(cable.bus, device, ncm, this.ethernet.counters, {
                onFrame: (frame) => this.ethernet.onFrame(frame),
                onLinkChange: (up) => this.ethernet.onLinkChange(up),
                run: (script) => this.run(script),
            });
            this.ethernet.port = port;
            yield* port.open(this.profile);
        }
    }

    /** Ends everything with the device that was there. */
    private forgetDevice(): void {
        const { cable } = this;
        this.device = undefined;
        this.console.port = undefined;
        this.ethernet.detach();
        if (cable === undefined) return;
        cable.timer.cancel();
        cable.bus.stop();
        cable.bus.removeAll();
        cable.scripts.abandon();
        cable.pipe.address = 0;
    }

    private after(nanos: number, action: () => void): void {
        this.afterTimer = action;
        this.cable?.timer.schedule(nanos);
    }

    private setState(state: UsbState): void {
        if (this.current === state) return;
        this.current = state;
        this.options.onState?.(state);
    }
}

/**
 * A host on the cable of this one life of a chip; a `Board` connects its own through every reset.
 */
export function attachUsbHost(chip: Chip, options: UsbHostOptions = {}): UsbHost {
    const host = new UsbHost(options);
    host.plugInto(chip);
    return host;
}
