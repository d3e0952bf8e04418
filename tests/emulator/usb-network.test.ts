/** The USB network of our firmware on the emulated cable. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { checkDevice } from "../../emulator/usb/index.ts";
import { connected, echoProgram, pass, ping, switchOn, type Desk } from "./usb-support.ts";

const LONGEST_PING = 1472;
/**
 * What a block with one echo request has before the payload: block header, table with two entries,
 * Ethernet, IP and ICMP.
 */
const BLOCK_OVERHEAD = 12 + 16 + 14 + 28;

function assertCleanWire({ usb }: Desk): void {
    assert.deepEqual(usb.wireErrors, { host: 0, device: 0, overflows: 0 });
    assert.equal(usb.ethernet.counters.badBlocks, 0);
}

describe("the USB network of a program", () => {
    before(() => void echoProgram(), { timeout: 600_000 });

    test("is enumerated, and its descriptors are as hosts want them", async () => {
        const desk = await connected();
        const { device, ethernet } = desk.usb;
        assert.ok(device !== undefined);
        assert.deepEqual(checkDevice(device), []);
        const { strings, descriptor } = device;
        assert.equal(strings.get(descriptor.manufacturerString), "tspico");
        assert.ok(device.bos !== undefined && device.bos.length > 5, "Windows learns from it which driver to take");
        assert.ok(desk.usb.console.open);
        assert.ok(ethernet.hostAddress !== undefined);
        assert.equal((ethernet.hostAddress[0] ?? 0) & 3, 2, "an address of one station, given by nobody");
        assert.deepEqual(ethernet.port?.speed, { down: 12e6, up: 12e6 });
        const { maxSize = 0, divisor = 0, maxDatagrams = 0 } = ethernet.port?.rules ?? {};
        assert.ok(maxSize >= 2048, "Linux refuses less");
        assert.ok(divisor >= 1 && maxDatagrams !== 1);
        assertCleanWire(desk);
    });

    test("tells Windows in its own terms which driver to take", async () => {
        const desk = await connected();
        const { bos } = desk.usb.device ?? {};
        assert.ok(bos !== undefined);
        // Microsoft OS 2.0: the platform capability with this identity names the length and the
        // request of a descriptor set.
        const identity = Buffer.from("df60ddd88945c74c9cd2659d9e648a9f", "hex");
        const at = Buffer.from(bos).indexOf(identity);
        assert.ok(at > 0, "the binary object store must have Microsoft's capability");
        const view = new DataView(bos.buffer, bos.byteOffset + at + identity.length);
        const length = view.getUint16(4, true);
        const setup = { requestType: 0xc0, request: view.getUint8(6), value: 0, index: 7, length };
        let set: Uint8Array | undefined;
        desk.usb.request(setup, ({ data }) => (set = data));
        pass(desk.board, 20);
        assert.equal(set?.length, length);
        assert.equal(new DataView(set.buffer).getUint16(8, true), length, "its head announces the whole");
        assert.ok(Buffer.from(set).includes("WINNCM"), "the compatible identity of Windows' NCM driver");
    });

    test("answers pings of every length, those that end with a full packet among them", async () => {
        const desk = await connected();
        const sizes = [...Array(201).keys()];
        for (let size = 207; size <= 1400; size += 7) sizes.push(size);
        for (let size = 1401; size <= LONGEST_PING; size++) sizes.push(size);
        for (const size of sizes) assert.ok(ping(desk, size), `ping of ${String(size)} bytes`);
        const endMarks = sizes.filter((size) => (BLOCK_OVERHEAD + size) % 64 === 0);
        assert.ok(endMarks.length >= 6, "the sweep must meet blocks that end with an empty packet");
        assertCleanWire(desk);
    });

    for (const count of [3, 6, 8, 10, 30]) {
        test(`takes ${String(count)} frames at once`, async () => {
            const desk = await connected();
            assert.ok(ping(desk, 0));
            const { counters } = desk.usb.ethernet;
            const blocks = counters.blocksOut;
            const numbers = Array.from({ length: count }, () => desk.peer.ping(100));
            pass(desk.board, 100);
            for (const number of numbers) assert.equal(desk.peer.answers.get(number), 100, `frame ${String(number)}`);
            assert.ok(counters.blocksOut - blocks < count, "they must have travelled together");
            assertCleanWire(desk);
        });
    }

    test("answers a burst of long frames", async () => {
        const desk = await connected();
        assert.ok(ping(desk, 0));
        const numbers = Array.from({ length: 30 }, () => desk.peer.ping(1000));
        pass(desk.board, 300);
        assert.deepEqual(
            numbers.filter((number) => desk.peer.answers.get(number) !== 1000),
            [],
        );
        assertCleanWire(desk);
    });

    test("runs twice with the same counters to the cycle", async () => {
        const run = async (): Promise<object> => {
            const desk = await connected();
            for (const size of [0, 58, 500, LONGEST_PING]) assert.ok(ping(desk, size));
            return { ...desk.board.counters, ...desk.usb.ethernet.counters, packets: desk.usb.packets };
        };
        assert.deepEqual(await run(), await run());
    });

    test("starts with the network down", async () => {
        const { board, usb } = await switchOn();
        pass(board, 15);
        assert.equal(usb.ethernet.linkUp, false);
        assert.equal(usb.ethernet.deliver(new Uint8Array(60)), false);
    });
});
