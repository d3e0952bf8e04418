/** RFC 826 for IPv4 over Ethernet. */
import { equalBytes } from "./bytes.ts";

const ARP_LENGTH = 28;
const ETHERNET_IPV4 = Buffer.from([0, 1, 8, 0, 6, 4]);

export interface ArpMessage {
    operation: "request" | "reply";
    senderMac: Buffer;
    senderAddress: Buffer;
    targetMac: Buffer;
    targetAddress: Buffer;
}

export function parseArp(bytes: Buffer): ArpMessage | undefined {
    if (bytes.length < ARP_LENGTH || !equalBytes(bytes.subarray(0, 6), ETHERNET_IPV4)) return undefined;
    const operation = bytes.readUInt16BE(6);
    if (operation !== 1 && operation !== 2) return undefined;
    return {
        operation: operation === 1 ? "request" : "reply",
        senderMac: bytes.subarray(8, 14),
        senderAddress: bytes.subarray(14, 18),
        targetMac: bytes.subarray(18, 24),
        targetAddress: bytes.subarray(24, 28),
    };
}

export function buildArp(message: ArpMessage): Buffer {
    const operation = Buffer.from([0, message.operation === "request" ? 1 : 2]);
    const { senderMac, senderAddress, targetMac, targetAddress } = message;
    return Buffer.concat([ETHERNET_IPV4, operation, senderMac, senderAddress, targetMac, targetAddress]);
}
