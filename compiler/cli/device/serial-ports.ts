/** The serial ports by which boards show their console. */
import { type SerialPort } from "serialport";
import { UserError } from "../../system/user-error.ts";

/**
 * USB vendor of Raspberry Pi, and the products that are the SDK's console on an RP2040 and an
 * RP2350. Its Debug Probe (000c) shows a port beside the board that it is wired to.
 */
const RASPBERRY_PI = "2e8a";
const SDK_CONSOLES: readonly (string | undefined)[] = ["000a", "0009"];
/** What boards with the USB link say of themselves (firmware/port/pico/links/usb/descriptors.*). */
const USB_LINK = { vendorId: "1209", productId: "0001", manufacturer: "tspico" };

/** Baud rate of the UART console (pico-sdk's default); on USB it says nothing. */
export const CONSOLE_BAUD = 115200;
/** Opening a USB console at this rate asks pico-sdk's firmware to wait as BOOTSEL drive. */
export const BOOTSEL_BAUD = 1200;

/**
 * Loaded by the commands that need it: it has native parts, which other commands must not fail for.
 */
async function loadSerialPort(): Promise<typeof SerialPort> {
    const { SerialPort } = await import("serialport");
    return SerialPort;
}

/**
 * What the system tells of a port. Linux and macOS show the device's own manufacturer, Windows that
 * of its driver.
 */
export interface PortIdentity {
    readonly vendorId?: string | undefined;
    readonly productId?: string | undefined;
    readonly manufacturer?: string | undefined;
}

export function isBoardPort({ vendorId, productId, manufacturer }: PortIdentity): boolean {
    const vendor = vendorId?.toLowerCase();
    if (vendor === RASPBERRY_PI) return SDK_CONSOLES.includes(productId?.toLowerCase());
    if (manufacturer === USB_LINK.manufacturer) return true;
    // The numbers are shared by every hobby device. A driver's maker in place of the device's tells
    // nothing.
    const isUnnamed = manufacturer === undefined || /microsoft/i.test(manufacturer);
    return isUnnamed && vendor === USB_LINK.vendorId && productId === USB_LINK.productId;
}

export interface ListedPort extends PortIdentity {
    readonly path: string;
}

/**
 * The ports that belong to boards, by the names that they are opened by. macOS has two for each;
 * that of the list, /dev/tty.usbmodem…, waits for a modem's carrier where /dev/cu.usbmodem… opens
 * at once.
 */
export function boardPortsOf(ports: readonly ListedPort[], platform = process.platform): readonly string[] {
    return ports
        .filter(isBoardPort)
        .map((port) => (platform === "darwin" ? port.path.replace(/^\/dev\/tty\./, "/dev/cu.") : port.path));
}

export async function findBoardPorts(): Promise<readonly string[]> {
    try {
        return boardPortsOf(await (await loadSerialPort()).list());
    } catch {
        // Listing needs udev on Linux; without it the user names the port.
        return [];
    }
}

/** The port of the one board there is, or undefined without one. */
export async function findBoardPort(): Promise<string | undefined> {
    const ports = await findBoardPorts();
    if (ports.length > 1) throw new UserError(`there are several boards: ${ports.join(", ")}; name one with --device`);
    return ports[0];
}

export async function openPort(device: string, baudRate: number): Promise<SerialPort> {
    const Port = await loadSerialPort();
    return new Promise((resolve, reject) => {
        const port = new Port({ path: device, baudRate, autoOpen: false });
        port.open((error) => {
            if (error === null) resolve(port);
            else reject(error);
        });
    });
}

export function absentPort(device: string): UserError {
    return new UserError(`there is no port ${device}; plug the board in, or name another port with --device`);
}

/** Whether the port is not there; on Windows, to open it is the only way to know. */
export function isAbsence(error: unknown): boolean {
    return error instanceof Error && /no such file|file not found/i.test(error.message);
}

/** Why a port does not open, for the user. The texts are those of each system's driver. */
export function describePortError(device: string, error: unknown, platform = process.platform): UserError {
    const text = error instanceof Error ? error.message : String(error);
    if (/permission denied/i.test(text)) {
        const how =
            platform === "linux"
                ? "join its group: sudo usermod -aG dialout $USER, then log in again"
                : "ask who administers this computer";
        return new UserError(`no permission for ${device}; ${how}`);
    }
    // Windows denies access to what another program has open.
    if (/lock|busy|access denied/i.test(text))
        return new UserError(`${device} is in use by another program; close that, and run this again`);
    if (/input\/output error|no such device|not configured|unknown error code/i.test(text))
        return new UserError(`${device} does not answer: pull the board's cable out and plug it in again`);
    if (/no such file|cannot open|not found/i.test(text)) return absentPort(device);
    return new UserError(`cannot open ${device}: ${text}`);
}

/**
 * Asks running firmware to become a BOOTSEL drive. Returns why that was not possible; whether the
 * board listens shows only later.
 */
export async function askForBootsel(device: string): Promise<UserError | undefined> {
    try {
        const port = await openPort(device, BOOTSEL_BAUD);
        // The firmware acts on the rate alone, and the port may be gone before it is closed.
        await new Promise<void>((resolve) => {
            port.close(() => {
                resolve();
            });
        });
        return undefined;
    } catch (error) {
        return describePortError(device, error);
    }
}
