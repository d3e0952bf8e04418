/**
 * Messages of RFC 4861: who has an IPv6 address, and which prefix a router announces. Checksums are
 * the caller's.
 */

export const NeighbourType = {
    routerSolicitation: 133,
    routerAdvertisement: 134,
    solicitation: 135,
    advertisement: 136,
};

const SOURCE_LINK_LAYER = 1;
const TARGET_LINK_LAYER = 2;
const PREFIX_INFORMATION = 3;
const ON_LINK_AND_AUTONOMOUS = 0xc0;
const SOLICITED_AND_OVERRIDE = 0x60;
const ROUTER_LIFETIME_SECONDS = 1800;
const PREFIX_LIFETIME_SECONDS = 86400;

export interface NeighbourMessage {
    type: number;
    /** The address that a solicitation or advertisement is about. */
    target: Buffer | undefined;
    /** Link-layer address of the sender, or of the target of an advertisement. */
    mac: Buffer | undefined;
    /** Prefixes of 64 bits that a router advertisement offers for stateless configuration. */
    prefixes: readonly Buffer[];
    /** How long its sender may be taken for a router; 0 for one that leads nowhere else. */
    routerSeconds: number;
}

/** Bytes before the options. */
function fixedLength(type: number): number {
    switch (type) {
        case NeighbourType.routerSolicitation:
            return 8;
        case NeighbourType.routerAdvertisement:
            return 16;
        default:
            return 24;
    }
}

function* options(bytes: Buffer): Generator<{ type: number; body: Buffer }> {
    let at = 0;
    while (at + 8 <= bytes.length) {
        const length = bytes.readUInt8(at + 1) * 8;
        if (length === 0 || at + length > bytes.length) return;
        yield { type: bytes.readUInt8(at), body: bytes.subarray(at + 2, at + length) };
        at += length;
    }
}

export function parseNeighbour(bytes: Buffer): NeighbourMessage | undefined {
    const type = bytes[0] ?? 0;
    const fixed = fixedLength(type);
    if (type < NeighbourType.routerSolicitation || type > NeighbourType.advertisement) return undefined;
    if (bytes.length < fixed) return undefined;
    let mac: Buffer | undefined;
    const prefixes: Buffer[] = [];
    for (const { type: option, body } of options(bytes.subarray(fixed))) {
        if (option === SOURCE_LINK_LAYER || option === TARGET_LINK_LAYER) mac = body.subarray(0, 6);
        const autonomous = option === PREFIX_INFORMATION && body.length === 30 && (body.readUInt8(1) & 0x40) !== 0;
        if (autonomous && body.readUInt8(0) === 64) prefixes.push(body.subarray(14, 30));
    }
    const target = fixed === 24 ? bytes.subarray(8, 24) : undefined;
    const routerSeconds = type === NeighbourType.routerAdvertisement ? bytes.readUInt16BE(6) : 0;
    return { type, target, mac, prefixes, routerSeconds };
}

function linkLayerOption(type: number, mac: Uint8Array): Buffer {
    return Buffer.from([type, 1, ...mac]);
}

export function buildSolicitation(target: Uint8Array, mac: Uint8Array): Buffer {
    const head = Buffer.from([NeighbourType.solicitation, 0, 0, 0, 0, 0, 0, 0]);
    return Buffer.concat([head, target, linkLayerOption(SOURCE_LINK_LAYER, mac)]);
}

export function buildAdvertisement(target: Uint8Array, mac: Uint8Array): Buffer {
    const head = Buffer.from([NeighbourType.advertisement, 0, 0, 0, SOLICITED_AND_OVERRIDE, 0, 0, 0]);
    return Buffer.concat([head, target, linkLayerOption(TARGET_LINK_LAYER, mac)]);
}

export function buildRouterSolicitation(mac: Uint8Array): Buffer {
    const head = Buffer.from([NeighbourType.routerSolicitation, 0, 0, 0, 0, 0, 0, 0]);
    return Buffer.concat([head, linkLayerOption(SOURCE_LINK_LAYER, mac)]);
}

export function buildRouterAdvertisement(prefix: Uint8Array, mac: Uint8Array): Buffer {
    const head = Buffer.alloc(16);
    head.writeUInt8(NeighbourType.routerAdvertisement, 0);
    head.writeUInt8(64, 4);
    head.writeUInt16BE(ROUTER_LIFETIME_SECONDS, 6);
    const option = Buffer.alloc(32);
    option.writeUInt8(PREFIX_INFORMATION, 0);
    option.writeUInt8(4, 1);
    option.writeUInt8(64, 2);
    option.writeUInt8(ON_LINK_AND_AUTONOMOUS, 3);
    option.writeUInt32BE(PREFIX_LIFETIME_SECONDS, 4);
    option.writeUInt32BE(PREFIX_LIFETIME_SECONDS, 8);
    option.set(prefix, 16);
    return Buffer.concat([head, linkLayerOption(SOURCE_LINK_LAYER, mac), option]);
}
