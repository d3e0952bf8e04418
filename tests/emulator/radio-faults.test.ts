/**
 * Faults between the board and its network: what the driver and a program on the board make of
 * each.
 */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { EthernetAttachment } from "../../emulator/network/ethernet.ts";
import { Host } from "../../emulator/network/host/host.ts";
import { Wire } from "../../emulator/network/wire.ts";
import type { Firmware } from "./fixtures.ts";
import {
    assertServes,
    BOARD_ADDRESS,
    buildDriverCases,
    buildWifiProgram,
    driverCase,
    exchange,
    hostBehind,
    WifiBoard,
    type WifiCase,
    withoutDriver,
} from "./wifi-firmware.ts";

const LISTENING = /^tspico: listening on 10\.0\.0\.2 port 80/;
const TIMED_OUT = /^command -2 after 100\d ms$/;

describe("the radio's driver under faults", { skip: withoutDriver }, () => {
    before(buildDriverCases, { timeout: 600_000 });

    const start = (name: WifiCase): Promise<WifiBoard> => WifiBoard.create(driverCase(name));

    // While the driver waits, the core does not sleep: a second of that costs the emulator seconds.
    test("without credit: waits for it up to a second, then refuses the frame", async () => {
        const short = await start("send");
        const frames: number[] = [];
        short.radio.onFrame = (frame) => frames.push(frame[14] ?? -1);
        short.runToLine(/^sending$/, 5);
        short.radio.creditWindow = 0;
        short.run(0.3);
        short.radio.creditWindow = 8;
        const [, failed, millis] = short.runToLine(/^sent 40 failed (\d+) in (\d+) ms$/, 5);
        assert.equal(failed, "0");
        assert.ok(Number(millis) >= 250 && Number(millis) < 350, millis);
        assert.deepEqual(
            frames,
            Array.from({ length: 40 }, (_, i) => i),
            "each once, in order",
        );
        assert.deepEqual(short.radio.complaints, []);

        const long = await start("send");
        long.runToLine(/^sending$/, 5);
        long.radio.creditWindow = 0;
        long.run(1.5);
        long.radio.creditWindow = 8;
        assert.equal(long.runToLine(/^sent 40 failed (\d+) in/, 5)[1], "1", "the frame of the first second");
        assert.deepEqual(long.radio.complaints, []);
    });

    /**
     * What three commands gave, the first one with its answer so many milliseconds late, the others
     * at once.
     */
    async function firstDelayed(delay: number): Promise<string[]> {
        const wifi = await start("command");
        wifi.runToLine(/^commands$/, 5);
        let answers = 0;
        wifi.radio.answerDelay = () => (answers++ === 0 ? delay : 0);
        wifi.runToLine(/^end$/, 10);
        return wifi.text.filter((line) => line.startsWith("command "));
    }

    test("with an answer just in time: takes it", async () => {
        const [first, second] = await firstDelayed(950);
        assert.match(first ?? "", /^command 0 after 95\d ms$/);
        assert.equal(second, "command 0 after 0 ms");
    });

    test("with an answer after its time, or none: gives up, and ignores it when it comes", async () => {
        for (const delay of [1000.5, Infinity]) {
            const [first, ...more] = await firstDelayed(delay);
            assert.match(first ?? "", TIMED_OUT);
            assert.deepEqual(more, ["command 0 after 0 ms", "command 0 after 0 ms"]);
        }
    });

    test("with the chip's power cut behind its back: fails at each command, and does not hang", async () => {
        const wifi = await start("command");
        wifi.runToLine(/^commands$/, 5);
        wifi.radio.setPower(false);
        wifi.run(0.005);
        wifi.radio.setPower(true);
        wifi.runToLine(/^end$/, 10);
        const lines = wifi.text.filter((line) => line.startsWith("command "));
        assert.equal(lines.length, 3);
        for (const line of lines) assert.match(line, /^command -\d+ after \d+ ms$/);
        assert.equal(wifi.radio.linkUp, false);
    });

    test("with a bus that gives all ones: asks again, and loses nothing in the end", async () => {
        for (const reads of [500, 3500]) {
            const wifi = await start("receive");
            wifi.runToLine(/^receiving$/, 5);
            wifi.radio.deafReads = reads;
            for (let i = 0; i < 10; i++) wifi.radio.deliver(Buffer.alloc(100, 0xff));
            wifi.runToLine(/^end$/, 5);
            assert.equal(wifi.text.at(-2), `received 10 frames 1000 bytes sum ${String(1000 * 255)}`);
        }
    });
});

/** Header of a packet with what is wrong in it. */
function packet(size: number, channel: number, body: Buffer, headerLength = 12, complement = ~size & 0xffff): Buffer {
    const header = Buffer.alloc(headerLength);
    header.writeUInt16LE(size, 0);
    header.writeUInt16LE(complement, 2);
    header[5] = channel;
    header[7] = headerLength;
    return Buffer.concat([header, body]);
}

/**
 * What the driver must ignore, by the code that cyw43_ll.c gives it; length that the chip announces
 * where it is another.
 */
const malformed: Readonly<Record<string, { bytes: Buffer; announced?: number }>> = {
    "announced longer than any packet": { bytes: packet(16, 2, Buffer.alloc(4)), announced: 1600 },
    "announced longer than it is": { bytes: packet(16, 2, Buffer.alloc(4)), announced: 1536 },
    "all zeros": { bytes: Buffer.alloc(64) },
    "-2: size and complement disagree": { bytes: packet(64, 2, Buffer.alloc(52), 12, 0) },
    "-3: shorter than its header": { bytes: packet(8, 2, Buffer.alloc(0)) },
    "-4: credit alone": { bytes: packet(12, 2, Buffer.alloc(0)) },
    "-5: control without a command": { bytes: packet(20, 0, Buffer.alloc(8)) },
    "-6: answer to nothing": { bytes: packet(32, 0, Buffer.alloc(20, 0x77)) },
    "-7: data without a frame": { bytes: packet(16, 2, Buffer.alloc(4)) },
    "-8: event without a frame": { bytes: packet(16, 1, Buffer.alloc(4)) },
    "-9: event of another type": { bytes: packet(96, 1, Buffer.alloc(82), 14) },
    "-10: event of another maker": {
        bytes: packet(96, 1, Buffer.alloc(82).fill(0x88, 16, 17).fill(0x6c, 17, 18), 14),
    },
    "-11: unknown channel": { bytes: packet(64, 7, Buffer.alloc(52)) },
};

/** Lets frames through as long as `open` says so. */
class Gate implements EthernetAttachment {
    onFrame: (frame: Uint8Array) => void = () => undefined;
    onLinkChange: (up: boolean) => void = () => undefined;
    open = (_frame: Uint8Array): boolean => true;

    constructor(private readonly inner: EthernetAttachment) {
        inner.onFrame = (frame) => {
            if (this.open(frame)) this.onFrame(frame);
        };
        inner.onLinkChange = (up) => {
            this.onLinkChange(up);
        };
    }

    get linkUp(): boolean {
        return this.inner.linkUp;
    }

    deliver(frame: Uint8Array): boolean {
        return this.open(frame) && this.inner.deliver(frame);
    }
}

describe("a program on the board under faults of the radio", { skip: withoutDriver }, () => {
    let echo: Firmware;
    before(
        () => {
            echo = buildWifiProgram("ts-src/echo.ts");
        },
        { timeout: 900_000 },
    );

    test("serves over an air that loses, repeats and reorders frames", async () => {
        const wifi = await WifiBoard.create(echo);
        const impairments = { loss: 0.1, duplication: 0.1, reordering: 0.1, delay: 1e6, seed: 7 };
        const host = hostBehind(wifi, {}, { impairments });
        wifi.runToLine(LISTENING, 60);
        for (let i = 0; i < 20; i++) assertServes(wifi, host, 60, "x".repeat(400));
        assert.deepEqual(wifi.radio.complaints, []);
    });

    test("serves while the chip itself loses, repeats and swaps packets", async () => {
        const wifi = await WifiBoard.create(echo);
        const host = hostBehind(wifi);
        wifi.runToLine(LISTENING, 10);
        let count = 0;
        let held: Uint8Array<ArrayBuffer> | undefined;
        wifi.radio.toHost.filter = (bytes, channel) => {
            if (channel !== "data") return [bytes];
            count++;
            if (count % 7 === 0) return [];
            if (count % 5 === 0) return [bytes, new Uint8Array(bytes)];
            if (count % 6 === 0) {
                held = bytes;
                return [];
            }
            const packets = held === undefined ? [bytes] : [bytes, held];
            held = undefined;
            return packets;
        };
        for (let i = 0; i < 20; i++) assertServes(wifi, host, 60, "y".repeat(400));
        assert.ok(count > 100);
    });

    test("ignores packets that are none", async (context) => {
        const wifi = await WifiBoard.create(echo);
        const host = hostBehind(wifi);
        wifi.runToLine(LISTENING, 10);
        for (const [what, { bytes, announced }] of Object.entries(malformed)) {
            await context.test(what, () => {
                for (let i = 0; i < 3; i++) {
                    wifi.radio.sendRaw(bytes, announced);
                    assertServes(wifi, host);
                }
                wifi.radio.sendRaw(bytes, announced);
                wifi.radio.sendRaw(bytes, announced);
                wifi.run(0.1);
                assert.equal(wifi.radio.toHost.length, 0, "taken off the chip");
                assertServes(wifi, host);
            });
        }
    });

    test("gets no address while the DHCP server is silent, says so, and serves when it speaks", async () => {
        const wifi = await WifiBoard.create(echo);
        const host = new Host({
            time: wifi.board.time,
            ipv4: "10.0.0.1",
            dhcpServer: { firstAddress: BOARD_ADDRESS },
        });
        const gate = new Gate(wifi.radio);
        const DHCP_SERVER_PORT = 67;
        const isDhcp = (frame: Uint8Array): boolean =>
            frame[12] === 0x08 && frame[13] === 0 && frame[23] === 17 && frame[37] === DHCP_SERVER_PORT;
        gate.open = (frame) => !isDhcp(frame);
        new Wire(wifi.board.time, host).attach(gate);
        wifi.runToLine(/no address from its DHCP server; trying again in 1 s$/, 60);
        gate.open = () => true;
        wifi.runToLine(LISTENING, 60);
        assertServes(wifi, host);
    });

    test("without credit for three seconds: the answer comes when there is credit again", async () => {
        const wifi = await WifiBoard.create(echo);
        const host = hostBehind(wifi);
        wifi.runToLine(LISTENING, 10);
        for (let i = 0; i < 5; i++) assertServes(wifi, host);
        wifi.radio.creditWindow = 0;
        const answer = exchange(wifi, host, "starved", 3);
        wifi.radio.creditWindow = 8;
        assert.match(answer, /^(HTTP|no end)/);
        assertServes(wifi, host, 20);
        assert.equal(wifi.board.resets.length, 0);
    });

    test("with slow answers of the radio: joins all the same", async () => {
        const wifi = await WifiBoard.create(echo);
        const host = hostBehind(wifi);
        const [UP, PASSPHRASE, SSID] = [2, 268, 26];
        wifi.radio.answerDelay = ({ command }) => ([UP, PASSPHRASE, SSID].includes(command) ? 300 : 0);
        wifi.runToLine(LISTENING, 60);
        assertServes(wifi, host);
    });
});
