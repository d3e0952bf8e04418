/** Messages of DHCP (RFC 2131) with the options (RFC 2132) that a host and its server need. */
import { equalBytes } from "./bytes.ts";

export const DHCP_SERVER_PORT = 67;
export const DHCP_CLIENT_PORT = 68;
/** Clients may drop shorter messages, after BOOTP. */
const SHORTEST = 300;
const FIXED = 240;
const COOKIE = Buffer.from([99, 130, 83, 99]);

export const DhcpType = {
    discover: 1,
    offer: 2,
    request: 3,
    decline: 4,
    acknowledge: 5,
    refuse: 6,
    release: 7,
} as const;

export const DhcpOption = {
    mask: 1,
    router: 3,
    hostName: 12,
    requestedAddress: 50,
    leaseSeconds: 51,
    type: 53,
    server: 54,
    parameters: 55,
} as const;

export interface DhcpMessage {
    /** To a server, or from it. */
    request: boolean;
    transaction: number;
    broadcast: boolean;
    clientAddress: Buffer;
    yourAddress: Buffer;
    mac: Buffer;
    options: ReadonlyMap<number, Buffer>;
}

function parseOptions(bytes: Buffer): ReadonlyMap<number, Buffer> | undefined {
    const options = new Map<number, Buffer>();
    let at = 0;
    while (at < bytes.length) {
        const code = bytes.readUInt8(at);
        if (code === 255) return options;
        if (code === 0) {
            at++;
            continue;
        }
        const length = bytes[at + 1];
        if (length === undefined || at + 2 + length > bytes.length) return undefined;
        options.set(code, bytes.subarray(at + 2, at + 2 + length));
        at += 2 + length;
    }
    return undefined;
}

export function parseDhcp(bytes: Buffer): DhcpMessage | undefined {
    if (bytes.length < FIXED || !equalBytes(bytes.subarray(236, FIXED), COOKIE)) return undefined;
    if (bytes.readUInt8(1) !== 1 || bytes.readUInt8(2) !== 6) return undefined;
    const options = parseOptions(bytes.subarray(FIXED));
    if (options === undefined) return undefined;
    return {
        request: bytes.readUInt8(0) === 1,
        transaction: bytes.readUInt32BE(4),
        broadcast: (bytes.readUInt16BE(10) & 0x8000) !== 0,
        clientAddress: bytes.subarray(12, 16),
        yourAddress: bytes.subarray(16, 20),
        mac: bytes.subarray(28, 34),
        options,
    };
}

export function buildDhcp(message: DhcpMessage): Buffer {
    const head = Buffer.alloc(FIXED);
    head.set([message.request ? 1 : 2, 1, 6, 0]);
    head.writeUInt32BE(message.transaction, 4);
    head.writeUInt16BE(message.broadcast ? 0x8000 : 0, 10);
    head.set(message.clientAddress, 12);
    head.set(message.yourAddress, 16);
    head.set(message.mac, 28);
    head.set(COOKIE, 236);
    const options = [...message.options].map(([code, value]) =>
        Buffer.concat([Buffer.from([code, value.length]), value]),
    );
    const body = Buffer.concat([head, ...options, Buffer.from([255])]);
    return body.length >= SHORTEST ? body : Buffer.concat([body, Buffer.alloc(SHORTEST - body.length)]);
}

export function typeOf(message: DhcpMessage): number {
    return message.options.get(DhcpOption.type)?.[0] ?? 0;
}

export function uint32(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
}
