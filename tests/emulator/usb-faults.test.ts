/** What goes wrong on a USB cable, and the firmware's network afterwards. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { ElfFile } from "../../emulator/index.ts";
import { buildBlock, type BlockRules } from "../../emulator/usb/ntb.ts";
import { readFileSync } from "node:fs";
import { connected, echoProgram, pass, ping, type Desk } from "./usb-support.ts";

const SRAM = 0x2000_0000;

function port({ usb }: Desk): NonNullable<typeof usb.ethernet.port> {
    assert.ok(usb.ethernet.port !== undefined);
    return usb.ethernet.port;
}

interface Answer {
    status: string;
    data: number[];
}

/** One control transfer, carried out. */
function request(desk: Desk, requestType: number, code: number, value: number, index: number, length = 0): Answer {
    let answer: Answer | undefined;
    desk.usb.request({ requestType, request: code, value, index, length }, ({ status, data }) => {
        answer = { status, data: [...data] };
    });
    for (let waited = 0; waited < 10 && answer === undefined; waited++) pass(desk.board, 1);
    assert.ok(answer !== undefined, "the device must answer");
    return answer;
}

function dataInterface({ usb }: Desk): number {
    const found = usb.device?.configuration.interfaces.find(
        ({ interfaceClass, protocol }) => interfaceClass === 10 && protocol === 1,
    );
    assert.ok(found !== undefined);
    return found.number;
}

/**
 * A good block with one echo request, for tests to spoil. Its table is at 12, its first entry at
 * 20.
 */
function goodBlock(desk: Desk): Buffer {
    const rules: BlockRules = { maxSize: 2048, divisor: 4, remainder: 0, alignment: 4, maxDatagrams: 0 };
    return Buffer.from(buildBlock([desk.peer.echoRequest(9999, 40)], 0, rules).block);
}

const badBlocks: Record<string, (block: Buffer) => Buffer> = {
    "an empty transfer": () => Buffer.alloc(0),
    "one byte": () => Buffer.alloc(1),
    "half a header": (block) => block.subarray(0, 6),
    "a wrong signature": (block) => block.fill("X", 0, 4),
    "the signature of 32-bit blocks": (block) => block.fill("n", 0, 1),
    "a wrong header length": (block) => block.fill(0xff, 4, 6),
    "a length beyond the transfer": (block) => block.fill(0xff, 8, 10),
    "a length of nothing": (block) => block.fill(0, 8, 10),
    "a table behind the end": (block) => block.fill(0xff, 10, 12),
    "a table inside the header": (block) => block.fill(4, 10, 11),
    "no table": (block) => block.fill(0, 10, 12),
    "a table with a wrong signature": (block) => block.fill("X", 12, 16),
    "a table that runs over the end": (block) => block.fill(0xff, 16, 18),
    "a table without room for an entry": (block) => block.fill(8, 16, 17),
    "a table that follows itself": (block) => block.fill(12, 18, 19),
    "a frame behind the end": (block) => block.fill(0xff, 20, 22),
    "a frame that runs over the end": (block) => block.fill(0xff, 22, 24),
    "a frame inside the header": (block) => block.fill(1, 20, 21),
    "a frame of one byte": (block) => {
        block.writeUInt16LE(1, 22);
        return block;
    },
    "no frames": (block) => block.fill(0, 20, 28),
    "no end of the table": (block) => block.fill(60, 24, 28),
    "noise of the greatest length": () => Buffer.from(Array.from({ length: 2048 }, (_, at) => (at * 131 + 7) & 0xff)),
};

describe("after trouble on the USB cable", () => {
    before(() => void echoProgram(), { timeout: 600_000 });

    for (const [name, spoil] of Object.entries(badBlocks)) {
        test(`the network goes on after ${name}, many times over`, async () => {
            const desk = await connected();
            assert.ok(ping(desk, 100));
            for (let time = 0; time < 10; time++) {
                port(desk).sendRaw(spoil(goodBlock(desk)));
                pass(desk.board, 5);
            }
            // The device must neither have stopped listening nor have come out of step.
            for (const size of [0, 64, 1472]) assert.ok(ping(desk, size), `ping of ${String(size)} bytes`);
            assert.deepEqual(desk.usb.wireErrors, { host: 0, device: 0, overflows: 0 });
        });
    }

    test("the bus may be reset while nothing moves, and in the middle of a transfer", async () => {
        const desk = await connected();
        assert.ok(ping(desk, 1000));
        desk.usb.resetBus();
        pass(desk.board, 200);
        assert.ok(ping(desk, 1000), "after a reset of an idle bus");
        // A ping of this length takes 24 packets, 1.2 ms, each way: resets at many moments of it.
        for (let moment = 0.05; moment < 3; moment += 0.35) {
            desk.peer.ping(1472);
            pass(desk.board, moment);
            desk.usb.resetBus();
            pass(desk.board, 200);
            assert.equal(desk.usb.state, "configured", desk.usb.problem);
            assert.ok(ping(desk, 1472), `after a reset ${String(moment)} ms into a transfer`);
        }
        assert.equal(desk.board.resets.length, 0);
    });

    test("a suspended device is silent, and answers after resume", async () => {
        const desk = await connected();
        assert.ok(ping(desk, 100));
        desk.usb.suspend();
        pass(desk.board, 10);
        const packets = desk.usb.packets;
        pass(desk.board, 5000);
        assert.equal(desk.usb.packets, packets);
        desk.usb.resume();
        pass(desk.board, 20);
        assert.ok(ping(desk, 100));
        assert.deepEqual(desk.usb.wireErrors, { host: 0, device: 0, overflows: 0 });
    });

    test("the cable may be pulled out and put in again", async () => {
        const desk = await connected();
        const changes: boolean[] = [];
        desk.usb.ethernet.onLinkChange = (up) => changes.push(up);
        desk.usb.unplug();
        assert.equal(desk.usb.ethernet.deliver(desk.peer.echoRequest(1, 10)), false);
        pass(desk.board, 3000);
        desk.usb.replug();
        pass(desk.board, 200);
        assert.deepEqual(changes, [false, true]);
        assert.ok(ping(desk, 100));
    });

    test("requests that no device has are stalled and harm nothing", async () => {
        const desk = await connected();
        for (const [type, code] of [
            [0xa1, 0x7f],
            [0x21, 0x7f],
            [0xc0, 0x7f],
            [0x80, 0x7f],
        ] as const) {
            const { status } = request(desk, type, code, 0, 0, type >= 0x80 ? 64 : 0);
            assert.equal(status, "stall", `request ${type.toString(16)} ${code.toString(16)}`);
        }
        assert.equal(request(desk, 0x80, 6, 0x0600, 0, 10).status, "stall", "no device qualifier: full speed only");
        assert.ok(ping(desk, 100));
    });

    test("an endpoint that is halted goes on when the host clears it", async () => {
        const desk = await connected();
        const data = desk.usb.device?.configuration.interfaces.find(
            ({ number, alternate }) => number === dataInterface(desk) && alternate === 1,
        );
        const SET_FEATURE = 3;
        const ENDPOINT_HALT = 0;
        assert.equal(data?.endpoints.length, 2);
        for (const { address } of data.endpoints) {
            assert.ok(ping(desk, 100));
            assert.equal(request(desk, 0x02, SET_FEATURE, ENDPOINT_HALT, address).status, "ok");
            // What was under way is lost; the host meets the stall and clears it.
            ping(desk, 100);
            pass(desk.board, 20);
            assert.deepEqual(request(desk, 0x82, 0, 0, address, 2).data, [0, 0], "the host must have cleared it");
            assert.ok(ping(desk, 100), `after a halt of endpoint 0x${address.toString(16)}`);
        }
    });

    test("halts may be cleared that never were", async () => {
        const desk = await connected();
        const { console } = desk.usb;
        const pipes = [port(desk).input, port(desk).output, console.port?.input, console.port?.output];
        for (let time = 0; time < 3; time++) {
            for (const pipe of pipes) {
                assert.ok(pipe !== undefined);
                desk.usb.run(pipe.clearHalt());
                pass(desk.board, 10);
                // The frame that was under way may be lost.
                ping(desk, 100);
                assert.ok(ping(desk, 100), `after clearing endpoint 0x${pipe.endpoint.address.toString(16)}`);
                console.write(Buffer.from("help\r"));
                pass(desk.board, 50);
            }
        }
        const input = console.port?.input;
        assert.ok(input !== undefined);
        // In the middle of what the console says: TinyUSB then takes its endpoint for idle although
        // a packet waits in it.
        input.paused = true;
        console.write(Buffer.from("help\r"));
        pass(desk.board, 10);
        desk.usb.run(input.clearHalt());
        pass(desk.board, 10);
        console.write(Buffer.from("help\r"));
        pass(desk.board, 50);
        input.paused = false;
        pass(desk.board, 50);
        console.write(Buffer.from("nonsense\r"));
        pass(desk.board, 50);
        assert.match(desk.board.console.text, /no command nonsense/, "the console must still answer");
    });

    test("the data interface can be switched off and on", async () => {
        const desk = await connected();
        const number = dataInterface(desk);
        assert.deepEqual(request(desk, 0x81, 10, 0, number, 1).data, [1]);
        for (let time = 0; time < 3; time++) {
            assert.ok(ping(desk, 100), `before time ${String(time)}`);
            desk.usb.run(port(desk).setAlternate(0));
            pass(desk.board, 20);
            assert.equal(desk.usb.ethernet.linkUp, false);
            assert.deepEqual(request(desk, 0x81, 10, 0, number, 1).data, [0]);
            desk.usb.run(port(desk).setAlternate(1));
            pass(desk.board, 20);
            assert.ok(desk.usb.ethernet.linkUp);
        }
        assert.ok(ping(desk, 100));
    });

    /**
     * Pings as if the last start of frame had been a multiple of 2^32 microseconds and a moment
     * ago, for every moment of a frame: TinyUSB's guard against errata 15 compares 32-bit times,
     * and near a frame's end it holds back what the device sends.
     */
    async function lostPings(startOfFrame: boolean): Promise<number> {
        const desk = await connected({ startOfFrame });
        const guard = new ElfFile(readFileSync(echoProgram().elf)).address("e15_last_sof");
        assert.ok(guard !== undefined, "TinyUSB's guard against errata 15 must be in the firmware");
        let lost = 0;
        for (let moment = 0; moment < 1000; moment += 90) {
            const { clock, mcu } = desk.board.chip;
            mcu.sramView.setUint32(guard - SRAM, (Math.floor(clock.nanos / 1000) - moment) >>> 0, true);
            if (!ping(desk, 100)) lost++;
        }
        return lost;
    }

    test("start-of-frame packets keep it alive through 71.6 minutes", async () => {
        assert.equal(await lostPings(true), 0);
        assert.ok((await lostPings(false)) > 0, "without them the guard must bite, or this test shows nothing");
    });
});
