/**
 * What a host asks of a new device before its drivers take over, in its own order. It reads
 * descriptors and assumes nothing about them.
 */
import {
    DescriptorError,
    DescriptorType,
    parseConfiguration,
    parseDevice,
    parseString,
    splitDescriptors,
    viewOf,
    type ConfigurationDescriptor,
    type DeviceDescriptor,
} from "./descriptors.ts";
import { control, pause, type ControlPipe, type ControlResult, type Script } from "./control.ts";
import type { HostProfile } from "./profiles.ts";

/** Everything that the host read. */
export interface UsbDevice {
    address: number;
    descriptor: DeviceDescriptor;
    configuration: ConfigurationDescriptor;
    /** Texts by index, in the first language that the device offers. */
    strings: ReadonlyMap<number, string>;
    /** The binary object store, where the device announces a version of USB that has one. */
    bos: Uint8Array | undefined;
    /** Microsoft's descriptor set, where the host asks for one and the object store has it. */
    driverNames?: Uint8Array | undefined;
}

const GET_DESCRIPTOR = 6;
const SET_ADDRESS = 5;
const SET_CONFIGURATION = 9;
const FROM_DEVICE = 0x80;
const VENDOR_FROM_DEVICE = 0xc0;
const ADDRESS = 1;
/** Time that a device has after it was given an address (USB 2.0, 9.2.6.3). */
const ADDRESS_RECOVERY_NANOS = 2e6;
/** Microsoft OS 2.0: the identity of its platform capability, and the index of the set. */
const MICROSOFT = Buffer.from("df60ddd88945c74c9cd2659d9e648a9f", "hex");
const DRIVER_NAMES = 7;

export function* getDescriptor(type: number, index: number, length: number, language = 0): Script<ControlResult> {
    const value = (type << 8) | index;
    return yield* control({ requestType: FROM_DEVICE, request: GET_DESCRIPTOR, value, index: language, length });
}

function* required(what: string, script: Script<ControlResult>): Script<Uint8Array> {
    const { status, data } = yield* script;
    if (status !== "ok") throw new DescriptorError(`${what}: the device answered with ${status}`);
    return data;
}

function* readWhole(type: number, headLength: number, what: string): Script<Uint8Array> {
    const head = yield* required(what, getDescriptor(type, 0, headLength));
    if (head.length < 5) throw new DescriptorError(`${what} is too short`);
    const length = viewOf(head).getUint16(2, true);
    if (head.length >= length) return head.subarray(0, length);
    return yield* required(what, getDescriptor(type, 0, length));
}

/** The first answer of a device that has no address yet. */
export function* readFirst({ firstRead }: HostProfile): Script {
    const head = yield* required("the device descriptor", getDescriptor(DescriptorType.device, 0, firstRead));
    if (head.length < 8) throw new DescriptorError("the device descriptor is too short");
}

/** Leads a device that was just reset to its configured state, step by step. */
class Enumeration {
    private descriptor: DeviceDescriptor | undefined;
    private configuration: ConfigurationDescriptor | undefined;
    private readonly strings = new Map<number, string>();
    private language = 0;
    private bos: Uint8Array | undefined;
    private driverNames: Uint8Array | undefined;

    constructor(private readonly profile: HostProfile) {}

    *run(pipe: ControlPipe): Script<UsbDevice> {
        yield* required("the address", control({ requestType: 0, request: SET_ADDRESS, value: ADDRESS, index: 0 }));
        pipe.address = ADDRESS;
        yield* pause(ADDRESS_RECOVERY_NANOS);
        for (const step of this.profile.enumeration) yield* this.steps[step]();
        const { descriptor, configuration, strings, bos, driverNames } = this;
        if (descriptor === undefined || configuration === undefined) throw new DescriptorError("nothing was read");
        return { address: ADDRESS, descriptor, configuration, strings, bos, driverNames };
    }

    private readonly steps = {
        device: () => this.readDevice(),
        qualifier: () => this.readQualifier(),
        configuration: () => this.readConfiguration(),
        "object store": () => this.readObjectStore(),
        "driver names": () => this.readDriverNames(),
        strings: () => this.readDeviceStrings(),
        configure: () => this.configure(),
        "interface strings": () => this.readInterfaceStrings(),
    };

    private *readDevice(): Script {
        const what = "the device descriptor";
        this.descriptor = parseDevice(yield* required(what, getDescriptor(DescriptorType.device, 0, 18)));
    }

    /** A device of full speed alone stalls this, as it must (USB 2.0, 9.6.2). */
    private *readQualifier(): Script {
        const { status } = yield* getDescriptor(DescriptorType.deviceQualifier, 0, 10);
        if (status === "timeout") throw new DescriptorError("the device qualifier: no answer");
    }

    private *readConfiguration(): Script {
        const { configurationHead } = this.profile;
        const what = "the configuration descriptor";
        this.configuration = parseConfiguration(
            yield* readWhole(DescriptorType.configuration, configurationHead, what),
        );
    }

    private *readObjectStore(): Script {
        if ((this.descriptor?.usbVersion ?? 0) <= 0x0200) return;
        this.bos = yield* readWhole(DescriptorType.bos, 5, "the binary object store");
    }

    private *readDriverNames(): Script {
        const parts = this.bos === undefined ? [] : splitDescriptors(this.bos);
        const own = parts.find((part) => MICROSOFT.equals(part.subarray(4, 20)));
        if (own === undefined || own.length < 28) return;
        const length = viewOf(own).getUint16(24, true);
        const request = own[26] ?? 0;
        const setup = { requestType: VENDOR_FROM_DEVICE, request, value: 0, index: DRIVER_NAMES, length };
        const set = yield* required("the names of drivers", control(setup));
        if (set.length < 10 || viewOf(set).getUint16(8, true) !== length)
            throw new DescriptorError("the names of drivers have another length than was announced");
        this.driverNames = set;
    }

    private *readDeviceStrings(): Script {
        const { manufacturerString = 0, productString = 0, serialString = 0 } = this.descriptor ?? {};
        yield* this.readStrings([manufacturerString, productString, serialString]);
    }

    private *readInterfaceStrings(): Script {
        const indexes: number[] = [];
        for (const { string, functional } of this.configuration?.interfaces ?? []) {
            indexes.push(string);
            // The Ethernet functional descriptor names the string that holds the host's address.
            for (const bytes of functional) if (bytes[2] === 0x0f) indexes.push(bytes[3] ?? 0);
        }
        yield* this.readStrings(indexes);
    }

    private *readStrings(indexes: readonly number[]): Script {
        for (const index of indexes) {
            if (index === 0 || this.strings.has(index)) continue;
            if (this.language === 0) {
                const languages = yield* this.readString("the languages", 0);
                if (languages.length < 4) throw new DescriptorError("the device has strings in no language");
                this.language = viewOf(languages).getUint16(2, true);
            }
            this.strings.set(index, parseString(yield* this.readString(`string ${String(index)}`, index)));
        }
    }

    private *readString(what: string, index: number): Script<Uint8Array> {
        const { language } = this;
        const { stringHead } = this.profile;
        const head = yield* required(what, getDescriptor(DescriptorType.string, index, stringHead, language));
        if (stringHead > 2) return head;
        if (head.length < 2) throw new DescriptorError(`${what} is too short`);
        return yield* required(what, getDescriptor(DescriptorType.string, index, head[0] ?? 0, language));
    }

    private *configure(): Script {
        const value = this.configuration?.value ?? 0;
        yield* required("the configuration", control({ requestType: 0, request: SET_CONFIGURATION, value, index: 0 }));
    }
}

/**
 * Leads a device that has no address to its configured state; throws DescriptorError where it
 * cannot.
 */
export function* enumerate(pipe: ControlPipe, profile: HostProfile): Script<UsbDevice> {
    return yield* new Enumeration(profile).run(pipe);
}
