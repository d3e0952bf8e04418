/**
 * Rules that descriptors must meet for hosts to take the device (USB 2.0 chapter 9, IAD, CDC 1.2,
 * NCM 1.0).
 */
import {
    DescriptorType,
    functionalDescriptor,
    splitDescriptors,
    viewOf,
    type ConfigurationDescriptor,
    type InterfaceDescriptor,
} from "./descriptors.ts";
import type { UsbDevice } from "./enumeration.ts";

const MISCELLANEOUS = 0xef;
const COMMUNICATIONS = 2;
const CDC_HEADER = 0;
const CDC_UNION = 6;
const NCM_SUBCLASS = 0x0d;
const ETHERNET = 0x0f;
const NCM_FUNCTIONAL = 0x1a;
/** A bit of NCM's network capabilities. */
const PACKET_FILTER = 1;

type Report = (problem: string) => void;

function checkEndpoints(configuration: ConfigurationDescriptor, report: Report): void {
    const used = new Map<number, number>();
    for (const { number, alternate, endpointCount, endpoints } of configuration.interfaces) {
        const name = `interface ${String(number)} setting ${String(alternate)}`;
        if (endpointCount !== endpoints.length)
            report(`${name} announces ${String(endpointCount)} endpoints and has ${String(endpoints.length)}`);
        for (const { address, number: endpoint, type, maxPacketSize, interval } of endpoints) {
            const what = `${name}, endpoint 0x${address.toString(16)}`;
            const owner = used.get(address);
            if (owner !== undefined && owner !== number) report(`${what} belongs to interface ${String(owner)} too`);
            used.set(address, number);
            if (endpoint === 0) report(`${what} is endpoint 0`);
            const sizes = type === "bulk" ? [8, 16, 32, 64] : [];
            if (type === "bulk" && !sizes.includes(maxPacketSize)) report(`${what}: ${String(maxPacketSize)} bytes`);
            if (type === "interrupt" && (maxPacketSize === 0 || maxPacketSize > 64))
                report(`${what}: an interrupt endpoint of ${String(maxPacketSize)} bytes`);
            if (type === "interrupt" && interval === 0) report(`${what} has the interval 0`);
        }
    }
}

function checkInterfaces(configuration: ConfigurationDescriptor, report: Report): void {
    const numbers = new Set(configuration.interfaces.map(({ number }) => number));
    if (numbers.size !== configuration.interfaceCount)
        report(`${String(configuration.interfaceCount)} interfaces announced, ${String(numbers.size)} there`);
    for (let number = 0; number < numbers.size; number++) {
        if (!numbers.has(number)) report(`interface ${String(number)} is missing`);
        const settings = configuration.interfaces.filter((candidate) => candidate.number === number);
        for (const [index, { alternate }] of settings.entries())
            if (alternate !== index) report(`interface ${String(number)} has no setting ${String(index)}`);
    }
}

/**
 * Functions of several interfaces need an association, and the device then says so in its class.
 */
function checkAssociations({ descriptor, configuration }: UsbDevice, report: Report): void {
    const { deviceClass, deviceSubClass, deviceProtocol } = descriptor;
    const isComposite = deviceClass === MISCELLANEOUS && deviceSubClass === 2 && deviceProtocol === 1;
    if (configuration.associations.length > 0 && !isComposite)
        report("the device has interface associations and does not announce them (class ef 02 01)");
    const taken = new Set<number>();
    for (const { first, count, functionClass, subClass } of configuration.associations) {
        for (let number = first; number < first + count; number++) {
            if (taken.has(number)) report(`interface ${String(number)} is in two associations`);
            taken.add(number);
        }
        const head = configuration.interfaces.find(({ number }) => number === first);
        if (head?.interfaceClass !== functionClass || head.subClass !== subClass)
            report(`the association of interface ${String(first)} has another class than the interface`);
    }
    for (const { number, interfaceClass } of configuration.interfaces) {
        if (interfaceClass === COMMUNICATIONS && !taken.has(number) && configuration.interfaceCount > 2)
            report(`interface ${String(number)} needs an association`);
    }
}

function checkNcm(device: UsbDevice, control: InterfaceDescriptor, data: InterfaceDescriptor[], report: Report): void {
    const ethernet = functionalDescriptor(control, ETHERNET);
    if (ethernet?.length !== 13) {
        report("NCM without the Ethernet functional descriptor of 13 bytes");
    } else {
        const address = device.strings.get(ethernet[3] ?? 0) ?? "";
        if (!/^[0-9A-F]{12}$/.test(address)) report(`the host's address is "${address}", not 12 upper-case digits`);
        else if ((parseInt(address.slice(0, 2), 16) & 1) !== 0) report(`the host's address ${address} is multicast`);
        const segment = viewOf(ethernet).getUint16(8, true);
        if (segment !== 1514) report(`the segment size is ${String(segment)}, not 1514`);
    }
    const capabilities = functionalDescriptor(control, NCM_FUNCTIONAL);
    if (capabilities?.length !== 6) report("NCM without its functional descriptor");
    else if (((capabilities[5] ?? 0) & PACKET_FILTER) === 0)
        report("NCM announces no packet filter: macOS would close the network");
    if (data[0]?.endpoints.length !== 0) report("setting 0 of NCM's data interface must have no endpoints");
    if (data[1]?.endpoints.length !== 2) report("setting 1 of NCM's data interface must have two endpoints");
    for (const { protocol } of data) if (protocol !== 1) report("NCM's data interface must have protocol 1");
    if (control.endpoints.length !== 1) report("NCM needs one notification endpoint");
}

function checkCommunications(device: UsbDevice, report: Report): void {
    const { interfaces } = device.configuration;
    for (const control of interfaces) {
        if (control.interfaceClass !== COMMUNICATIONS) continue;
        const name = `interface ${String(control.number)}`;
        if (control.functional[0]?.[2] !== CDC_HEADER) report(`${name}: the first functional descriptor is no header`);
        const union = functionalDescriptor(control, CDC_UNION);
        const data = interfaces.filter(({ number, interfaceClass }) => number === union?.[4] && interfaceClass === 10);
        if (union?.[3] !== control.number || data.length === 0) report(`${name} has no union with a data interface`);
        if (control.subClass === NCM_SUBCLASS) checkNcm(device, control, data, report);
    }
}

function checkBos(bos: Uint8Array, report: Report): void {
    const parts = splitDescriptors(bos);
    const [head, ...capabilities] = parts;
    if (head?.length !== 5 || head[1] !== DescriptorType.bos) report("the binary object store has a bad head");
    if (viewOf(bos).getUint16(2, true) !== bos.length) report("the binary object store announces another length");
    if (bos[4] !== capabilities.length) report("the binary object store announces another count");
    for (const part of capabilities)
        if (part[1] !== DescriptorType.deviceCapability) report("the binary object store has a foreign descriptor");
}

/** What is wrong with the device's descriptors, one line each; nothing for a good device. */
export function checkDevice(device: UsbDevice): string[] {
    const problems: string[] = [];
    const report: Report = (problem) => problems.push(problem);
    const { descriptor, configuration, strings, bos } = device;
    if (descriptor.bytes.length !== 18 || descriptor.bytes[0] !== 18) report("the device descriptor is not 18 bytes");
    if (descriptor.maxPacketSize0 !== 64) report(`endpoint 0 has ${String(descriptor.maxPacketSize0)} bytes, not 64`);
    if (descriptor.configurations !== 1) report(`${String(descriptor.configurations)} configurations`);
    if (configuration.value === 0) report("configuration 0 means none");
    if ((configuration.attributes & 0x80) === 0) report("bit 7 of the configuration's attributes must be set");
    if (configuration.maxPower > 500) report(`the device asks for ${String(configuration.maxPower)} mA`);
    const { manufacturerString, productString, serialString } = descriptor;
    for (const index of [manufacturerString, productString, serialString])
        if (index === 0 || (strings.get(index) ?? "") === "") report(`string ${String(index)} is missing or empty`);
    // Windows makes a device path of it.
    if (!/^[0-9A-Za-z]+$/.test(strings.get(serialString) ?? "")) report("the serial number is not letters and digits");
    checkInterfaces(configuration, report);
    checkEndpoints(configuration, report);
    checkAssociations(device, report);
    checkCommunications(device, report);
    if (bos !== undefined) checkBos(bos, report);
    return problems;
}
