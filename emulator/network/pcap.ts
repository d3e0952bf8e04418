/** A log of frames that Wireshark and tcpdump read (the pcap format with nanoseconds). */
import { closeSync, openSync, writeSync } from "node:fs";

const NANOSECOND_MAGIC = 0xa1b2_3c4d;
const LINK_TYPE_ETHERNET = 1;
const SNAP_LENGTH = 65535;

export class PcapWriter {
    private readonly file: number;

    /** Begins a new file; throws a file system error. */
    constructor(path: string) {
        this.file = openSync(path, "w");
        const header = Buffer.alloc(24);
        header.writeUInt32LE(NANOSECOND_MAGIC, 0);
        header.writeUInt16LE(2, 4);
        header.writeUInt16LE(4, 6);
        header.writeUInt32LE(SNAP_LENGTH, 16);
        header.writeUInt32LE(LINK_TYPE_ETHERNET, 20);
        writeSync(this.file, header);
    }

    /** A frame that passed at so many simulated nanoseconds. */
    frame(nanos: number, bytes: Uint8Array): void {
        const header = Buffer.alloc(16);
        header.writeUInt32LE(Math.floor(nanos / 1e9), 0);
        header.writeUInt32LE(Math.floor(nanos % 1e9), 4);
        header.writeUInt32LE(bytes.length, 8);
        header.writeUInt32LE(bytes.length, 12);
        writeSync(this.file, Buffer.concat([header, bytes]));
    }

    close(): void {
        closeSync(this.file);
    }
}
