/**
 * USB descriptors as a host reads them (USB 2.0 chapter 9, and the class specifications for CDC and
 * NCM).
 */

export const DescriptorType = {
    device: 1,
    configuration: 2,
    string: 3,
    interface: 4,
    endpoint: 5,
    deviceQualifier: 6,
    interfaceAssociation: 11,
    bos: 15,
    deviceCapability: 16,
    classInterface: 0x24,
} as const;

/** A descriptor that is no descriptor; the message is one line. */
export class DescriptorError extends Error {
    override name = "DescriptorError";
}

export interface DeviceDescriptor {
    bytes: Uint8Array;
    usbVersion: number;
    deviceClass: number;
    deviceSubClass: number;
    deviceProtocol: number;
    maxPacketSize0: number;
    vendor: number;
    product: number;
    /** Indexes of strings; 0 means none. */
    manufacturerString: number;
    productString: number;
    serialString: number;
    configurations: number;
}

export interface EndpointDescriptor {
    address: number;
    /** `address` without the direction. */
    number: number;
    direction: "in" | "out";
    type: "control" | "isochronous" | "bulk" | "interrupt";
    maxPacketSize: number;
    interval: number;
}

/** One alternate setting of an interface. */
export interface InterfaceDescriptor {
    number: number;
    alternate: number;
    /** Endpoints that it announces; `endpoints` are those that followed. */
    endpointCount: number;
    interfaceClass: number;
    subClass: number;
    protocol: number;
    string: number;
    endpoints: EndpointDescriptor[];
    /** Class-specific descriptors, as they came. */
    functional: Uint8Array[];
}

export interface InterfaceAssociation {
    first: number;
    count: number;
    functionClass: number;
    subClass: number;
    protocol: number;
}

export interface ConfigurationDescriptor {
    bytes: Uint8Array;
    totalLength: number;
    interfaceCount: number;
    value: number;
    attributes: number;
    /** Milliamperes. */
    maxPower: number;
    interfaces: InterfaceDescriptor[];
    associations: InterfaceAssociation[];
}

export function viewOf(bytes: Uint8Array): DataView {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Cuts a series of descriptors; each begins with its length and type. */
export function splitDescriptors(bytes: Uint8Array): Uint8Array[] {
    const parts: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length) {
        const length = bytes[at] ?? 0;
        if (length < 2 || at + length > bytes.length)
            throw new DescriptorError(`descriptor at byte ${String(at)} has the impossible length ${String(length)}`);
        parts.push(bytes.subarray(at, at + length));
        at += length;
    }
    return parts;
}

function expect(bytes: Uint8Array, type: number, length: number, what: string): DataView {
    if (bytes.length < length || (bytes[0] ?? 0) < length || bytes[1] !== type)
        throw new DescriptorError(`${what} is not ${String(length)} bytes of type ${String(type)}`);
    return viewOf(bytes);
}

export function parseDevice(bytes: Uint8Array): DeviceDescriptor {
    const view = expect(bytes, DescriptorType.device, 18, "the device descriptor");
    return {
        bytes,
        usbVersion: view.getUint16(2, true),
        deviceClass: view.getUint8(4),
        deviceSubClass: view.getUint8(5),
        deviceProtocol: view.getUint8(6),
        maxPacketSize0: view.getUint8(7),
        vendor: view.getUint16(8, true),
        product: view.getUint16(10, true),
        manufacturerString: view.getUint8(14),
        productString: view.getUint8(15),
        serialString: view.getUint8(16),
        configurations: view.getUint8(17),
    };
}

function parseInterface(bytes: Uint8Array): InterfaceDescriptor {
    const view = expect(bytes, DescriptorType.interface, 9, "an interface descriptor");
    return {
        number: view.getUint8(2),
        alternate: view.getUint8(3),
        endpointCount: view.getUint8(4),
        interfaceClass: view.getUint8(5),
        subClass: view.getUint8(6),
        protocol: view.getUint8(7),
        string: view.getUint8(8),
        endpoints: [],
        functional: [],
    };
}

function parseEndpoint(bytes: Uint8Array): EndpointDescriptor {
    const view = expect(bytes, DescriptorType.endpoint, 7, "an endpoint descriptor");
    const address = view.getUint8(2);
    const types = ["control", "isochronous", "bulk", "interrupt"] as const;
    return {
        address,
        number: address & 0x0f,
        direction: (address & 0x80) !== 0 ? "in" : "out",
        type: types[view.getUint8(3) & 3] ?? "control",
        maxPacketSize: view.getUint16(4, true) & 0x7ff,
        interval: view.getUint8(6),
    };
}

function parseAssociation(bytes: Uint8Array): InterfaceAssociation {
    const view = expect(bytes, DescriptorType.interfaceAssociation, 8, "an interface association");
    return {
        first: view.getUint8(2),
        count: view.getUint8(3),
        functionClass: view.getUint8(4),
        subClass: view.getUint8(5),
        protocol: view.getUint8(6),
    };
}

/** Parses a whole configuration; `bytes` must be all that its total length announces. */
export function parseConfiguration(bytes: Uint8Array): ConfigurationDescriptor {
    const view = expect(bytes, DescriptorType.configuration, 9, "the configuration descriptor");
    const configuration: ConfigurationDescriptor = {
        bytes,
        totalLength: view.getUint16(2, true),
        interfaceCount: view.getUint8(4),
        value: view.getUint8(5),
        attributes: view.getUint8(7),
        maxPower: view.getUint8(8) * 2,
        interfaces: [],
        associations: [],
    };
    if (configuration.totalLength !== bytes.length) {
        const got = `${String(bytes.length)} of ${String(configuration.totalLength)}`;
        throw new DescriptorError(`the configuration descriptor is incomplete: ${got} bytes`);
    }
    for (const part of splitDescriptors(bytes).slice(1)) {
        const current = configuration.interfaces.at(-1);
        const type = part[1] ?? 0;
        if (type === DescriptorType.interface) configuration.interfaces.push(parseInterface(part));
        else if (type === DescriptorType.interfaceAssociation) configuration.associations.push(parseAssociation(part));
        else if (current === undefined) throw new DescriptorError(`type ${String(type)} comes before any interface`);
        else if (type === DescriptorType.endpoint) current.endpoints.push(parseEndpoint(part));
        else if (type === DescriptorType.classInterface) current.functional.push(part);
    }
    return configuration;
}

/** The class-specific descriptor with this subtype. */
export function functionalDescriptor(of: InterfaceDescriptor, subtype: number): Uint8Array | undefined {
    return of.functional.find((bytes) => bytes[2] === subtype);
}

/** The text of a string descriptor. */
export function parseString(bytes: Uint8Array): string {
    const view = expect(bytes, DescriptorType.string, 2, "a string descriptor");
    if ((bytes[0] ?? 0) !== bytes.length || bytes.length % 2 !== 0)
        throw new DescriptorError(`a string descriptor announces ${String(bytes[0])} of ${String(bytes.length)} bytes`);
    let text = "";
    for (let at = 2; at < bytes.length; at += 2) text += String.fromCharCode(view.getUint16(at, true));
    return text;
}
