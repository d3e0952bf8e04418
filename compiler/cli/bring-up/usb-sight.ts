/**
 * What this computer has of a board on its USB. Linux shows a device's descriptors and the drivers
 * of its interfaces as files; the other systems show ports, and adapters by their addresses.
 */
import os from "node:os";
import path from "node:path";
import { functionalDescriptor, parseConfiguration, parseDevice } from "../../../emulator/usb/descriptors.ts";
import type { UsbDevice } from "../../../emulator/usb/index.ts";
import type { Computer } from "../device/computer.ts";
import { findBoardPorts, isBoardPort } from "../device/serial-ports.ts";
import type { UsbSight } from "./bench.ts";
import { adapterWith, type Adapters } from "./routes.ts";

/** Devices, such as "1-2", and their interfaces, such as "1-2:1.0". */
const DEVICES = "/sys/bus/usb/devices";
const DEVICE_DESCRIPTOR = 18;
const ETHERNET = 15;

/** A file of sysfs without its line's end; a device may go while it is looked at. */
function textOf({ read }: Computer, ...parts: readonly string[]): string {
    try {
        return read(path.posix.join(DEVICES, ...parts)).trim();
    } catch {
        return "";
    }
}

function namesIn({ list }: Computer, ...parts: readonly string[]): readonly string[] {
    try {
        return list(path.posix.join(DEVICES, ...parts));
    } catch {
        return [];
    }
}

function isBoard(computer: Computer, device: string): boolean {
    const [vendorId, productId] = [textOf(computer, device, "idVendor"), textOf(computer, device, "idProduct")];
    return isBoardPort({ vendorId, productId, manufacturer: textOf(computer, device, "manufacturer") });
}

/** Older kernels keep the binary object store to themselves. */
function objectStore({ bytes }: Computer, device: string): Uint8Array | undefined {
    try {
        return bytes(path.posix.join(DEVICES, device, "bos_descriptors"));
    } catch {
        return undefined;
    }
}

function readDevice(computer: Computer, device: string, interfaces: readonly string[]): UsbDevice {
    const bytes = computer.bytes(path.posix.join(DEVICES, device, "descriptors"));
    const descriptor = parseDevice(bytes.subarray(0, DEVICE_DESCRIPTOR));
    const rest = bytes.subarray(DEVICE_DESCRIPTOR);
    const configuration = parseConfiguration(rest.subarray(0, (rest[2] ?? 0) | ((rest[3] ?? 0) << 8)));
    const strings = new Map<number, string>();
    const keep = (index: number, text: string): void => {
        if (index !== 0 && text !== "") strings.set(index, text);
    };
    keep(descriptor.manufacturerString, textOf(computer, device, "manufacturer"));
    keep(descriptor.productString, textOf(computer, device, "product"));
    keep(descriptor.serialString, textOf(computer, device, "serial"));
    for (const each of configuration.interfaces) {
        const folder = interfaces.find((name) => name.endsWith(`.${each.number.toString()}`)) ?? "";
        keep(each.string, textOf(computer, folder, "interface"));
        // Of this text Linux shows no more than the address that it has made of it.
        const [adapter = ""] = namesIn(computer, folder, "net");
        const address = textOf(computer, folder, "net", adapter, "address");
        keep(functionalDescriptor(each, ETHERNET)?.[3] ?? 0, address.replaceAll(":", "").toUpperCase());
    }
    const address = Number(textOf(computer, device, "devnum"));
    return { address, descriptor, configuration, strings, bos: objectStore(computer, device) };
}

function lookOnLinux(computer: Computer): UsbSight | undefined {
    const names = namesIn(computer);
    const boards = names.filter((name) => isBoard(computer, name));
    const [device] = boards;
    if (device === undefined) return undefined;
    const interfaces = names.filter((name) => boards.some((board) => name.startsWith(`${board}:`)));
    return {
        adapters: interfaces.flatMap((name) => namesIn(computer, name, "net")),
        ports: interfaces.flatMap((name) => namesIn(computer, name, "tty")),
        device: boards.length > 1 ? "several boards are plugged in" : readDevice(computer, device, interfaces),
    };
}

/** The board that is plugged in; elsewhere than on Linux, whether there is one or not. */
export async function lookAtUsb(
    computer: Computer,
    network: string,
    adapters: Adapters = os.networkInterfaces(),
    findPorts: () => Promise<readonly string[]> = findBoardPorts,
): Promise<UsbSight | undefined> {
    if (computer.platform === "linux") return lookOnLinux(computer);
    const adapter = adapterWith(adapters, network);
    const device = "only Linux shows them";
    return { adapters: adapter === undefined ? [] : [adapter], ports: await findPorts(), device };
}
