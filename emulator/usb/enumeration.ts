/**
 * What a host asks of a new device before its drivers take over. It reads descriptors and assumes
 * nothing about them.
 */
import {
    DescriptorError,
    DescriptorType,
    parseConfiguration,
    parseDevice,
    parseString,
    viewOf,
    type ConfigurationDescriptor,
    type DeviceDescriptor,
} from "./descriptors.ts";
import { control, pause, type ControlPipe, type ControlResult, type Script } from "./control.ts";

/** Everything that the host read. */
export interface UsbDevice {
    address: number;
    descriptor: DeviceDescriptor;
    configuration: ConfigurationDescriptor;
    /** Texts by index, in the first language that the device offers. */
    strings: ReadonlyMap<number, string>;
    /** The binary object store, where the device announces a version of USB that has one. */
    bos: Uint8Array | undefined;
}

const GET_DESCRIPTOR = 6;
const SET_ADDRESS = 5;
const SET_CONFIGURATION = 9;
const FROM_DEVICE = 0x80;
const ADDRESS = 1;
/** Time that a device has after it was given an address (USB 2.0, 9.2.6.3). */
const ADDRESS_RECOVERY_NANOS = 2e6;

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
    if (head.length < headLength) throw new DescriptorError(`${what} is too short`);
    return yield* required(what, getDescriptor(type, 0, viewOf(head).getUint16(2, true)));
}

function stringIndexes(descriptor: DeviceDescriptor, configuration: ConfigurationDescriptor): Set<number> {
    const { manufacturerString, productString, serialString } = descriptor;
    const all = new Set([manufacturerString, productString, serialString]);
    for (const { string, functional } of configuration.interfaces) {
        all.add(string);
        // The Ethernet functional descriptor names the string that holds the host's address.
        for (const bytes of functional) if (bytes[2] === 0x0f) all.add(bytes[3] ?? 0);
    }
    all.delete(0);
    return all;
}

function* readStrings(indexes: ReadonlySet<number>): Script<Map<number, string>> {
    const strings = new Map<number, string>();
    if (indexes.size === 0) return strings;
    const languages = yield* required("the languages", getDescriptor(DescriptorType.string, 0, 255));
    if (languages.length < 4) throw new DescriptorError("the device has strings in no language");
    const language = viewOf(languages).getUint16(2, true);
    for (const index of indexes) {
        const what = `string ${String(index)}`;
        const bytes = yield* required(what, getDescriptor(DescriptorType.string, index, 255, language));
        strings.set(index, parseString(bytes));
    }
    return strings;
}

/**
 * Leads a device that was just reset to its configured state; throws DescriptorError where it
 * cannot.
 */
export function* enumerate(pipe: ControlPipe): Script<UsbDevice> {
    const head = yield* required("the device descriptor", getDescriptor(DescriptorType.device, 0, 8));
    if (head.length !== 8) throw new DescriptorError("the device descriptor is too short");
    yield* required("the address", control({ requestType: 0, request: SET_ADDRESS, value: ADDRESS, index: 0 }));
    pipe.address = ADDRESS;
    yield* pause(ADDRESS_RECOVERY_NANOS);
    const descriptor = parseDevice(
        yield* required("the device descriptor", getDescriptor(DescriptorType.device, 0, 18)),
    );
    const bos =
        descriptor.usbVersion > 0x0200 ? yield* readWhole(DescriptorType.bos, 5, "the binary object store") : undefined;
    const configuration = parseConfiguration(
        yield* readWhole(DescriptorType.configuration, 9, "the configuration descriptor"),
    );
    const strings = yield* readStrings(stringIndexes(descriptor, configuration));
    yield* required(
        "the configuration",
        control({ requestType: 0, request: SET_CONFIGURATION, value: configuration.value, index: 0 }),
    );
    return { address: ADDRESS, descriptor, configuration, strings, bos };
}
