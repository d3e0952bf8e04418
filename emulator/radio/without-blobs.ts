/** Takes out of what a host writes everything that is not the protocol's: the chip's firmware and tables, and what lay in memory. */
import { RAM_SIZE } from "./download.ts";

/** What stands for bytes that are not kept. */
const PATTERN = 0xa5;

const SDPCM_HEADER = 12;
const CDC_HEADER = 16;
const SET = 2;
const SET_PASSPHRASE = 268;
const GET_VARIABLE = 262;
const CHUNK_HEADER = 12;
const TOKEN_LENGTH = 4;

/** A write to the chip's address space. The word behind the settings is their length, a fact that the chip checks. */
export function memoryWithoutBlobs(chipAddress: number, bytes: Uint8Array): Uint8Array {
    if (chipAddress >= RAM_SIZE || chipAddress === RAM_SIZE - TOKEN_LENGTH) return bytes;
    return new Uint8Array(bytes.length).fill(PATTERN);
}

function controlWithoutBlobs(body: Buffer): void {
    const value = body.subarray(CDC_HEADER);
    const command = body.readUInt32LE(0);
    const set = (body.readUInt32LE(8) & SET) !== 0;
    const name = value.subarray(0, Math.max(0, value.indexOf(0))).toString("latin1");
    if (!set) value.fill(0, command === GET_VARIABLE ? name.length : 0);
    else if (command === SET_PASSPHRASE) value.fill(0, 4 + value.readUInt16LE(0));
    else if (name === "clmload") value.fill(PATTERN, name.length + 1 + CHUNK_HEADER);
    // The driver leaves the index before the mask as it was.
    else if (name === "bsscfg:event_msgs") value.fill(0, name.length + 1, name.length + 5);
}

/** A packet to the chip, whose transfer is rounded up with what lay behind it. */
export function packetWithoutBlobs(bytes: Uint8Array): Uint8Array {
    const packet = Buffer.from(bytes);
    if (packet.length < SDPCM_HEADER) return packet;
    const size = Math.min(packet.length, packet.readUInt16LE(0));
    packet.fill(0, size);
    const isControl = (packet.readUInt8(5) & 0xf) === 0;
    const body = packet.subarray(packet.readUInt8(7), size);
    if (isControl && body.length >= CDC_HEADER) controlWithoutBlobs(body);
    return packet;
}
