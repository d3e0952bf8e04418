/** IP addresses as ECMA-419 writes them. */
import { isIP, isIPv4, isIPv6 } from "node:net";

/**
 * Dotted decimal, or eight groups of four lower-case hexadecimal digits; an IPv4 address that was
 * mapped into IPv6 is IPv4.
 */
export function addressText(address: string): string {
    const text = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
    if (!isIPv6(text)) return text;
    const [head = "", tail] = text.split("::");
    const groups = (part: string): string[] => (part === "" ? [] : part.split(":").flatMap(embedded));
    const first = groups(head);
    const last = tail === undefined ? [] : groups(tail);
    const zeros = Array<string>(8 - first.length - last.length).fill("0");
    return [...first, ...zeros, ...last].map((group) => group.toLowerCase().padStart(4, "0")).join(":");
}

/** The last two groups of an IPv6 address may be written as an IPv4 one. */
function embedded(group: string): string[] {
    if (!isIPv4(group)) return [group];
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return [((a << 8) | b).toString(16), ((c << 8) | d).toString(16)];
}

export function addressOption(value: unknown): string {
    if (typeof value !== "string" || isIP(value) === 0) throw new Error("not an IP address");
    return value;
}
