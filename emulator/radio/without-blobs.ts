/**
 * Takes out of what a host writes everything that is not the protocol's: the chip's firmware and
 * tables, and what lay in memory.
 */
import { RAM_SIZE } from "./download.ts";

/** So many bytes in a row are no coincidence, unless they are few values repeated. */
const TELLTALE = 12;
const FEW_VALUES = 4;

/** Bytes that must not be kept, to check what is kept. */
export class Blobs {
    private readonly windows = new Set<string>();
    private tail = Buffer.alloc(0);

    /** Bytes that the host downloads; one after the other they are one piece. */
    add(bytes: Uint8Array): void {
        const joined = Buffer.concat([this.tail, bytes]);
        for (const window of telltales(joined)) this.windows.add(window);
        this.tail = joined.subarray(Math.max(0, joined.length - TELLTALE + 1));
    }

    /** Whether some of them are in `bytes`. */
    partlyIn(bytes: Uint8Array): boolean {
        for (const window of telltales(bytes)) if (this.windows.has(window)) return true;
        return false;
    }
}

function* telltales(bytes: Uint8Array): Iterable<string> {
    for (let at = 0; at + TELLTALE <= bytes.length; at++) {
        const window = bytes.subarray(at, at + TELLTALE);
        if (new Set(window).size > FEW_VALUES) yield Buffer.from(window).toString("latin1");
    }
}

/** What stands for bytes that are not kept. */
const PATTERN = 0xa5;

const SDPCM_HEADER = 12;
const CDC_HEADER = 16;
const SET = 2;
const SET_PASSPHRASE = 268;
const GET_VARIABLE = 262;
const CHUNK_HEADER = 12;
const TOKEN_LENGTH = 4;

/** What a packet of the host loads into the chip, if that is what it does. */
export function tableIn(bytes: Uint8Array): Uint8Array | undefined {
    const packet = Buffer.from(bytes);
    const name = packet.indexOf("clmload\0");
    return name < 0 ? undefined : packet.subarray(name + "clmload\0".length + CHUNK_HEADER, packet.readUInt16LE(0));
}

/**
 * A write to the chip's address space. The word behind the settings is their length, a fact that
 * the chip checks.
 */
export function memoryWithoutBlobs(chipAddress: number, bytes: Uint8Array): Uint8Array {
    if (chipAddress >= RAM_SIZE || chipAddress === RAM_SIZE - TOKEN_LENGTH) return bytes;
    return new Uint8Array(bytes.length).fill(PATTERN);
}

function controlWithoutBlobs(body: Buffer, fromHost: boolean): void {
    const value = body.subarray(CDC_HEADER);
    const command = body.readUInt32LE(0);
    const set = (body.readUInt32LE(8) & SET) !== 0;
    const name = value.subarray(0, Math.max(0, value.indexOf(0))).toString("latin1");
    if (!set) {
        if (fromHost) value.fill(0, command === GET_VARIABLE ? name.length : 0);
    } else if (command === SET_PASSPHRASE) {
        value.fill(0, 4 + value.readUInt16LE(0));
    } else if (name === "clmload") {
        value.fill(PATTERN, name.length + 1 + CHUNK_HEADER);
    }
    // The driver leaves the index before the mask as it was.
    else if (name === "bsscfg:event_msgs") {
        value.fill(0, name.length + 1, name.length + 5);
    }
}

/**
 * A packet, whose transfer is rounded up with what lay behind it. What the host sets comes back in
 * the chip's answer.
 */
export function packetWithoutBlobs(bytes: Uint8Array, fromHost: boolean): Uint8Array {
    const packet = Buffer.from(bytes);
    if (packet.length < SDPCM_HEADER) return packet;
    const size = Math.min(packet.length, packet.readUInt16LE(0));
    packet.fill(0, size);
    const isControl = (packet.readUInt8(5) & 0xf) === 0;
    const body = packet.subarray(packet.readUInt8(7), size);
    if (isControl && body.length >= CDC_HEADER) controlWithoutBlobs(body, fromHost);
    return packet;
}
