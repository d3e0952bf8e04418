/** The in-process host: addresses, pings and leases, between two of its kind. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAddress, parseAddress, solicitedNode } from "../../emulator/network/host/addresses.ts";
import { checksum } from "../../emulator/network/host/bytes.ts";
import { buildIp, parseIpv4 } from "../../emulator/network/host/ip-packet.ts";
import { createPair, pattern } from "./network-support.ts";

test("addresses are written as RFC 5952 asks and read back", () => {
    const pairs = [
        ["192.168.7.1", "192.168.7.1"],
        ["fe80:0:0:0:0:0:0:1", "fe80::1"],
        ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
        ["::", "::"],
        ["1::", "1::"],
        ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
        ["10:0:0:100::1", "10:0:0:100::1"],
    ] as const;
    for (const [written, canonical] of pairs) assert.equal(formatAddress(parseAddress(written)), canonical);
    assert.equal(formatAddress(solicitedNode(parseAddress("fe80::12:3456"))), "ff02::1:ff12:3456");
    assert.throws(() => parseAddress("10.0.0.256"), /no internet address/);
});

test("the checksum is the one of RFC 1071, also over odd lengths and carries", () => {
    assert.equal(checksum(Buffer.from("0001f203f4f5f6f7", "hex")), 0x220d);
    assert.equal(checksum(Buffer.from("ff", "hex")), 0x00ff);
    assert.equal(checksum(Buffer.alloc(65534, 0xff)), 0);
});

test("a damaged, shortened or fragmented IPv4 packet is not taken", () => {
    const [source, destination] = [parseAddress("10.0.0.1"), parseAddress("10.0.0.2")];
    const intact = buildIp({ source, destination, protocol: 17, payload: Buffer.from("payload") }, 7);
    assert.equal(parseIpv4(intact)?.payload.toString(), "payload");
    assert.equal(parseIpv4(intact.subarray(0, intact.length - 1)), undefined);
    const damaged = Buffer.from(intact);
    damaged.writeUInt8(63, 8);
    assert.equal(parseIpv4(damaged), undefined);
    const fragment = Buffer.from(intact);
    fragment.writeUInt16BE(0x2000, 6);
    fragment.writeUInt16BE(0, 10);
    fragment.writeUInt16BE(checksum(fragment.subarray(0, 20)), 10);
    assert.equal(parseIpv4(fragment), undefined);
});

for (const [version, target] of [
    ["IPv4", "10.1.0.2"],
    ["IPv6", "fe80::ff:fe00:2"],
] as const) {
    test(`pings of every size are answered with the same bytes over ${version}`, () => {
        const { near, seconds } = createPair();
        const replies: Buffer[] = [];
        near.onEchoReply = (reply) => replies.push(Buffer.from(reply.data));
        const sizes = [0, 1, 2, 45, 46, 47, 500, 1400];
        sizes.forEach((size, index) => {
            near.ping(parseAddress(target), 9, index, pattern(size));
        });
        seconds(1);
        assert.deepEqual(
            replies,
            sizes.map((size) => pattern(size)),
        );
    });
}

test("nobody answers for an address that nobody has, and the question is asked five times", () => {
    const types: number[] = [];
    const onFrame = (_nanos: number, frame: Uint8Array): void => {
        types.push(((frame[12] ?? 0) << 8) | (frame[13] ?? 0));
    };
    const { near, seconds } = createPair(undefined, undefined, { onFrame });
    seconds(0);
    types.length = 0;
    near.ping(parseAddress("10.1.0.77"), 1, 1, Buffer.alloc(8));
    seconds(60);
    assert.deepEqual(
        types.filter((type) => type === 0x0806),
        [0x0806, 0x0806, 0x0806, 0x0806, 0x0806],
    );
    assert.equal(types.includes(0x0800), false);
});

test("a client gets an address, mask and router from the server, keeps the address and is renewed", () => {
    const dhcpServer = { firstAddress: "10.0.2.15", leaseSeconds: 100 };
    const { near, far, seconds } = createPair({ ipv4: "10.0.2.2", dhcpServer }, { ipv4: "dhcp" });
    const leases: string[] = [];
    far.onLease = (lease) => leases.push(formatAddress(lease.address));
    seconds(1);
    assert.deepEqual(leases, ["10.0.2.15"]);
    seconds(110);
    assert.deepEqual(leases, ["10.0.2.15", "10.0.2.15", "10.0.2.15"]);
    far.linkChanged(false);
    far.linkChanged(true);
    seconds(1);
    assert.equal(leases.length, 4);
    let replied = false;
    near.onEchoReply = () => (replied = true);
    near.ping(parseAddress("10.0.2.15"), 1, 1, Buffer.alloc(4));
    seconds(1);
    assert.equal(replied, true);
});

test("a client asks again while the server is silent", () => {
    const dhcpServer = { firstAddress: "10.0.2.15", answers: "silent" } as const;
    const { far, seconds } = createPair({ ipv4: "10.0.2.2", dhcpServer }, { ipv4: "dhcp" });
    seconds(30);
    assert.equal(formatAddress(far.ipv4), "0.0.0.0");
});

test("a router's prefix gives the other side an address in it", () => {
    const { near, far, seconds } = createPair({ ipv4: "10.0.2.2", ipv6Prefix: "fec0::" });
    seconds(1);
    assert.deepEqual(far.addresses, ["10.1.0.2", "fe80::ff:fe00:2", "fec0::ff:fe00:2"]);
    assert.deepEqual(near.addresses, ["10.0.2.2", "fe80::ff:fe00:1", "fec0::2"]);
    let from = "";
    near.onEchoReply = (_reply, source) => (from = formatAddress(source));
    near.ping(parseAddress("fec0::ff:fe00:2"), 1, 1, Buffer.alloc(4));
    seconds(1);
    assert.equal(from, "fec0::ff:fe00:2");
});

test("datagrams reach the port that waits for them and no other", () => {
    const { near, far, seconds } = createPair();
    const got: string[] = [];
    far.udp.bind(53, ({ data, sourcePort }) => got.push(`53 ${sourcePort.toString()} ${data.toString()}`));
    assert.throws(() => far.udp.bind(53, () => undefined), /in use/);
    near.sendUdp(4000, parseAddress("10.1.0.2"), 53, Buffer.from("question"));
    near.sendUdp(4000, parseAddress("10.1.0.2"), 54, Buffer.from("nobody"));
    seconds(1);
    assert.deepEqual(got, ["53 4000 question"]);
});
