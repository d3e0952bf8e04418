/** A name's address by multicast DNS (RFC 6762), asked from a port of one's own. */
export const MDNS_GROUP = "224.0.0.251";
export const MDNS_PORT = 5353;

const HEADER = 12;
/** Type, class, time to live and length of a record. */
const RECORD = 10;
const ADDRESS = 1;

/** A question for the address of a name, with the wish for an answer to this port alone. */
export function mdnsQuestion(name: string): Buffer {
    const labels = name.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
    const header = Buffer.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    return Buffer.concat([header, ...labels, Buffer.from([0, 0, ADDRESS, 0x80, 1])]);
}

/** The name at an offset, and its end; a pointer leads to an earlier part (RFC 1035, 4.1.4). */
function nameAt(message: Buffer, offset: number, jumps = 0): { readonly name: string; readonly end: number } {
    const length = message.readUInt8(offset);
    if (length === 0) return { name: "", end: offset + 1 };
    if (length >= 0xc0) {
        if (jumps > 16) throw new RangeError("a name that leads to itself");
        const { name } = nameAt(message, message.readUInt16BE(offset) & 0x3fff, jumps + 1);
        return { name, end: offset + 2 };
    }
    const label = message.toString("latin1", offset + 1, offset + 1 + length);
    const { name, end } = nameAt(message, offset + 1 + length, jumps);
    return { name: name === "" ? label : `${label}.${name}`, end };
}

function findAddress(message: Buffer, name: string): string | undefined {
    let offset = HEADER;
    for (let left = message.readUInt16BE(4); left > 0; left--) offset = nameAt(message, offset).end + 4;
    for (let left = message.readUInt16BE(6); left > 0; left--) {
        const { name: owner, end } = nameAt(message, offset);
        const data = end + RECORD;
        const length = message.readUInt16BE(end + 8);
        const isAddress = message.readUInt16BE(end) === ADDRESS && length === 4;
        if (isAddress && owner.toLowerCase() === name.toLowerCase())
            return [...message.subarray(data, data + 4)].join(".");
        offset = data + length;
    }
    return undefined;
}

/** The address that a message gives for the name; undefined for none, or for no message at all. */
export function mdnsAddress(message: Buffer, name: string): string | undefined {
    try {
        return findAddress(message, name);
    } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
    }
}
