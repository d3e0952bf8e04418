/** The emulated radio chip on its bus, without any firmware: what cyw43-driver relies on. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { FIRMWARE_LENGTH, frameTo, joinedDriver, RadioDriver } from "./radio-driver.ts";

describe("the bus of the radio", () => {
    test("answers in half words until it is told to use words, and again after its power was off", () => {
        const driver = new RadioDriver();
        for (let i = 0; i < 2; i++) {
            driver.powerOn();
            assert.equal(driver.read(0, 0x14, 4), 0xfeedbead);
            assert.equal(driver.read(0, 0, 4) & 0xff, 0xb3);
        }
    });

    test("says nothing without power, and does not hold the wake line", () => {
        const driver = new RadioDriver();
        assert.equal(driver.read(0, 0x14, 4), 0);
        assert.equal(driver.radio.hostWake, false);
    });

    test("honours the length of a write, whatever else the word carries", () => {
        const driver = new RadioDriver();
        driver.powerOn();
        driver.write(0, 0x1c, 1, 0x1234_5607);
        assert.equal(driver.read(0, 0x1c, 1), 7);
        assert.equal(driver.read(0, 0x1d, 1), 16);
    });

    test("pads answers of the backplane by what the host has set", () => {
        const driver = new RadioDriver();
        driver.powerOn();
        assert.equal(driver.readChip(0x1800_0000, 4), 0xa9af);
        driver.write(0, 0x1d, 1, 8);
        driver.padding = 8;
        assert.equal(driver.readChip(0x1800_0000, 4), 0xa9af);
    });

    test("appends the status where the host asks for it", () => {
        const driver = new RadioDriver().start();
        driver.write(0, 2, 1, 1);
        const answer = driver.transfer(false, 0, 0x14, 4, undefined, 4);
        assert.deepEqual([answer.readUInt32LE(0), answer.readUInt32LE(4)], [0xfeedbead, 0x20]);
    });

    test("clears latched conditions by ones, and keeps a waiting packet on the wake line", () => {
        const driver = new RadioDriver().start();
        driver.transfer(false, 2, 0, 16);
        assert.equal(driver.read(0, 4, 2), 2, "a read without a packet underflows");
        assert.equal(driver.radio.hostWake, true);
        driver.write(0, 4, 2, 0x99);
        assert.equal(driver.read(0, 4, 2), 2);
        driver.write(0, 4, 2, 2);
        assert.equal(driver.radio.hostWake, false);
        driver.radio.sendEvent({ type: 0 });
        driver.write(0, 4, 2, 0x20);
        assert.equal(driver.radio.hostWake, true);
        driver.write(0, 6, 2, 0);
        assert.equal(driver.radio.hostWake, false, "disabled");
        driver.write(0, 6, 2, 0x20);
        driver.write(0, 0, 1, 0x93);
        assert.equal(driver.radio.hostWake, false, "active low");
        driver.receiveAll();
        assert.equal(driver.radio.hostWake, true);
    });

    test("notices a write that ends early and a function that it does not have", () => {
        const driver = new RadioDriver().start();
        driver.transfer(true, 0, 0x18, 8, Buffer.alloc(4), -4);
        assert.equal(driver.read(0, 4, 2), 0x10);
        driver.read(3, 0, 4);
        assert.equal(driver.read(0, 4, 2), 0x18);
        assert.deepEqual(driver.radio.complaints, ["write of 8 bytes ended after 4"]);
    });
});

describe("the backplane of the radio", () => {
    test("reaches the chip's RAM through the window, from window 0 at power-on", () => {
        const driver = new RadioDriver();
        driver.powerOn();
        driver.write(1, 0x8010, 4, 0x0102_0304);
        assert.equal(driver.readChip(0x1800_0508, 4), 0);
        assert.equal(driver.readChip(0x10, 4), 0x0102_0304);
        driver.writeChip(0x0003_8014, 2, 0xbeef);
        assert.equal(driver.readChip(0x0003_8014, 4), 0xbeef);
        assert.equal(driver.readChip(0x14, 4), 0);
        driver.powerOn();
        assert.equal(driver.readChip(0x10, 4), 0, "power-off forgets");
    });

    test("starts the core only with a whole download, and its clock after a while", () => {
        const driver = new RadioDriver();
        driver.powerOn();
        driver.download();
        assert.equal(driver.readChip(0x1810_3800, 1), 1, "in reset");
        assert.equal(driver.read(1, 0x1000e, 1), 0x40);
        driver.startCore();
        driver.millis(28);
        assert.equal(driver.read(1, 0x1000e, 1), 0x40);
        assert.equal(driver.read(0, 8, 4), 0);
        driver.millis(2);
        assert.equal(driver.read(1, 0x1000e, 1), 0xc0);
        assert.equal(driver.read(0, 8, 4), 0x20);
        assert.deepEqual(driver.radio.complaints, []);
    });

    for (const [what, length, token, complaint] of [
        ["no firmware", 0, undefined, /no firmware/],
        ["a wrong token", FIRMWARE_LENGTH, 0x0010_0010, /token/],
        ["settings shorter than the token says", FIRMWARE_LENGTH, 0xffdf_0020, /not the 128 bytes/],
    ] as const) {
        test(`does not run with ${what}`, () => {
            const driver = new RadioDriver();
            driver.powerOn();
            driver.download(length, token);
            driver.startCore();
            driver.millis(1000);
            assert.equal(driver.read(1, 0x1000e, 1), 0x40);
            assert.equal(driver.read(0, 8, 4), 0);
            assert.match(driver.radio.complaints.join(), complaint);
        });
    }

    test("sleeps and wakes by its sleep register, and moves no packets meanwhile", () => {
        const driver = new RadioDriver().start();
        assert.equal(driver.read(1, 0x1001f, 1), 3);
        driver.write(1, 0x1001f, 1, 0);
        assert.equal(driver.read(1, 0x1001f, 1), 0);
        driver.radio.sendEvent({ type: 0 });
        assert.equal(driver.radio.hostWake, true, "a sleeping bus still wakes the host");
        driver.transfer(false, 2, 0, 16);
        assert.deepEqual(driver.radio.complaints, ["read of a packet while the bus sleeps"]);
        driver.write(1, 0x1001f, 1, 1);
        driver.write(0, 4, 2, 2);
        assert.deepEqual(
            driver.events().map(({ type }) => type),
            [0],
        );
    });
});

describe("packets and commands of the radio", () => {
    test("numbers its packets and grants credit beyond the host's last", () => {
        const driver = new RadioDriver().start();
        for (let i = 2; i < 300; i++) {
            driver.post(86, true, Buffer.alloc(4));
            const packet = driver.receive();
            assert.equal(packet?.sequence, i & 0xff);
            assert.equal(packet.credit, (i + 1 + 8) & 0xff);
            assert.equal(packet.headerLength, 12, "the driver reads the answer by words");
        }
        assert.deepEqual(driver.radio.complaints, []);
    });

    test("sends credit alone where only data goes out", () => {
        const driver = joinedDriver();
        driver.sendFrame(frameTo("ffffffffffff"));
        const [packet, ...more] = driver.receiveAll();
        assert.equal(packet?.size, 12);
        assert.equal(more.length, 0);
        driver.radio.creditWindow = 0;
        driver.sendFrame(frameTo("ffffffffffff"));
        assert.deepEqual(driver.receiveAll(), [], "starved");
        driver.radio.creditWindow = 8;
        assert.equal(driver.receiveAll().length, 1);
    });

    test("complains of a host that skips a number or sends nonsense, and lives on", () => {
        const driver = new RadioDriver().start();
        driver.transfer(true, 2, 0, 12, Buffer.from([12, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0]));
        driver.send(5, 12, Buffer.alloc(4));
        driver.send(0, 12, Buffer.alloc(4));
        driver.command(2, true, Buffer.alloc(0));
        assert.deepEqual(driver.radio.complaints, [
            "size and its complement disagree",
            "unknown channel 5",
            "packet out of sequence: 3",
            "control packet of 4 bytes",
        ]);
    });

    test("keeps what is set and gives it back; what was never set is zeros", () => {
        const driver = new RadioDriver().start();
        driver.command(86, true, Buffer.from([2, 0, 0, 0]));
        assert.equal(driver.command(85, false, Buffer.alloc(4)).value.readUInt32LE(), 2);
        driver.setVariable("pm2_sleep_ret", Buffer.from([200, 0, 0, 0]));
        assert.equal(driver.getVariable("pm2_sleep_ret", 18).readUInt32LE(), 200);
        assert.deepEqual([...driver.getVariable("nonesuch", 16)], Array<number>(16).fill(0));
        assert.equal(
            driver.getVariable("toString", 16).every((byte) => byte === 0),
            true,
        );
    });

    test("answers what was set with the same bytes, which the driver joins with again", () => {
        const driver = new RadioDriver().start();
        const name = Buffer.from("04000000686f6d65", "hex");
        assert.deepEqual(driver.command(26, true, name).value, name);
    });

    test("has an address of its own until the host sets one", () => {
        const driver = new RadioDriver([], { mac: Uint8Array.of(0x28, 0xcd, 0xc1, 1, 2, 3) }).start();
        assert.equal(driver.getVariable("cur_etheraddr", 20).subarray(0, 6).toString("hex"), "28cdc1010203");
        driver.setVariable("cur_etheraddr", Buffer.from("02a900000001", "hex"));
        assert.equal(driver.getVariable("cur_etheraddr", 20).subarray(0, 6).toString("hex"), "02a900000001");
    });

    test("takes the regulatory table whole or not at all", () => {
        const driver = new RadioDriver().start();
        const chunk = (flags: number, says: number, has: number): void => {
            const value = Buffer.alloc(12 + has);
            value.writeUInt16LE(0x1000 | flags, 0);
            value.writeUInt16LE(2, 2);
            value.writeUInt32LE(says, 4);
            driver.setVariable("clmload", value);
        };
        const failed = (): boolean => driver.getVariable("clmload_status", 19).readUInt32LE() !== 0;
        assert.equal(failed(), true);
        chunk(2, 1000, 1000);
        assert.equal(failed(), true, "the last chunk is missing");
        chunk(4, 24, 24);
        assert.equal(failed(), false);
        chunk(6, 1000, 100);
        assert.equal(failed(), true, "shorter than it says");
    });

    test("drives the LED and shows its pins", () => {
        const driver = new RadioDriver().start();
        const seen: boolean[] = [];
        driver.radio.pins.onLed = (lit) => seen.push(lit);
        driver.setVariable("gpioout", Buffer.from([1, 0, 0, 0, 1, 0, 0, 0]));
        assert.equal(driver.getVariable("ccgpioin", 9).readUInt32LE() & 1, 1);
        driver.setVariable("gpioout", Buffer.from([2, 0, 0, 0, 2, 0, 0, 0]));
        driver.setVariable("gpioout", Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]));
        assert.deepEqual(seen, [true, false]);
        assert.equal(driver.getVariable("ccgpioin", 9).readUInt32LE(), 2 | 4);
    });

    test("delivers frames for its address, for all, and for the groups that the host has listed", () => {
        const driver = joinedDriver();
        const list = driver.getVariable("mcast_list", 75);
        assert.equal(list.readUInt32LE(), 0);
        const group = Buffer.alloc(64);
        group.writeUInt32LE(1);
        group.write("3333ff102030", 4, "hex");
        driver.setVariable("mcast_list", group);
        for (const to of ["28cdc1102030", "ffffffffffff", "3333ff102030", "333300000001", "02a900000001"])
            assert.equal(driver.radio.deliver(frameTo(to)), true);
        const packets = driver.receiveAll();
        assert.deepEqual(
            packets.map(({ body }) => body.subarray(4, 10).toString("hex")),
            ["28cdc1102030", "ffffffffffff", "3333ff102030"],
        );
        assert.ok(packets.every(({ channel, headerLength }) => channel === 2 && headerLength === 14));
    });

    test("loses frames beyond its memory and refuses those that are none", () => {
        const driver = joinedDriver();
        const frame = frameTo("28cdc1102030");
        assert.equal(driver.radio.deliver(frame.subarray(0, 13)), false);
        assert.equal(driver.radio.deliver(Buffer.alloc(1515)), false);
        const taken = Array.from({ length: 40 }, () => driver.radio.deliver(frame)).filter(Boolean).length;
        assert.equal(taken, 32);
        assert.equal(driver.receiveAll().length, 32);
        assert.equal(driver.radio.deliver(frame), true);
        driver.radio.loseLink();
        assert.equal(driver.radio.deliver(frame), false);
    });

    test("hands frames of the host to the network while it is joined", () => {
        const driver = joinedDriver();
        const frames: Buffer[] = [];
        driver.radio.onFrame = (frame) => frames.push(Buffer.from(frame));
        const frame = frameTo("ffffffffffff", 7);
        driver.sendFrame(frame);
        driver.radio.loseLink();
        driver.sendFrame(frame);
        assert.deepEqual(frames, [frame]);
    });
});
